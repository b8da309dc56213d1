import { memberInvitation } from '../../views/mail/member-invitation.tsx'
import { memberReset } from '../../views/mail/member-reset.tsx'
import type { StaffLang } from '../../views/messages/index.ts'
import { findCentre } from '../centres/queries.ts'
import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { normalEmail } from '../lib/email.ts'
import { newId } from '../lib/ids.ts'
import { after } from '../lib/time.ts'
import { newToken, sha256 } from '../lib/tokens.ts'
import { queueMail } from '../mail/ledger.ts'
import { recordAudit } from '../privacy/queries.ts'
import type { NewMemberForm } from './forms.ts'
import { belongsElsewhere, findInvitedByKey, inviteMember, type TeamMember } from './queries/memberships.ts'
import {
  countLinksSince,
  createMemberToken,
  deleteLinksOf,
  deleteOldLinks,
  type LinkPurpose,
} from './queries/tokens.ts'

const mostADay = 3
const validDays = { invitation: 7, reset: 1 } as const

/** A link as it was made; `shown` is there only where no mail goes out and somebody has to hand it over. */
export type Handed = { until: Date; shown?: string }
type Invited =
  | { kind: 'known' }
  | { kind: 'repeated'; memberId: string }
  | { kind: 'invited'; memberId: string; link: Handed }

/** Asks somebody to join the team, once; they join when they accept, whether Krajan knew them before or not. */
export const invite = async (scope: Scope, adminId: string, form: NewMemberForm): Promise<Invited> => {
  const { db, centreId, now } = scope
  const key = form.idempotency_key ?? null
  if (key) {
    await waitForTurn(db, centreId, key)
    const repeated = await findInvitedByKey(db, centreId, key)
    if (repeated) return { kind: 'repeated', memberId: repeated }
  }
  const { name, role, lang } = form
  const email = normalEmail(form.email)
  const memberId = await inviteMember(db, { id: newId(), email, name, lang, role, key, now })
  if (!memberId) return { kind: 'known' }

  await recordAudit(scope, { ...about(memberId, adminId), action: 'member.created', fields: ['role'] })
  const link = await makeLink(scope, { id: memberId, email, name, lang }, 'invitation', scope.settings.mail === 'kept')
  return { kind: 'invited', memberId, link }
}

type Renewed = { kind: 'own' | 'closed' | 'elsewhere' | 'often' } | { kind: 'renewed'; link: Handed }

/** A new link for somebody who lost theirs, or their password; the ones before it stop working. */
export const renewLink = async (
  scope: Scope,
  adminId: string,
  member: TeamMember,
  lang: StaffLang,
): Promise<Renewed> => {
  const { db, centreId, now, settings } = scope
  if (member.id === adminId) return { kind: 'own' }
  if (member.disabled_at) return { kind: 'closed' }
  const purpose = member.accepted_at ? 'reset' : 'invitation'
  const isShown = settings.mail === 'kept'
  // who sees the link could use it, and must not come by it into another centre
  if (isShown && purpose === 'reset' && (await belongsElsewhere(db, member.id))) return { kind: 'elsewhere' }
  await waitForTurn(db, centreId, `link ${member.id}`)
  if ((await countLinksSince(db, centreId, member.id, after(now, { days: -1 }))) >= mostADay) return { kind: 'often' }
  await deleteLinksOf(db, centreId, member.id)
  await recordAudit(scope, { ...about(member.id, adminId), action: 'member.link' })
  return { kind: 'renewed', link: await makeLink(scope, { ...member, lang }, purpose, isShown) }
}

type Holder = { id: string; email: string; name: string; lang: StaffLang }

/** Makes a link that works once and mails it to its holder. */
export const makeLink = async (
  scope: Scope,
  holder: Holder,
  purpose: LinkPurpose,
  isShown: boolean,
): Promise<Handed> => {
  const { db, centreId, now, settings } = scope
  const token = newToken()
  const until = after(now, { days: validDays[purpose] })
  const address = purpose === 'invitation' ? 'invitation' : 'password'
  const link = `${settings.publicUrl}/${address}/${token}?lang=${holder.lang}`
  await deleteOldLinks(db, centreId, now)
  await createMemberToken(db, centreId, {
    token_hash: sha256(token),
    member_id: holder.id,
    purpose,
    shown: isShown,
    created_at: now,
    expires_at: until,
  })
  const write = purpose === 'invitation' ? memberInvitation : memberReset
  await queueMail(scope, {
    class: 'security',
    kind: purpose === 'invitation' ? 'member_invitation' : 'member_reset',
    dedupeKey: `member_${purpose}:${newId()}`,
    to: { address: holder.email, name: holder.name },
    lang: holder.lang,
    notAfter: until,
    content: write({ lang: holder.lang, centre: await findCentre(db, centreId), link, until }),
  })
  return isShown ? { until, shown: link } : { until }
}

const about = (subject_id: string, member_id: string) => ({ subject_type: 'member' as const, subject_id, member_id })
