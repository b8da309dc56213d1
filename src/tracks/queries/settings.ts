import { type Insertable, sql, type Updateable } from 'kysely'
import type { Lang } from '../../../views/messages/index.ts'
import type { Db } from '../../db/connection.ts'
import type { Stages } from '../../db/types.generated.ts'
import type { StageCategory, StageNeed } from '../../lib/stages.ts'
import type { Track } from '../../lib/words.ts'

/** A stage as it is set, in all its languages. */
export type StageRecord = {
  track: Track
  code: string
  position: number
  category: StageCategory
  names: Record<Lang, string>
  needs: StageNeed[]
  /** nobody goes on without them; else they are advice */
  strict: boolean
  clock_days: number | null
  retired: boolean
  version: number
}

export type StageSettings = { edition: string; stages: StageRecord[] }

/** All stages of a centre in their order, with the edition they are of; held where they are to be changed. */
export const findStageSettings = async (db: Db, centreId: string, { held = false } = {}): Promise<StageSettings> => {
  const [edition, stages] = await Promise.all([
    db
      .selectFrom('centres')
      .where('id', '=', centreId)
      .select('stages_edition')
      .$if(held, (query) => query.forNoKeyUpdate())
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('stages')
      .where('centre_id', '=', centreId)
      .select(['track', 'code', 'position', 'category', 'names', 'needs', 'strict', 'clock_days', 'version'])
      .select(sql<boolean>`retired_at is not null`.as('retired'))
      .orderBy('track', 'desc')
      .orderBy('position')
      .execute(),
  ])
  return { edition: edition.stages_edition, stages }
}

/** Holds a stage so that nobody comes to it any more; who was about to waits. */
export const holdStage = async (db: Db, centreId: string, code: string) => {
  await db
    .selectFrom('stages')
    .where('centre_id', '=', centreId)
    .where('code', '=', code)
    .select('code')
    .forUpdate()
    .execute()
}

/** How many stand in each stage, and how many events lead there. */
export const countStandings = async (db: Db, centreId: string) => {
  const { rows } = await sql<{ stage: string; people: number; events: number }>`
    select stage, sum(people)::int as people, sum(events)::int as events from (
      select stage, count(*) as people, 0 as events from enrolments where centre_id = ${centreId} group by stage
      union all select entry_stage, 0, count(*) from events where centre_id = ${centreId} and entry_stage is not null
        group by entry_stage) counted
    group by stage`.execute(db)
  return new Map(rows.map(({ stage, people, events }) => [stage, { people, events }]))
}

/** Changes a stage that still is at `version`; false when somebody else was faster. */
export const updateStageSettings = async (
  db: Db,
  centreId: string,
  code: string,
  version: number,
  changes: Updateable<Stages>,
): Promise<boolean> => {
  const row = await db
    .updateTable('stages')
    .set({ ...changes, version: version + 1 })
    .where('centre_id', '=', centreId)
    .where('code', '=', code)
    .where('version', '=', version)
    .returning('code')
    .executeTakeFirst()
  return row !== undefined
}

export const createStage = async (db: Db, centreId: string, stage: Omit<Insertable<Stages>, 'centre_id'>) => {
  await db
    .insertInto('stages')
    .values({ centre_id: centreId, ...stage })
    .execute()
}

/** Puts the stages of a track into this order. */
export const orderStages = async (db: Db, centreId: string, track: Track, codes: readonly string[]) => {
  await sql`
    update stages s set position = placed.nth
    from unnest(${sql.val(codes)}::text[]) with ordinality as placed (code, nth)
    where s.centre_id = ${centreId} and s.track = ${track} and s.code = placed.code
      and s.position <> placed.nth`.execute(db)
}

/** The model that Krajan ships with. */
export const findShippedStages = async (db: Db, track: Track) => {
  const { rows } = await sql<Omit<StageRecord, 'retired' | 'version' | 'position'>>`
    select track, code, category, names, needs, false as strict, clock_days from default_stages() where track = ${track} order by nth`.execute(
    db,
  )
  return rows
}

type Emptied = { from: string; to: string; track: Track; keepsRest: boolean; now: Date; memberId: string }

/**
 * Everybody in a stage goes to another, with their history and a line on their timeline, in one statement; events that
 * led to the one lead to the other. Answers with how many people that were.
 */
export const emptyStage = async (db: Db, centreId: string, { from, to, track, keepsRest, now, memberId }: Emptied) => {
  const awake = sql`, parked_until = null, park_reason = null, park_trigger = null, park_note = '', parked_at = null,
    parked_from = null, outcome = null`
  const particulars = sql`jsonb_build_object('track', ${track}::text, 'from', ${from}::text, 'to', ${to}::text)`
  // the people before their places, as a merge takes them; nobody comes to a stage that is held
  await sql`
    select from contacts where centre_id = ${centreId} and id in (
      select contact_id from enrolments where centre_id = ${centreId} and track = ${track} and stage = ${from})
    order by id for key share`.execute(db)
  const { rows } = await sql<{ count: number }>`
    with moved as (
      update enrolments set stage = ${to}, stage_since = ${now}, version = version + 1 ${keepsRest ? sql`` : awake}
      where centre_id = ${centreId} and track = ${track} and stage = ${from} returning id, contact_id),
    changed as (
      insert into stage_changes (centre_id, id, enrolment_id, from_stage, to_stage, at, member_id)
      select ${centreId}, gen_random_uuid(), id, ${from}, ${to}, ${now}, ${memberId} from moved),
    told as (
      insert into activities (centre_id, id, contact_id, kind, occurred_at, created_at, member_id, particulars)
      select ${centreId}, gen_random_uuid(), contact_id, 'stage_moved', ${now}, ${now}, ${memberId}, ${particulars}
      from moved),
    led as (update events set entry_stage = ${to} where centre_id = ${centreId} and entry_stage = ${from})
    select count(*)::int as count from moved`.execute(db)
  return rows[0]?.count ?? 0
}
