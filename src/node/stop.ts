import { setTimeout as sleep } from 'node:timers/promises'

type Ending = {
  /** At once: nothing new is begun, and who balances the load is told. */
  leave(): void
  /** In order: each waits for the one before. */
  steps: ((hurry: AbortSignal) => Promise<unknown> | undefined)[]
  /** How long a supervisor's SIGTERM leaves those in front to notice. */
  drainMs: number
}

// npm hands on the Ctrl-C which the terminal has sent to everybody already
const echoMs = 1000
// after an error nobody caught the rest gets this long to end in order
const afterErrorMs = 10_000

/** Stops once, in order; the returned function does the same for an error, and then ends with 1. */
export const stopOnSignal = ({ leave, steps, drainMs }: Ending) => {
  const impatience = new AbortController()
  let toldAt: number | undefined

  const stop = async (wait: number, code: number) => {
    if (toldAt !== undefined) {
      if (performance.now() - toldAt > echoMs) impatience.abort()
      return
    }
    toldAt = performance.now()
    leave()
    await sleep(wait, undefined, { signal: impatience.signal }).catch(() => {})
    for (const step of steps) await step(impatience.signal)
    process.exit(code)
  }
  process.on('SIGTERM', () => stop(drainMs, 0))
  process.on('SIGINT', () => stop(0, 0))
  process.on('SIGHUP', () => stop(0, 0))

  return () => {
    setTimeout(() => process.exit(1), afterErrorMs).unref()
    return stop(0, 1)
  }
}
