import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { anId, decodeCursor, type Page, pageOf } from '../../lib/paging.ts'
import type { MailState } from '../../lib/words.ts'
import type { MailKind } from '../kinds.ts'

export type MailFilter = { state?: MailState; address?: string; registrationId?: string; after?: string | undefined }

const pageSize = 50

/** The ledger from the newest mail, 50 a page; the address matches by any piece of it, whatever its case. */
export const listMails = async (db: Db, centreId: string, filter: MailFilter): Promise<Page<MailLine>> => {
  const { state, address, registrationId } = filter
  const cursor = decodeCursor(filter.after, [anId])
  let query = lines(db, centreId).limit(pageSize + 1)
  if (state) query = query.where('state', '=', state)
  if (address) query = query.where(sql<boolean>`strpos(lower(to_address), lower(${address})) > 0`)
  if (registrationId) query = query.where('registration_id', '=', registrationId)
  if (cursor) query = query.where('id', '<', cursor[0] ?? '')
  return pageOf(await query.execute(), pageSize, ({ id }) => [id])
}

export type MailLine = {
  id: string
  kind: MailKind
  to_address: string
  to_name: string
  subject: string
  state: MailState
  created_at: Date
}

/** The other mails about the same registration, newest first, at most 50. */
export const listMailsBeside = (db: Db, centreId: string, id: string): Promise<MailLine[]> => {
  const about = db.selectFrom('mails').where('centre_id', '=', centreId).where('id', '=', id).select('registration_id')
  return lines(db, centreId).where('registration_id', '=', about).where('id', '<>', id).limit(pageSize).execute()
}

export const findMail = (db: Db, centreId: string, id: string): Promise<MailRecord | undefined> =>
  db
    .selectFrom('mails')
    .select(['id', 'kind', 'to_address', 'to_name', 'lang', 'subject', 'html', 'body', 'state', 'attempts'])
    .select(['contact_id', 'registration_id', 'last_error', 'not_before', 'not_after', 'accepted_at', 'created_at'])
    .$narrowType<{ kind: MailKind }>()
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .executeTakeFirst()

export const listMailsOfContact = (db: Db, centreId: string, contactId: string) =>
  db
    .selectFrom('mails')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .select(['kind', 'to_address', 'to_name', 'lang', 'subject', 'body', 'html', 'state', 'accepted_at', 'created_at'])
    .orderBy('id', 'desc')
    .execute()

export type MailRecord = MailLine & {
  lang: 'cs' | 'en' | 'de' | 'uk'
  html: string
  body: string
  attempts: number
  contact_id: string | null
  registration_id: string | null
  last_error: string
  not_before: Date
  not_after: Date | null
  accepted_at: Date | null
}

const lines = (db: Db, centreId: string) =>
  db
    .selectFrom('mails')
    .select(['id', 'kind', 'to_address', 'to_name', 'subject', 'state', 'created_at'])
    .$narrowType<{ kind: MailKind }>()
    .where('centre_id', '=', centreId)
    .orderBy('id', 'desc')
