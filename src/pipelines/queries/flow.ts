import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { aMoment, anId, decodeCursor, pageOf } from '../../lib/paging.ts'
import type { CentreStage } from '../../lib/stages.ts'
import type { Stage, Track } from '../../lib/words.ts'

/** From the beginning of the first day to the end of the last, in Prague. */
export type Span = { from: string; to: string }

export type StageFlow = {
  stage: Stage
  /** people who came to it in the period */
  reached: number
  /** those of them who went on from it */
  went_on: number
  /** stays that are not over yet */
  running: number
  /** days, those still running counted as far as they got */
  quartiles: [number, number, number]
}

/** Who came to each stage in a period, who went on, and how long they stayed. */
export const listFlow = async (
  db: Db,
  centreId: string,
  stages: readonly CentreStage[],
  track: Track,
  span: Span,
  now: Date,
): Promise<StageFlow[]> => {
  const { rows } = await sql<StageFlow>`
    with ${stays(centreId, track, span, stages)},
    -- a bit for each stage: there are few ways through them, and many people
    ways as (
      select reached, went, count(*) as people from (
        select bit_or(1::bigint << place) as reached, coalesce(bit_or(1::bigint << place) filter (where went_on), 0) as went
        from stays group by enrolment_id) each_person group by reached, went),
    lengths as (
      select place, stage, (count(*) filter (where left_at is null))::int as running,
        percentile_cont(array[0.25, 0.5, 0.75]) within group (
          order by date_part('epoch', coalesce(left_at, ${now}) - at) / 86400) as quartiles
      from stays group by place, stage)
    select stage, running, quartiles,
      (select sum(people)::int from ways where reached >> place & 1 = 1) as reached,
      (select coalesce(sum(people), 0)::int from ways where went >> place & 1 = 1) as went_on
    from lengths`.execute(db)
  return rows
}

export type StageNow = { stage: Stage; count: number; with_next_step: number; over_clock: number }

/** Who stands where today: how many, how many of them with something planned, how many over the clock. */
export const listStanding = async (
  db: Db,
  centreId: string,
  stages: readonly CentreStage[],
  track: Track,
  now: Date,
) => {
  const { rows } = await sql<StageNow>`
    select e.stage, count(*)::int as count, count(*) filter (where ${isPlanned})::int as with_next_step,
      count(*) filter (where e.stage_since < l.latest)::int as over_clock
    from enrolments e join contacts c on c.centre_id = e.centre_id and c.id = e.contact_id
      join ${limits(stages, now)} on l.stage = e.stage
    where e.centre_id = ${centreId} and e.track = ${track} group by e.stage`.execute(db)
  return rows
}

export const behinds = ['reached', 'went_on', 'running', 'unplanned', 'over_clock'] as const
export type Behind = (typeof behinds)[number]

export type FlowPerson = {
  id: string
  contact_id: string
  given_name: string
  family_name: string
  stage: Stage
  since: Date
  exactly: string
}

type Wanted = { stage: Stage; of: Behind; span: Span; after: string | undefined; size?: number }

/** The people behind a number, who came last on top. */
export const listBehind = async (
  db: Db,
  centreId: string,
  stages: readonly CentreStage[],
  track: Track,
  now: Date,
  { stage, of, span, after, size = 50 }: Wanted,
) => {
  const cursor = decodeCursor(after, [aMoment, anId])
  const people =
    of === 'unplanned' || of === 'over_clock'
      ? peopleNow(centreId, stages, track, now, stage, of)
      : peopleIn(centreId, stages, track, span, stage, of)
  const { rows } = await sql<FlowPerson>`
    select p.*, p.since::text as exactly from (${people}) p
    ${cursor ? sql`where (p.since, p.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
    order by p.since desc, p.id desc limit ${size + 1}`.execute(db)
  return pageOf(rows, size, (row) => [row.exactly, row.id])
}

const person = sql`e.id, e.contact_id, c.given_name, c.family_name, e.stage`
const isPlanned = sql`(c.next_step_on is not null or exists (select from tasks t where t.centre_id = c.centre_id
  and t.contact_id = c.id and t.state = 'open'))`

/**
 * Each stay in a stage with its end, and whether they got further on since; what began before the period is none of it.
 * One pass in the order of an index, the last step of each person first, without a join that would lose this order.
 */
const stays = (centreId: string, track: Track, { from, to }: Span, stages: readonly CentreStage[]) => {
  const onTrack = stages.filter((stage) => stage.track === track)
  const forward = onTrack.map(({ category }, place) =>
    category === 'on_hold' || category === 'lost' ? null : place + 1,
  )
  const place = sql`array_position(${sql.val(onTrack.map(({ code }) => code))}::text[], s.to_stage)`
  return sql`
    steps as not materialized (
      select s.enrolment_id, s.to_stage as stage, s.at, s.id, ${place} as place from stage_changes s
      where s.centre_id = ${centreId} and s.at >= ${from}::timestamp at time zone 'Europe/Prague' and ${place} is not null),
    ends as not materialized (
      select enrolment_id, stage, at, place, lag(at) over following as left_at,
        max((${sql.val(forward)}::int[])[place]) over following as later
      from steps window following as (
        partition by enrolment_id order by at desc, id desc rows between unbounded preceding and 1 preceding)),
    stays as materialized (
      select ends.*, coalesce(later > place, false) as went_on from ends
      where ends.at < (${to}::date + 1)::timestamp at time zone 'Europe/Prague')`
}

/** The moment since when a stage is stood in too long; never, where there is no clock. */
const limits = (stages: readonly CentreStage[], now: Date) => {
  const latest = stages.map(({ clockDays }) =>
    clockDays === null ? '-infinity' : new Date(now.getTime() - clockDays * 86_400_000).toISOString(),
  )
  return sql`unnest(${sql.val(stages.map(({ code }) => code))}::text[], ${sql.val(latest)}::timestamptz[]) as l (stage, latest)`
}

const peopleIn = (
  centreId: string,
  stages: readonly CentreStage[],
  track: Track,
  span: Span,
  stage: Stage,
  of: 'reached' | 'went_on' | 'running',
): RawBuilder<unknown> => {
  const which = { reached: sql`true`, went_on: sql`went_on`, running: sql`left_at is null` }[of]
  return sql`
    with ${stays(centreId, track, span, stages)}, found as (
      select enrolment_id, max(at) as since from stays where stage = ${stage} and ${which} group by enrolment_id)
    select ${person}, found.since from found join enrolments e on e.centre_id = ${centreId} and e.id = found.enrolment_id
      join contacts c on c.centre_id = e.centre_id and c.id = e.contact_id`
}

const peopleNow = (
  centreId: string,
  stages: readonly CentreStage[],
  track: Track,
  now: Date,
  stage: Stage,
  of: 'unplanned' | 'over_clock',
): RawBuilder<unknown> => sql`
  select ${person}, e.stage_since as since from enrolments e
    join contacts c on c.centre_id = e.centre_id and c.id = e.contact_id join ${limits(stages, now)} on l.stage = e.stage
  where e.centre_id = ${centreId} and e.track = ${track} and e.stage = ${stage}
    and ${of === 'unplanned' ? sql`not ${isPlanned}` : sql`e.stage_since < l.latest`}`
