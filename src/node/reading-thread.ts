import { parentPort, workerData } from 'node:worker_threads'
import { wholeLimits } from '../imports/reading/limits.ts'
import { readFile } from '../imports/reading/read.ts'
import type { ReadingTask } from './reading.ts'

// made by `readApart` alone, which gives a task
const { bytes, wish } = workerData as ReadingTask
parentPort?.postMessage(readFile(bytes, wish, wholeLimits))
