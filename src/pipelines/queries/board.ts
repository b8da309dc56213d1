import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { aMoment, anId, decodeCursor, type Page, pageOf } from '../../lib/paging.ts'
import type { Stage, Track } from '../../lib/words.ts'

export type BoardCard = {
  id: string
  contact_id: string
  stage: Stage
  stage_since: Date
  version: number
  parked_until: string | null
  given_name: string
  family_name: string
  residence: string
  field: string
  next_step: string
  next_step_on: string | null
  exactly: string
}

/** Whose cards a board shows: everybody's, or those of one owner, or those found by words. */
export type BoardFilter = { owner?: string | undefined; q: string }

export type Columns = Map<Stage, Page<BoardCard>>

/** The first cards of every column, who came to it last on top; one more than `size` tells that there are more. */
export const listBoard = async (
  db: Db,
  centreId: string,
  track: Track,
  stages: readonly Stage[],
  filter: BoardFilter,
  size: number,
): Promise<Columns> => {
  const rows = isFiltered(filter)
    ? await filteredCards(db, centreId, track, filter, size + 1)
    : await allCards(db, centreId, track, stages, size + 1)
  const inStage = Map.groupBy(rows, ({ stage }) => stage)
  return new Map(stages.map((stage) => [stage, page(inStage.get(stage) ?? [], size)]))
}

/** One more page of a column. */
export const listColumn = async (
  db: Db,
  centreId: string,
  track: Track,
  stage: Stage,
  filter: BoardFilter,
  after: string | undefined,
  size: number,
) => {
  const cursor = decodeCursor(after, [aMoment, anId])
  const { rows } = await sql<BoardCard>`
    ${searching(filter)} ${cardsIn(centreId, track, sql.val(stage), passing(filter), cursor, size + 1)}`.execute(db)
  return page(rows, size)
}

export const findCard = async (
  db: Db,
  centreId: string,
  id: string,
): Promise<(BoardCard & { track: Track }) | undefined> => {
  const { rows } = await sql<BoardCard & { track: Track }>`
    select ${cardColumns}, e.track from enrolments e join contacts c on c.centre_id = e.centre_id and c.id = e.contact_id
    where e.centre_id = ${centreId} and e.id = ${id}`.execute(db)
  return rows[0]
}

/** How many stand in each of the stages, counted no further than `cap` + 1. */
export const countBoard = async (
  db: Db,
  centreId: string,
  track: Track,
  stages: readonly Stage[],
  filter: BoardFilter,
  cap = 1000,
): Promise<Map<Stage, number>> => {
  const { rows } = await (isFiltered(filter)
    ? sql<Count>`
        ${searching(filter)} select e.stage, count(*)::int as count
        from ${ofContacts} where ${onTrack(centreId, track)} and ${passing(filter)}
          and e.stage = any(${sql.val(stages)}::text[]) group by e.stage`
    : sql<Count>`
        select columns.stage, counted.count from unnest(${sql.val(stages)}::text[]) as columns (stage)
        cross join lateral (select count(*)::int as count from (
          select from enrolments e where ${onTrack(centreId, track)} and e.stage = columns.stage
          limit ${cap + 1}) capped) counted`
  ).execute(db)
  return new Map(rows.map(({ stage, count }) => [stage, count]))
}

/** Stages that were retired while somebody stood there; they are shown until the last has left. */
export const listStagesStoodIn = async (db: Db, centreId: string, track: Track, retired: readonly Stage[]) => {
  if (retired.length === 0) return []
  const { rows } = await sql<{ stage: Stage }>`
    select columns.stage from unnest(${sql.val(retired)}::text[]) as columns (stage)
    where exists (select from enrolments e where ${onTrack(centreId, track)} and e.stage = columns.stage)`.execute(db)
  return rows.map(({ stage }) => stage)
}

export const isFiltered = ({ owner, q }: BoardFilter): boolean => owner !== undefined || q !== ''

type Count = { stage: Stage; count: number }

const page = (rows: BoardCard[], size: number) => pageOf(rows, size, (row) => [row.exactly, row.id])

const cardColumns = sql`e.id, e.contact_id, e.stage, e.stage_since, e.version, e.parked_until, c.given_name, c.family_name,
  c.residence, c.field, c.next_step, c.next_step_on, e.stage_since::text as exactly`
const ofContacts = sql`contacts c join enrolments e on e.centre_id = c.centre_id and e.contact_id = c.id`
const onTrack = (centreId: string, track: Track) => sql`e.centre_id = ${centreId} and e.track = ${track}`
const searching = ({ q }: BoardFilter) =>
  q === '' ? sql`` : sql`with found as materialized (select search_contacts(${q}) as id)`
const passing = ({ owner, q }: BoardFilter) => sql`
  ${owner === undefined ? sql`true` : sql`c.owner_id = ${owner}`}
  and ${q === '' ? sql`true` : sql`c.id in (select id from found)`}`

const allCards = async (db: Db, centreId: string, track: Track, stages: readonly Stage[], most: number) => {
  const { rows } = await sql<BoardCard>`
    select cards.* from unnest(${sql.val(stages)}::text[]) as columns (stage)
    cross join lateral (${cardsIn(centreId, track, sql`columns.stage`, sql`true`, undefined, most)}) cards`.execute(db)
  return rows
}

/** From the few people who pass, not from the long columns they are spread over. */
const filteredCards = async (db: Db, centreId: string, track: Track, filter: BoardFilter, most: number) => {
  const { rows } = await sql<BoardCard>`
    ${searching(filter)} select * from (
      select ${cardColumns}, row_number() over (partition by e.stage order by e.stage_since desc, e.id desc) as nth
      from ${ofContacts} where ${onTrack(centreId, track)} and c.centre_id = ${centreId} and ${passing(filter)}) cards
    where nth <= ${most} order by stage, nth`.execute(db)
  return rows
}

const cardsIn = (
  centreId: string,
  track: Track,
  stage: RawBuilder<unknown>,
  passes: RawBuilder<unknown>,
  after: string[] | undefined,
  most: number,
) => sql<BoardCard>`
  select ${cardColumns} from ${ofContacts} where ${onTrack(centreId, track)} and e.stage = ${stage} and ${passes}
    ${after ? sql`and (e.stage_since, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
  order by e.stage_since desc, e.id desc limit ${most}`
