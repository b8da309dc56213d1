import { sql } from 'kysely'
import type { Db } from '../db/connection.ts'
import type { Scope } from '../db/scope.ts'
import { newId } from '../lib/ids.ts'
import { anId, decodeCursor, pageOf } from '../lib/paging.ts'
import type { JobState } from '../lib/words.ts'

export type NewJob = {
  id?: string
  kind: string
  /** What to do, in words of the area whose job it is; facts about people stand in its own tables. */
  particulars: unknown
  total: number
  memberId: string | null
  idempotencyKey?: string | undefined
}

/** Asks for long work; asked twice with the same key, it is the same job: its id is then not the one given. */
export const createJob = async ({ db, centreId, now }: Scope, job: NewJob): Promise<string> => {
  const { id = newId(), kind, particulars, total, memberId: member_id, idempotencyKey } = job
  const idempotency_key = idempotencyKey ?? null
  const created = await db
    .insertInto('jobs')
    .values({
      centre_id: centreId,
      id,
      kind,
      particulars,
      total,
      member_id,
      idempotency_key,
      state: 'waiting',
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['centre_id', 'idempotency_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return created?.id ?? (await findJobIdByKey(db, centreId, idempotency_key)) ?? id
}

export const findJobIdByKey = async (db: Db, centreId: string, key: string | null): Promise<string | undefined> => {
  const row = await db
    .selectFrom('jobs')
    .where('centre_id', '=', centreId)
    .where('idempotency_key', '=', key)
    .select('id')
    .executeTakeFirst()
  return row?.id
}

export type JobRecord = Awaited<ReturnType<typeof findJob>> & {}

export const findJob = (db: Db, centreId: string, id: string) =>
  jobs(db, centreId).where('j.id', '=', id).executeTakeFirst()

/** A centre's jobs, the newest first, a page at a time. */
export const listJobs = async (db: Db, centreId: string, after?: string, size = 30) => {
  const cursor = decodeCursor(after, [anId])
  const rows = await jobs(db, centreId)
    .$if(cursor !== undefined, (query) => query.where('j.id', '<', cursor?.[0] ?? ''))
    .orderBy('j.id', 'desc')
    .limit(size + 1)
    .execute()
  return pageOf(rows, size, (row) => [row.id])
}

const jobs = (db: Db, centreId: string) =>
  db
    .selectFrom('jobs as j')
    .leftJoin('members as m', 'm.id', 'j.member_id')
    .where('j.centre_id', '=', centreId)
    .select(['j.id', 'j.kind', 'j.state', 'j.particulars', 'j.cursor', 'j.total', 'j.done', 'j.failed', 'j.problem'])
    .select(['j.member_id', 'm.name as member_name', 'j.created_at', 'j.started_at', 'j.ended_at'])

/** Centres where work of these kinds waits, whose turn is next first: ids only, through the door. */
export const listCentresWithJobs = async (db: Db, kinds: readonly string[], most: number): Promise<string[]> => {
  const { rows } = await sql<{ centre_id: string }>`
    select centre_id from centres_with_jobs(${sql.val(kinds)}::text[], ${most})`.execute(db)
  return rows.map(({ centre_id }) => centre_id)
}

const leaseSeconds = 60

export type Held = { id: string; lease: string }

/** Takes one job of the centre in hand that nobody works on; undefined when there is none. */
export const claimJob = async (db: Db, centreId: string, kinds: readonly string[], lease: string, now: Date) => {
  const { rows } = await sql<{ id: string; kind: string; tries: number }>`
    update jobs set state = 'running', started_at = coalesce(started_at, ${now}), worked_at = ${now},
      tries = tries + (lease_until is not null)::int, lease_token = ${lease},
      lease_until = now() + make_interval(secs => ${leaseSeconds})
    where centre_id = ${centreId} and id = (
      select id from jobs where centre_id = ${centreId} and state in ('waiting', 'running') and kind = any(${sql.val(kinds)}::text[])
        and (lease_until is null or lease_until < now())
      order by coalesce(worked_at, created_at), id limit 1 for update skip locked)
    returning id, kind, tries`.execute(db)
  return rows[0]
}

/** The job as it stands, locked for a piece; undefined when it was cancelled or is in other hands. */
export const lockHeldJob = (db: Db, centreId: string, { id, lease }: Held) =>
  db
    .selectFrom('jobs')
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('lease_token', '=', lease)
    .where('state', '=', 'running')
    .select(['id', 'kind', 'particulars', 'cursor', 'total', 'done', 'failed', 'member_id'])
    .forUpdate()
    .executeTakeFirst()

export type Progress = {
  done: number
  failed: number
  cursor: string
  total?: number | undefined
  ended?: { state: JobState; problem: string } | undefined
}

/** Writes down what a piece did and keeps the job in hand, or ends it. */
export const updateHeldJob = async (db: Db, centreId: string, id: string, progress: Progress, now: Date) => {
  const { done, failed, cursor, total, ended } = progress
  await db
    .updateTable('jobs')
    .set((row) => ({
      done: sql<number>`${row.ref('done')} + ${done}`,
      failed: sql<number>`${row.ref('failed')} + ${failed}`,
      cursor,
      tries: 0,
      ...(total === undefined ? {} : { total }),
      ...(ended
        ? { ...ended, ended_at: now, lease_token: null, lease_until: null }
        : { lease_until: sql<Date>`now() + make_interval(secs => ${leaseSeconds})` }),
    }))
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .execute()
}

/** Lets somebody else take it; a piece that did not come to its end is a failed try. */
export const releaseJob = async (
  db: Db,
  centreId: string,
  { id, lease }: Held,
  { failedTry }: { failedTry: boolean },
) => {
  await db
    .updateTable('jobs')
    .set((row) => ({ lease_token: null, lease_until: null, tries: row('tries', '+', failedTry ? 1 : 0) }))
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('lease_token', '=', lease)
    .execute()
}

/** Ends a job before its end; false when it has ended already. */
export const endJob = async (
  db: Db,
  centreId: string,
  id: string,
  ended: { state: JobState; problem: string; ended_at: Date },
) => {
  const row = await db
    .updateTable('jobs')
    .set({ ...ended, lease_token: null, lease_until: null })
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
