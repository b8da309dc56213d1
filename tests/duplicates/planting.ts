import { sql } from 'kysely'
import type { Db } from '../../src/db/connection.ts'
import { newId } from '../../src/lib/ids.ts'
import type { TestCentre } from '../support/cast.ts'
import type { TruthRecord } from './truth.ts'

/** Writes the records into a centre, each as one contact; answers their ids in the order of the records. */
export const plant = async (
  ownerDb: Db,
  { id: centre_id }: Pick<TestCentre, 'id'>,
  records: readonly TruthRecord[],
) => {
  const now = new Date()
  const ids = records.map(() => newId())
  const at = (nth: number) => ids[nth] ?? ''
  for (let from = 0; from < records.length; from += 1000) {
    const some = [...records.entries()].slice(from, from + 1000)
    const people = some.map(([nth, { email: _email, phone: _phone, person: _person, ...facts }]) => ({
      ...{ centre_id, id: at(nth), source: 'staff' as const, created_at: now, updated_at: now },
      ...facts,
    }))
    const points = some.flatMap(([nth, { email, phone }]) =>
      [
        { kind: 'email' as const, value: email },
        { kind: 'phone' as const, value: phone },
      ]
        .filter(({ value }) => value !== '')
        .map((point) => ({
          ...point,
          centre_id,
          id: newId(),
          contact_id: at(nth),
          value_norm: point.value,
          created_at: now,
        })),
    )
    await ownerDb.insertInto('contacts').values(people).execute()
    if (points.length > 0)
      await ownerDb
        .insertInto('contact_points')
        .values(points)
        .onConflict((c) => c.doNothing())
        .execute()
    // what is planned without statistics goes through all of a centre for each row
    if (from === 0) await sql`analyze contacts, contact_points, contact_keys`.execute(ownerDb)
  }
  return ids
}
