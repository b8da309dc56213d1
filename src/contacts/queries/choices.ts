import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

export type FilterChoices = {
  owners: { id: string; name: string }[]
  tags: string[]
  municipalities: string[]
  towns: string[]
  fields: string[]
  eventTowns: string[]
}

/** What the list can be filtered by that the centre itself brought: its members, its words, where it met people. */
export const listFilterValues = async (db: Db, centreId: string): Promise<FilterChoices> => {
  const { rows } = await sql<{ kind: string; value: string; label: string }>`
    (select 'owner' as kind, m.id::text as value, m.name as label from memberships ms join members m on m.id = ms.member_id
      where ms.centre_id = ${centreId} and ms.accepted_at is not null order by m.name collate "cs-x-icu" limit 200)
    union all
    (select distinct on (town collate "cs-x-icu") 'event_town', town, town from events
      where centre_id = ${centreId} order by town collate "cs-x-icu" limit 200)
    union all ${words(centreId, 'municipality', 500)}
    union all ${words(centreId, 'tag', 100)}
    union all ${words(centreId, 'residence', 300)}
    union all ${words(centreId, 'field', 300)}`.execute(db)
  const of = (kind: string) => rows.filter((row) => row.kind === kind)
  const said = (kind: string) => of(kind).map(({ value }) => value)
  return {
    owners: of('owner').map(({ value, label }) => ({ id: value, name: label })),
    tags: said('tag'),
    municipalities: said('municipality'),
    towns: said('residence'),
    fields: said('field'),
    eventTowns: said('event_town'),
  }
}

const words = (centreId: string, kind: string, most: number) => sql`
  (select kind, word, word from contact_words where centre_id = ${centreId} and kind = ${kind}
    order by word collate "cs-x-icu" limit ${most})`
