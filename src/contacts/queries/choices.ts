import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

/** What the list can be filtered by: the members, and the tags and municipalities in use, each by Czech alphabet. */
export const listFilterValues = async (db: Db, centreId: string) => {
  const { rows } = await sql<{ kind: 'owner' | 'tag' | 'municipality'; value: string; label: string }>`
    (select 'owner' as kind, m.id::text as value, m.name as label from memberships ms join members m on m.id = ms.member_id
      where ms.centre_id = ${centreId} and ms.accepted_at is not null order by m.name collate "cs-x-icu" limit 200)
    union all
    (select kind, word, word from contact_words where centre_id = ${centreId} and kind = 'municipality'
      order by word collate "cs-x-icu" limit 500)
    union all
    (select kind, word, word from contact_words where centre_id = ${centreId} and kind = 'tag'
      order by word collate "cs-x-icu" limit 100)`.execute(db)
  const of = (kind: string) => rows.filter((row) => row.kind === kind)
  return {
    owners: of('owner').map(({ value, label }) => ({ id: value, name: label })),
    tags: of('tag').map(({ value }) => value),
    municipalities: of('municipality').map(({ value }) => value),
  }
}
