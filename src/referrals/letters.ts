import { referralAnswered } from '../../views/mail/referral-answered.tsx'
import { referralAsked } from '../../views/mail/referral-asked.tsx'
import { referralWithdrawn } from '../../views/mail/referral-withdrawn.tsx'
import { isLang, type Lang } from '../../views/messages/index.ts'
import { findCentre } from '../centres/queries.ts'
import type { Scope } from '../db/scope.ts'
import { addDays, momentOf } from '../lib/time.ts'
import { newToken, sha256 } from '../lib/tokens.ts'
import { queueMail } from '../mail/ledger.ts'
import { createReferralToken, type ReferralRecord } from './queries/referrals.ts'

/** A partner's link outlives the day asked for by this much: a late answer is better than none. */
export const graceDays = 14

/** When the links of a referral end: at midnight in Prague. */
export const endOf = ({ decide_by }: { decide_by: string }): Date =>
  momentOf(`${addDays(decide_by, graceDays + 1)}T00:00`) ?? new Date(decide_by)

/** Asks the partner by a mail without a word about the person: those stand behind its link only. */
export const ask = async (scope: Scope, referral: ReferralRecord) => {
  const partner = partnerOf(referral)
  if (!partner) return
  const { db, centreId, settings } = scope
  const token = newToken()
  const notAfter = endOf(referral)
  const content = referralAsked({
    lang: partner.lang,
    centre: await findCentre(db, centreId, partner.lang),
    service: referral.service_name,
    decideBy: referral.decide_by,
    link: `${settings.publicUrl}/p/${token}?lang=${partner.lang}`,
  })
  await promise(scope, referral, 'referral_asked', partner, content, notAfter)
  await createReferralToken(db, centreId, { token_hash: sha256(token), referral_id: referral.id, expires_at: notAfter })
}

/** Tells the partner that there is nothing more to do, again without a word about the person. */
export const callOff = async (scope: Scope, referral: ReferralRecord) => {
  const partner = partnerOf(referral)
  if (!partner) return
  const centre = await findCentre(scope.db, scope.centreId, partner.lang)
  const centreLink = `${scope.settings.publicUrl}/${partner.lang}/${centre.slug}`
  const content = referralWithdrawn({ lang: partner.lang, centre, sentOn: referral.created_at, centreLink })
  await promise(scope, referral, 'referral_withdrawn', partner, content)
}

/** Tells whoever sent the referral how it was answered; the centre itself where they have left it. */
export const tellSender = async (scope: Scope, referral: ReferralRecord) => {
  const { member_email, member_name, member_lang } = referral
  const lang = member_lang ?? 'cs'
  const centre = await findCentre(scope.db, scope.centreId, lang)
  const content = referralAnswered({
    lang,
    centre,
    recipient: referral.recipient,
    accepted: referral.state === 'accepted',
    reason: referral.reason,
    link: `${scope.settings.publicUrl}/app/${centre.slug}/referrals/${referral.id}`,
  })
  const to = { address: member_email ?? centre.email, name: member_name ?? centre.name, lang }
  await promise(scope, referral, 'referral_answered', to, content)
}

type To = { address: string; name: string; lang: Lang }
type Kind = 'referral_asked' | 'referral_answered' | 'referral_withdrawn'

const promise = (
  scope: Scope,
  referral: ReferralRecord,
  kind: Kind,
  { lang, ...to }: To,
  content: ReturnType<typeof referralAsked>,
  notAfter?: Date,
) =>
  queueMail(scope, {
    class: 'transactional',
    kind,
    dedupeKey: `referral:${referral.id}:${kind}`,
    to,
    lang,
    referralId: referral.id,
    ...(notAfter ? { notAfter } : {}),
    content,
  })

const partnerOf = (referral: ReferralRecord): To | undefined => {
  const { partner_email, partner_name, partner_person, partner_languages } = referral
  if (!partner_email) return undefined
  const lang = partner_languages?.find(isLang) ?? 'cs'
  return { address: partner_email, name: partner_person || partner_name || '', lang }
}
