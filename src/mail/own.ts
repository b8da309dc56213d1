import type { Scope } from '../db/scope.ts'
import { listMailsOfContact } from './queries/mails.ts'
import { withoutKeys } from './shown.ts'

/** For the person themselves: every mail they were promised; the keys in its links are not told again. */
export const mailData = async ({ db, centreId }: Pick<Scope, 'db' | 'centreId'>, contactId: string) => {
  const mails = await listMailsOfContact(db, centreId, contactId)
  return { mails: mails.map((mail) => ({ ...mail, body: withoutKeys(mail.body), html: withoutKeys(mail.html) })) }
}
