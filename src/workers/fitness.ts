import type { Logger } from '@logtape/logtape'
import { problemWith } from '../db/boot.ts'
import { answersFromMemory } from '../db/caching.ts'
import type { Db } from '../db/connection.ts'

type Finding = { problem: string | undefined; at: number }

const lookAgainMs = 2_000

/**
 * Why this database must not be served, looked into before an isolate's first answer. That all is well holds as long as
 * the isolate does, as it holds for a Node process from its start: each look costs round trips and writes a row. A
 * problem is looked at again after a while, and `anew` doubts that all is well too. What is kept is the finding and not
 * its promise, because workerd lets no request wait for another's connection.
 */
export const fitness = () => {
  let last: Finding | undefined

  return async (db: Db, log: Logger, { anew = false } = {}): Promise<string | undefined> => {
    if (last && !last.problem && !anew) return undefined
    if (last && performance.now() - last.at < lookAgainMs) return last.problem
    const problem = await look(db, log)
    if (problem) log.error('refusing to serve: {problem}', { problem })
    if (problem !== away) last = { problem, at: performance.now() }
    return problem
  }
}

const away = 'The database cannot be reached.'
const caching =
  'Hyperdrive’s query caching is on, so answers could be old; switch it off with "npx wrangler hyperdrive update <id> --caching-disabled".'
const unproven = 'Whether Hyperdrive’s query caching is off could not be found out.'

/** Both at once, each on a connection of its own, because the first visitor waits for them. */
const look = async (db: Db, log: Logger): Promise<string | undefined> => {
  const told = (problem: string) => (error: unknown) => {
    log.error('{problem} {error}', { problem, error: error instanceof Error ? error.message.slice(0, 300) : '' })
    return problem
  }
  const [problem, cached] = await Promise.all([
    problemWith(db).catch(told(away)),
    answersFromMemory(db).then((fromMemory) => (fromMemory ? caching : undefined), told(unproven)),
  ])
  return problem ?? cached
}
