import { sql } from 'kysely'
import type { Db } from '../../src/db/connection.ts'
import { newId } from '../../src/lib/ids.ts'

/** Somebody who may be the contact already planted, and a merge that can still be taken back. */
export const aMerge = async (
  db: Db,
  { centre_id, contact_id, word }: Record<'centre_id' | 'contact_id' | 'word', string>,
) => {
  const [other, merges, gone, now] = [newId(), newId(), newId(), new Date()]
  await db
    .insertInto('contacts')
    .values({
      centre_id,
      id: other,
      given_name: 'Karel',
      family_name: word,
      source: 'staff',
      created_at: now,
      updated_at: now,
    })
    .execute()
  const [a_id = '', b_id = ''] = [contact_id, other].sort()
  await db
    .insertInto('duplicate_pairs')
    .values({ centre_id, a_id, b_id, score: 5, compared: Buffer.from(word), found_at: now })
    .execute()
  const row = {
    centre_id,
    id: gone,
    given_name: 'Karel',
    family_name: word,
    source: 'staff',
    created_at: now,
    updated_at: now,
  }
  const changes = JSON.stringify([{ table: 'contacts', key: { id: gone }, before: row, after: null, rest: null }])
  await db
    .insertInto('merges')
    .values({
      centre_id,
      id: merges,
      winner_id: contact_id,
      loser_id: gone,
      merged_at: now,
      changes: sql`${changes}::jsonb`,
    })
    .execute()
  await db
    .insertInto('contact_aliases')
    .values({ centre_id, old_id: gone, new_id: contact_id, created_at: now })
    .execute()
  return { duplicates: contact_id, with: other, of: contact_id, merges }
}
