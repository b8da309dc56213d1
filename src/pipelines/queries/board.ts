import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { aMoment, anId, decodeCursor, type Page, pageOf } from '../../lib/paging.ts'
import { type Stage, stagesOf, type Track } from '../../lib/words.ts'

export type BoardCard = {
  id: string
  contact_id: string
  stage: Stage
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

/** The first cards of every column, who came to it last on top; one more than `size` tells that there are more. */
export const listBoard = async (
  db: Db,
  centreId: string,
  track: Track,
  size: number,
): Promise<Map<Stage, Page<BoardCard>>> => {
  const { rows } = await sql<BoardCard>`
    select cards.* from unnest(${sql.val(stagesOf(track))}::text[]) as columns (stage)
    cross join lateral (${cardsIn(centreId, track, sql`columns.stage`, undefined, size + 1)}) cards`.execute(db)
  const columns = new Map<Stage, Page<BoardCard>>()
  for (const stage of stagesOf(track))
    columns.set(
      stage,
      page(
        rows.filter((row) => row.stage === stage),
        size,
      ),
    )
  return columns
}

/** One more page of a column. */
export const listColumn = async (
  db: Db,
  centreId: string,
  track: Track,
  stage: Stage,
  after: string | undefined,
  size: number,
) => {
  const { rows } = await cardsIn(
    centreId,
    track,
    sql.val(stage),
    decodeCursor(after, [aMoment, anId]),
    size + 1,
  ).execute(db)
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

/** How many stand in each stage, or in those named, counted no further than `cap` + 1. */
export const countBoard = async (
  db: Db,
  centreId: string,
  track: Track,
  cap = 1000,
  counted: readonly Stage[] = stagesOf(track),
): Promise<Map<Stage, number>> => {
  const { rows } = await sql<{ stage: Stage; count: number }>`
    select columns.stage, counted.count from unnest(${sql.val(counted)}::text[]) as columns (stage)
    cross join lateral (select count(*)::int as count from (
      select from enrolments e where e.centre_id = ${centreId} and e.track = ${track} and e.stage = columns.stage
      limit ${cap + 1}) capped) counted`.execute(db)
  return new Map(rows.map(({ stage, count }) => [stage, count]))
}

const page = (rows: BoardCard[], size: number) => pageOf(rows, size, (row) => [row.exactly, row.id])

const cardColumns = sql`e.id, e.contact_id, e.stage, e.version, e.parked_until, c.given_name, c.family_name, c.residence,
  c.field, c.next_step, c.next_step_on, e.stage_since::text as exactly`

const cardsIn = (
  centreId: string,
  track: Track,
  stage: ReturnType<typeof sql>,
  after: string[] | undefined,
  most: number,
) => sql<BoardCard>`
  select ${cardColumns} from enrolments e join contacts c on c.centre_id = e.centre_id and c.id = e.contact_id
  where e.centre_id = ${centreId} and e.track = ${track} and e.stage = ${stage}
    ${after ? sql`and (e.stage_since, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
  order by e.stage_since desc, e.id desc limit ${most}`
