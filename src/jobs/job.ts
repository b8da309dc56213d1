import type { StaffKey } from '../../views/messages/index.ts'
import type { Db } from '../db/connection.ts'
import { type Clock, inCentre, type Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { isDatabaseUnavailable } from '../db/unavailable.ts'
import { randomId } from '../lib/ids.ts'
import { recordAudit } from '../privacy/queries.ts'
import type { Settings } from '../settings.ts'
import {
  claimJob,
  endJob,
  type Held,
  type JobRecord,
  listCentresWithJobs,
  lockHeldJob,
  releaseJob,
  updateHeldJob,
} from './queries.ts'

/** A job as a piece of it is handed it. */
export type JobInHand = Awaited<ReturnType<typeof lockHeldJob>> & {}

/**
 * What one piece did: how many of this piece alone worked (`done`) and did not (`failed`), and where the next one begins.
 * A `problem` (a code) ends the job there.
 */
export type Piece = {
  done: number
  failed: number
  cursor: string
  finished: boolean
  total?: number
  problem?: string
}

/** How one kind of long work is done and called. A piece is one transaction inside the job's centre, a second or two. */
export type JobHandler = {
  kind: string
  title: StaffKey
  /** Sentences for its own problems. */
  problems?: Readonly<Record<string, StaffKey>>
  piece(scope: Scope, job: JobInHand): Promise<Piece>
  /** Where the result stands below /app/{centre}, as soon as there is one. */
  result?(job: JobRecord): { path: string; label: StaffKey } | undefined
}

export type Times = { clock: Clock; settings: Settings }

type Limits = { mostMs: number; turnMs?: number; signal?: AbortSignal; onTrouble?: (error: unknown) => void }

const mostTries = 3

/**
 * Works on whatever waits, piece after piece, until nothing does or the time is up; every centre gets its turn. What a
 * piece did and how far the job is are written together, so a crash neither loses nor repeats a row. Answers how many pieces.
 */
export const runPieces = async (db: Db, handlers: readonly JobHandler[], times: Times, limits: Limits) => {
  const ends = performance.now() + limits.mostMs
  const isOver = () => limits.signal?.aborted === true || performance.now() >= ends
  const kinds = handlers.map(({ kind }) => kind)
  let pieces = 0
  while (!isOver()) {
    const worked = pieces
    for (const centreId of await listCentresWithJobs(db, kinds, 20)) {
      if (isOver()) break
      pieces += await takeTurn({ db, centreId, handlers, times, limits, isOver }).catch(told(limits))
    }
    if (pieces === worked) break
  }
  return pieces
}

/** What goes wrong around the pieces of one centre keeps the others from nothing. */
const told =
  ({ onTrouble }: Limits) =>
  (error: unknown): number => {
    if (!onTrouble || isDatabaseUnavailable(error)) throw error
    onTrouble(error)
    return 0
  }

type Turn = {
  db: Db
  centreId: string
  handlers: readonly JobHandler[]
  times: Times
  limits: Limits
  isOver: () => boolean
}

/** Works on one job of one centre for a few seconds, then lets it go, so that others come too. */
const takeTurn = async (turn: Turn): Promise<number> => {
  const { db, centreId, handlers, times, limits, isOver } = turn
  const inside: Inside = (work) => inCentre(db, { centreId }, times, work)
  const lease = randomId()
  const kinds = handlers.map(({ kind }) => kind)
  const claimed = await inside((scope) => claimJob(scope.db, centreId, kinds, lease, scope.now))
  const handler = handlers.find(({ kind }) => kind === claimed?.kind)
  if (!claimed || !handler) return 0
  const held = { id: claimed.id, lease }
  if (claimed.tries >= mostTries) {
    await inside((scope) => fail(scope, held.id))
    return 0
  }
  const ends = performance.now() + (limits.turnMs ?? 5_000)
  let pieces = 0
  try {
    for (;;) {
      const did = await inside((scope) => onePiece(scope, handler, held))
      if (did !== 'nothing') pieces++
      if (did !== 'a_piece') return pieces
      if (!isOver() && performance.now() < ends) continue
      await inside((scope) => releaseJob(scope.db, centreId, held, { failedTry: false }))
      return pieces
    }
  } catch (error) {
    // a database that is gone says nothing about the job, and its lease lapses
    if (isDatabaseUnavailable(error)) throw error
    limits.onTrouble?.(error)
    await inside((scope) => releaseJob(scope.db, centreId, held, { failedTry: true }))
    return pieces
  }
}

type Inside = <Result>(work: (scope: Scope) => Promise<Result>) => Promise<Result | undefined>

type Did = 'nothing' | 'a_piece' | 'the_last'

/** One piece with its progress in one transaction; nothing where the job was cancelled or is in other hands. */
const onePiece = async (scope: Scope, handler: JobHandler, held: Held): Promise<Did> => {
  const { db, centreId, now } = scope
  const [, job] = await Promise.all([waitForTurn(db, centreId, turnOf(held.id)), lockHeldJob(db, centreId, held)])
  if (!job) return 'nothing'
  const { finished, problem, ...progress } = await handler.piece(scope, job)
  const ended = problem
    ? { state: 'failed' as const, problem }
    : finished
      ? { state: 'done' as const, problem: '' }
      : undefined
  await updateHeldJob(db, centreId, job.id, { ...progress, ended }, now)
  return ended ? 'the_last' : 'a_piece'
}

const fail = ({ db, centreId, now }: Scope, id: string) =>
  endJob(db, centreId, id, { state: 'failed', problem: 'crashed', ended_at: now })

/** Row locks are given to whoever comes at the right moment; turns in the order of asking, so that nobody waits for ever. */
const turnOf = (id: string) => `job ${id}`

/** Ends a job after the piece it is at; what was done stays. False when it has ended already. */
export const cancelJob = async (scope: Scope, memberId: string, id: string): Promise<boolean> => {
  const { db, centreId, now } = scope
  await waitForTurn(db, centreId, turnOf(id))
  if (!(await endJob(db, centreId, id, { state: 'cancelled', problem: '', ended_at: now }))) return false
  await recordAudit(scope, {
    ...{ action: 'job.cancelled', subject_type: 'job', subject_id: id, member_id: memberId },
  })
  return true
}
