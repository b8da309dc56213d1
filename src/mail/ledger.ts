import type { Lang } from '../../views/messages/index.ts'
import type { Scope } from '../db/scope.ts'
import { normalEmail } from '../lib/email.ts'
import { newId } from '../lib/ids.ts'
import { sha256 } from '../lib/tokens.ts'
import type { MailClass } from '../lib/words.ts'
import type { MailKind } from './kinds.ts'

export type { MailKind }

export type MailContent = { subject: string; html: string; body: string }

export type Mail = {
  class: MailClass
  kind: MailKind
  /** Names the promise: the same promise made twice is one mail. */
  dedupeKey: string
  to: { address: string; name: string }
  lang: Lang
  contactId?: string
  registrationId?: string
  referralId?: string
  /** To one of our own; it leaves only while they work in the centre. */
  memberId?: string
  /** Reminds them of this; it leaves only while they still have it to do. */
  taskId?: string
  /** After this the mail would be of no use and is not sent any more. */
  notAfter?: Date
  content: MailContent
}

/**
 * Promises a mail inside the transaction that gives the reason for it: taken back together, kept together.
 * False when this very promise was made before.
 */
export const queueMail = async (scope: Scope, mail: Mail): Promise<boolean> => {
  const queued = await scope.db
    .insertInto('mails')
    .values({ ...rowOf(mail), ...promised(scope) })
    .onConflict((conflict) => conflict.columns(['centre_id', 'dedupe_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return queued !== undefined
}

/** Takes back what has not left yet: mails overtaken by what the person did since. */
export const withdrawMails = async (
  scope: Scope,
  registrationId: string,
  kinds: readonly MailKind[],
): Promise<void> => {
  if (kinds.length === 0) return
  await scope.db
    .updateTable('mails')
    .set({ state: 'skipped_obsolete' })
    .where('centre_id', '=', scope.centreId)
    .where('registration_id', '=', registrationId)
    .where('kind', 'in', kinds)
    .where('state', '=', 'ready')
    .execute()
}

/** The same for what was to be said about a referral. */
export const withdrawReferralMails = async (scope: Scope, referralId: string, kinds: MailKind[]): Promise<void> => {
  await scope.db
    .updateTable('mails')
    .set({ state: 'skipped_obsolete' })
    .where('centre_id', '=', scope.centreId)
    .where('referral_id', '=', referralId)
    .where('kind', 'in', kinds)
    .where('state', '=', 'ready')
    .execute()
}

/** A letter to somebody who has become known since is theirs. */
export const giveMail = async ({ db, centreId }: Scope, dedupeKey: string, contactId: string): Promise<void> => {
  await db
    .updateTable('mails')
    .set({ contact_id: contactId })
    .where('centre_id', '=', centreId)
    .where('dedupe_key', '=', dedupeKey)
    .execute()
}

/** Empties letters to people who never were ours: that one was promised is all that is left of it. */
export const emptyMails = async ({ db, centreId }: Scope, dedupeKeys: readonly string[]): Promise<void> => {
  if (dedupeKeys.length === 0) return
  await db
    .updateTable('mails')
    .set({ to_address: '', to_name: '', address_hash: Buffer.alloc(0), subject: '–', html: '', body: '' })
    .where('centre_id', '=', centreId)
    .where('dedupe_key', 'in', dedupeKeys)
    .execute()
}

/** How many mails of these kinds an address was promised since then. */
export const countMailsSince = async (
  scope: Scope,
  address: string,
  kinds: readonly MailKind[],
  since: Date,
): Promise<number> => {
  const { count } = await scope.db
    .selectFrom('mails')
    .where('centre_id', '=', scope.centreId)
    .where('address_hash', '=', addressHash(address))
    .where('kind', 'in', kinds)
    .where('created_at', '>', since)
    .select((mail) => mail.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Under which a suppressed address is found without being kept. */
export const addressHash = (address: string): Buffer => sha256(normalEmail(address))

const rowOf = ({ to, content, ...mail }: Mail) => ({
  dedupe_key: mail.dedupeKey,
  class: mail.class,
  kind: mail.kind,
  contact_id: mail.contactId ?? null,
  registration_id: mail.registrationId ?? null,
  referral_id: mail.referralId ?? null,
  member_id: mail.memberId ?? null,
  task_id: mail.taskId ?? null,
  to_address: to.address,
  to_name: oneLine(to.name),
  address_hash: addressHash(to.address),
  lang: mail.lang,
  not_after: mail.notAfter ?? null,
  ...content,
  subject: oneLine(content.subject),
})

/** What people typed may break a line; the head of a mail may not. */
const oneLine = (words: string) => words.replace(/\s+/g, ' ').trim()

const promised = ({ centreId, now, settings }: Scope) => ({
  centre_id: centreId,
  id: newId(),
  state: settings.mail,
  not_before: now,
  created_at: now,
})
