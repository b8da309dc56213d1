import { CompiledQuery } from 'kysely'
import { openSession, type Session } from './session.ts'

export type ServerLock = { release: () => Promise<void> }

const lockKey = 7_231_003
const lookEveryMs = 500
const askEveryMs = 10_000
const answerWithinMs = 5_000

/**
 * The advisory lock that makes this process the one server of its database, on a connection of its own; undefined when
 * another holds it. After a lost connection it is taken again; `onLost` is called once if another was faster.
 */
export const holdServerLock = async (url: string, onLost: () => void): Promise<ServerLock | undefined> => {
  const holder = `krajan lock ${crypto.randomUUID()}`
  const open = (): Promise<Session> => openSession({ url, applicationName: holder })
  let session = await open()
  let askedAt = performance.now()
  let released = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const watch = (): void => {
    if (!released) timer = setTimeout(() => look().then(watch, watch), lookEveryMs)
  }
  const look = async (): Promise<void> => {
    if (session.isAlive()) return askNowAndThen()
    const next = await open()
    if (released) return next.end()
    const taken = await take(next, holder).catch((error: unknown) => next.end().then(() => Promise.reject(error)))
    // Only now: a living session here means that the lock is held.
    session = next
    if (!taken) await lose()
  }
  // A broken network closes nothing by itself; a question finds out.
  const askNowAndThen = async (): Promise<void> => {
    if (performance.now() - askedAt < askEveryMs) return
    askedAt = performance.now()
    const giveUp = setTimeout(() => session.end(), answerWithinMs)
    await session.executeQuery(CompiledQuery.raw('select 1')).finally(() => clearTimeout(giveUp))
  }
  const lose = async (): Promise<void> => {
    await release()
    onLost()
  }
  const release = async (): Promise<void> => {
    released = true
    clearTimeout(timer)
    // Without waiting for the answer the next server could still find the lock held.
    const unlock = CompiledQuery.raw('select pg_advisory_unlock_all()')
    if (session.isAlive()) await session.executeQuery(unlock).catch(() => {})
    await session.end()
  }

  if (!(await take(session, holder))) {
    await release()
    return undefined
  }
  watch()
  return { release }
}

const take = async (session: Session, holder: string): Promise<boolean> => {
  if (await tryLock(session)) return true
  // After a broken network the server may still keep our own old connection, which then holds the lock against us.
  await session.executeQuery(CompiledQuery.raw(endOwnOldConnection, [lockKey, holder]))
  return tryLock(session)
}

const tryLock = async (session: Session): Promise<boolean> => {
  const query = CompiledQuery.raw('select pg_try_advisory_lock($1::bigint) as taken', [lockKey])
  const { rows } = await session.executeQuery<{ taken: boolean }>(query)
  return rows[0]?.taken === true
}

const endOwnOldConnection = `
  select pg_terminate_backend(a.pid, 5000)
  from pg_locks l join pg_stat_activity a on a.pid = l.pid
  where l.locktype = 'advisory' and l.granted and l.objsubid = 1 and l.classid = 0 and l.objid = $1::oid
    and l.database = (select oid from pg_database where datname = current_database())
    and a.application_name = $2`
