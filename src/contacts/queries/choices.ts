import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

/** What the filters in sight offer. */
export type FilterChoices = { owners: { id: string; name: string }[]; tags: string[]; municipalities: string[] }
/** What the filters in the panel complete as somebody types. */
export type FurtherWords = { towns: string[]; fields: string[]; eventTowns: string[] }

/** What the list can be filtered by that the centre itself brought: its members, its tags, where its people are from. */
export const listFilterChoices = async (db: Db, centreId: string): Promise<FilterChoices> => {
  const { rows } = await sql<Said>`
    (select 'owner' as kind, m.id::text as value, m.name as label from memberships ms join members m on m.id = ms.member_id
      where ms.centre_id = ${centreId} and ms.accepted_at is not null order by m.name collate "cs-x-icu" limit 200)
    union all ${words(centreId, 'municipality', 500)}
    union all ${words(centreId, 'tag', 100)}`.execute(db)
  return {
    owners: rows.filter(({ kind }) => kind === 'owner').map(({ value, label }) => ({ id: value, name: label })),
    tags: said(rows, 'tag'),
    municipalities: said(rows, 'municipality'),
  }
}

/** Where its people live, what they do, and where it met them. */
export const listFurtherWords = async (db: Db, centreId: string): Promise<FurtherWords> => {
  const { rows } = await sql<Said>`
    (select distinct on (town collate "cs-x-icu") 'event_town' as kind, town as value, town as label from events
      where centre_id = ${centreId} order by town collate "cs-x-icu" limit 200)
    union all ${words(centreId, 'residence', 300)}
    union all ${words(centreId, 'field', 300)}`.execute(db)
  return { towns: said(rows, 'residence'), fields: said(rows, 'field'), eventTowns: said(rows, 'event_town') }
}

type Said = { kind: string; value: string; label: string }

const said = (rows: readonly Said[], kind: string) => rows.filter((row) => row.kind === kind).map(({ value }) => value)

const words = (centreId: string, kind: string, most: number) => sql`
  (select kind, word, word from contact_words where centre_id = ${centreId} and kind = ${kind}
    order by word collate "cs-x-icu" limit ${most})`
