import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

/** Facts that follow each other in time: a new one is added and the old one ended, none is written over. */
export const dated = {
  addresses: 'contact_addresses',
  statuses: 'contact_statuses',
  affiliations: 'affiliations',
} as const
export type Dated = keyof typeof dated

export type DatedFact = { id: string; valid_from: string | null; valid_to: string | null }

export const findDated = async (db: Db, centreId: string, of: Dated, contactId: string, id: string) => {
  const { rows } = await sql<DatedFact>`
    select id, valid_from::text, valid_to::text from ${sql.table(dated[of])}
    where centre_id = ${centreId} and contact_id = ${contactId} and id = ${id}`.execute(db)
  return rows[0]
}

/** Ends a fact that still holds; false when it has ended meanwhile. */
export const endDated = async (db: Db, centreId: string, of: Dated, id: string, on: string): Promise<boolean> => {
  const { rows } = await sql`
    update ${sql.table(dated[of])} set valid_to = ${on}
    where centre_id = ${centreId} and id = ${id} and valid_to is null returning id`.execute(db)
  return rows.length > 0
}

/** Takes back what should never have been written; false when it is gone already. */
export const deleteDated = async (db: Db, centreId: string, of: Dated, contactId: string, id: string) => {
  const { rows } = await sql`
    delete from ${sql.table(dated[of])}
    where centre_id = ${centreId} and contact_id = ${contactId} and id = ${id} returning id`.execute(db)
  return rows.length > 0
}

type Holding = { contactId: string; kind: string; but: string; on: string }

/** Ends what held of a kind until a new one came; what begins later is left alone. */
export const endHolding = async (
  db: Db,
  centreId: string,
  of: 'addresses' | 'statuses',
  { contactId, kind, but, on }: Holding,
) => {
  await sql`
    update ${sql.table(dated[of])} set valid_to = ${on}
    where centre_id = ${centreId} and contact_id = ${contactId} and kind = ${kind} and id <> ${but}
      and valid_to is null and (valid_from is null or valid_from <= ${on})`.execute(db)
}
