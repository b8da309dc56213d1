import { Worker } from 'node:worker_threads'
import type { Read, ReadList, Wish } from '../imports/reading/read.ts'

export type ReadingTask = { bytes: Uint8Array; wish: Wish }

const mostMs = 10_000
const mostAtOnce = 2
let reading = 0

/** Reads a list in a thread with little memory and little time: what is made to hurt hurts that thread alone. */
export const readApart: ReadList = async (bytes, wish) => {
  if (reading >= mostAtOnce) return { kind: 'refused', problem: 'busy' }
  reading++
  return readInThread(bytes, wish).finally(() => {
    reading--
  })
}

const readInThread: ReadList = (bytes, wish) => {
  const workerData: ReadingTask = { bytes, wish }
  // the thread needs no more than Node itself to read TypeScript
  const thread = new Worker(new URL('./reading-thread.ts', import.meta.url), {
    workerData,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  return new Promise<Read>((resolve, reject) => {
    const timer = setTimeout(() => resolve({ kind: 'refused', problem: 'too_long' }), mostMs)
    thread.once('message', resolve)
    thread.once('error', (error) =>
      'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? resolve({ kind: 'refused', problem: 'bomb' })
        : reject(error),
    )
    thread.once('exit', () => clearTimeout(timer))
  }).finally(() => void thread.terminate())
}
