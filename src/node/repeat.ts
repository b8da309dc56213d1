import type { Logger } from '@logtape/logtape'
import { isDatabaseUnavailable } from '../db/unavailable.ts'
import { traceOf } from '../lib/trace.ts'

/**
 * Runs work again and again, one at a time; `nudge` runs it soon, once for all who ask meanwhile, `stop` waits for the run
 * that is on.
 */
export const repeat = (work: () => Promise<unknown>, everyMs: number, log: Logger) => {
  let running: Promise<unknown> | undefined
  let soon: NodeJS.Timeout | undefined
  let again = false
  let stopped = false

  const run = async (): Promise<void> => {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = work().catch((error) => report(log, error))
    await running
    running = undefined
    if (!again) return
    again = false
    await run()
  }
  const timer = setInterval(run, everyMs)

  return {
    nudge: () => {
      soon ??= setTimeout(() => {
        soon = undefined
        run()
      }, gatheringMs)
    },
    stop: async () => {
      stopped = true
      clearInterval(timer)
      clearTimeout(soon)
      await running
    },
  }
}

/** Nobody sees whether a letter leaves at once; whoever is busy writing would pay for a look after each write. */
const gatheringMs = 100

const report = (log: Logger, error: unknown) => {
  if (isDatabaseUnavailable(error)) return log.warn('job postponed, the database is unavailable')
  log.error('job failed {error}', { error: traceOf(error) })
}
