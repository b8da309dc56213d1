import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

/** What would bring somebody back, or keeps them away: those that stay keep the day they were noted. */
export const writeMotives = async (
  db: Db,
  centreId: string,
  contactId: string,
  kind: 'trigger' | 'barrier',
  codes: readonly string[],
  now: Date,
) => {
  await sql`
    delete from contact_motives where centre_id = ${centreId} and contact_id = ${contactId} and kind = ${kind}
      and code <> all(${codes}::text[])`.execute(db)
  if (codes.length === 0) return
  await db
    .insertInto('contact_motives')
    .values(codes.map((code) => ({ centre_id: centreId, contact_id: contactId, kind, code, noted_at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
