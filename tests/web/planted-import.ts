import { sql } from 'kysely'
import type { Db } from '../../src/db/connection.ts'
import { newId } from '../../src/lib/ids.ts'

type Place = { centre_id: string; contact_id: string; member_id: string; word: string }

/** A list that was written, with a row that waits, about somebody who is known. */
export const anImport = async (db: Db, { centre_id, contact_id, member_id, word }: Place): Promise<string> => {
  const id = newId()
  const json = (value: unknown) => JSON.stringify(value)
  const reading = { format: 'csv', encoding: 'utf-8', separator: ';', sheet: '', sheets: [], header: 1, headerLine: 1 }
  await sql`
    insert into imports (centre_id, id, member_id, name, content_hash, bytes, reading, header, header_key, top, sample,
      row_count, mapping, source_note, lawful_basis, acquired_on, state, created_at)
    values (${centre_id}, ${id}, ${member_id}, ${`${word}.csv`}, sha256('x'), 1, ${json(reading)}::jsonb,
      ${json(['Jméno'])}::jsonb, sha256('y'), ${json([[1, ['Jméno']]])}::jsonb, ${json([[2, [word]]])}::jsonb, 1,
      ${json(['given_name'])}::jsonb, ${word}, 'consent', '2026-11-01', 'done', now())`.execute(db)
  await sql`
    insert into import_rows (centre_id, import_id, nth, plan, who, contact_id)
    values (${centre_id}, ${id}, 2, 'ask', ${word}, ${contact_id})`.execute(db)
  return id
}
