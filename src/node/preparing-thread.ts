import { parentPort, workerData } from 'node:worker_threads'
import { openDb } from '../db/connection.ts'
import { makeRelease } from '../sharing/making.ts'
import type { Task } from './preparing.ts'

// made by `prepareReleases` alone, which gives a task
const { order, counterUrl, settings } = workerData as Task
const counterDb = openDb(counterUrl, { max: 1, statementTimeoutMs: 0 })
try {
  await makeRelease(counterDb, order, settings, (told) => parentPort?.postMessage(told))
} finally {
  await counterDb.destroy()
}
