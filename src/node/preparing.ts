import { Worker } from 'node:worker_threads'
import type { Logger } from '@logtape/logtape'
import { type Db, openDb } from '../db/connection.ts'
import { inCentre } from '../db/scope.ts'
import { randomId } from '../lib/ids.ts'
import { traceOf } from '../lib/trace.ts'
import type { Settings } from '../settings.ts'
import type { Order, Told } from '../sharing/making.ts'
import { claimRelease, keepInHand, letGo, listToPrepare, refuseRelease } from '../sharing/queries/preparations.ts'

type Deps = { counterUrl: string; settings: Settings; log: Logger; signal?: AbortSignal }

const mostTries = 3
const tellEveryMs = 1_000

/**
 * Makes every release that waits, one after another, each in a thread of its own that alone sees true counts; answers how
 * many. A thread cannot say how far it is while it reckons, so this one does, and keeps its release in hand.
 */
export const prepareReleases = async (appDb: Db, deps: Deps): Promise<number> => {
  const waiting = await listToPrepare(appDb)
  if (waiting.length === 0) return 0
  const counterDb = openDb(deps.counterUrl, { max: 1 })
  try {
    let made = 0
    for (const { centre_id: centreId, release_id: releaseId } of waiting) {
      if (deps.signal?.aborted) break
      if (await prepareOne(counterDb, { centreId, releaseId }, deps)) made++
    }
    return made
  } finally {
    await counterDb.destroy()
  }
}

type Which = Pick<Order, 'centreId' | 'releaseId'>

const prepareOne = async (counterDb: Db, which: Which, deps: Deps): Promise<boolean> => {
  const { centreId, releaseId } = which
  const held = { id: releaseId, lease: randomId() }
  const inside: Inside = (work) =>
    inCentre(counterDb, { centreId }, { settings: deps.settings }, ({ db, now }) => work(db, now))
  const claimed = await inside((db) => claimRelease(db, centreId, releaseId, held.lease))
  if (!claimed) return false
  if (claimed.tries > mostTries) {
    await inside((db, now) => refuseRelease(db, centreId, held, { reason: { code: 'crashed', tries: mostTries }, now }))
    return false
  }
  const order: Order = { ...which, waveId: claimed.wave_id, lease: held.lease }
  try {
    await whileTelling(inside, order, deps, (tell) => inThread(order, deps, tell))
    return true
  } catch (error) {
    const wanted = deps.signal?.aborted === true
    if (!wanted) deps.log.error('a release could not be made {error}', { error: traceOf(error) })
    await inside((db) => letGo(db, centreId, held, { wanted }))
    return false
  }
}

type Inside = <Result>(work: (db: Db, now: Date) => Promise<Result>) => Promise<Result | undefined>
type Tell = (told: Told) => void

/** Writes down every second how far it is, which also keeps it in hand. */
const whileTelling = async (inside: Inside, order: Order, { log }: Deps, work: (tell: Tell) => Promise<void>) => {
  const { centreId, releaseId: id, lease } = order
  let told: Told = { step: 'counting', progress: 0 }
  const telling = setInterval(() => {
    inside((db) => keepInHand(db, centreId, { id, lease }, told)).catch((error) =>
      log.warn('cannot tell how far a release is {error}', { error: traceOf(error) }),
    )
  }, tellEveryMs)
  const tell = (next: Told) => {
    told = next
  }
  return work(tell).finally(() => clearInterval(telling))
}

export type Task = { order: Order; counterUrl: string; settings: Settings }

const inThread = (order: Order, { counterUrl, settings, signal }: Deps, tell: Tell): Promise<void> => {
  const workerData: Task = { order, counterUrl, settings }
  // the thread needs no more than Node itself to read TypeScript
  const thread = new Worker(new URL('./preparing-thread.ts', import.meta.url), { workerData, execArgv: [] })
  const stop = () => void thread.terminate()
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop, { once: true })
  thread.on('message', tell)
  return new Promise<void>((resolve, reject) => {
    thread.once('error', reject)
    // one that is stopped before it has begun ends with 0 too
    thread.once('exit', (code) => {
      if (code === 0 && !signal?.aborted) resolve()
      else reject(new Error(`The thread ended with ${code}.`))
    })
  }).finally(() => signal?.removeEventListener('abort', stop))
}
