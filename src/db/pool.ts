import { DatabaseUnavailable } from './unavailable.ts'

type Pooled = { readonly openedAt: number; isAlive(): boolean; end(error?: unknown): Promise<void> }
type Waiter<S> = { take: (session: S) => void; refuse: (error: unknown) => void }

export type PoolCounts = { busy: number; idle: number; waiting: number }
export type Pool<S> = {
  acquire(): Promise<S>
  release(session: S): void
  destroy(): Promise<void>
  counts(): PoolCounts
}
export type PoolOptions<S> = { open: () => Promise<S>; max: number; waitMs?: number; lifetimeMs?: number }

/** At most `max` sessions, the waiting ones served in the order they came, none longer than `waitMs`. */
export const createPool = <S extends Pooled>({
  open,
  max,
  waitMs = 10_000,
  lifetimeMs = 45 * 60_000,
}: PoolOptions<S>): Pool<S> => {
  const idle: S[] = []
  const waiting = new Set<Waiter<S>>()
  let size = 0
  let destroyed = false

  const takeIdle = (): S | undefined => {
    for (let session = idle.pop(); session; session = idle.pop()) {
      if (session.isAlive()) return session
      size--
    }
    return undefined
  }

  const openAnother = async (): Promise<S> => {
    size++
    try {
      return await open()
    } catch (error) {
      size--
      serveNext()
      throw error
    }
  }

  const serveNext = (): void => {
    const [first] = waiting
    if (!first || size >= max) return
    waiting.delete(first)
    openAnother().then(first.take, first.refuse)
  }

  const wait = (): Promise<S> =>
    new Promise<S>((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(waiter)
        reject(new DatabaseUnavailable(`All ${max} database connections stayed busy for ${waitMs} ms.`))
      }, waitMs)
      const settle =
        <T>(finish: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer)
          finish(value)
        }
      const waiter = { take: settle(resolve), refuse: settle(reject) }
      waiting.add(waiter)
    })

  const acquire = async (): Promise<S> => {
    if (destroyed) throw new DatabaseUnavailable('The database connections have been closed.')
    return takeIdle() ?? (size < max ? openAnother() : wait())
  }

  const retire = (session: S): void => {
    size--
    session.end().catch(() => {})
    serveNext()
  }

  const release = (session: S): void => {
    const tooOld = performance.now() - session.openedAt > lifetimeMs
    const [first] = waiting
    if (destroyed || tooOld || !session.isAlive()) retire(session)
    else if (first) {
      waiting.delete(first)
      first.take(session)
    } else idle.push(session)
  }

  const destroy = async (): Promise<void> => {
    destroyed = true
    for (const waiter of waiting) waiter.refuse(new DatabaseUnavailable('The database connections have been closed.'))
    waiting.clear()
    await Promise.all(idle.splice(0).map((session) => session.end()))
  }

  const counts = () => ({ busy: size - idle.length, idle: idle.length, waiting: waiting.size })

  return { acquire, release, destroy, counts }
}
