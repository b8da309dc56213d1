import type { Db } from '../../db/connection.ts'
import { normalEmail } from '../../lib/email.ts'
import { newId } from '../../lib/ids.ts'
import { normalPoint } from '../../lib/points.ts'
import type { PointKind } from '../../lib/words.ts'

type Holder = { id: string; given_name: string; family_name: string }

/** The one contact that can be reached at this address. */
export const findContactByEmail = (db: Db, centreId: string, email: string): Promise<Holder | undefined> =>
  db
    .selectFrom('contact_points as p')
    .innerJoin('contacts as c', (join) =>
      join.onRef('c.centre_id', '=', 'p.centre_id').onRef('c.id', '=', 'p.contact_id'),
    )
    .where('p.centre_id', '=', centreId)
    .where('p.kind', '=', 'email')
    .where('p.value_norm', '=', normalEmail(email))
    .select(['c.id', 'c.given_name', 'c.family_name'])
    .executeTakeFirst()

export type NewPoint = {
  contact_id: string
  kind: PointKind
  value: string
  /** what it is for: work, home */
  label?: string
  /** the first of its kind is the one we use */
  position?: number
  verified_at?: Date | null
  created_at: Date
}

export const createPoint = async (db: Db, centreId: string, point: NewPoint) => {
  const value_norm = normalPoint(point.kind, point.value)
  await db
    .insertInto('contact_points')
    .values({ centre_id: centreId, id: newId(), ...point, value_norm })
    .execute()
}

type PointChange = Pick<NewPoint, 'kind' | 'value' | 'label' | 'position'>

/** Replaces what a point says; a new address is not verified yet, the same one written otherwise still is. */
export const updatePoint = async (db: Db, centreId: string, id: string, { kind, ...change }: PointChange) => {
  const value_norm = normalPoint(kind, change.value)
  await db
    .updateTable('contact_points')
    .set((row) => ({
      ...change,
      value_norm,
      verified_at: row.case().when('value_norm', '=', value_norm).then(row.ref('verified_at')).else(null).end(),
    }))
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .execute()
}

export const verifyEmail = async (db: Db, centreId: string, email: string, now: Date) => {
  await db
    .updateTable('contact_points')
    .set({ verified_at: now })
    .where('centre_id', '=', centreId)
    .where('kind', '=', 'email')
    .where('value_norm', '=', normalEmail(email))
    .where('verified_at', 'is', null)
    .execute()
}

export const deletePoint = async (db: Db, centreId: string, id: string) => {
  await db.deleteFrom('contact_points').where('centre_id', '=', centreId).where('id', '=', id).execute()
}
