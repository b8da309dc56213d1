import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { openLog } from '../../src/log.ts'
import { repeat } from '../../src/node/repeat.ts'

const hour = 3_600_000
const log = await openLog('error', () => {})
const stops: (() => Promise<void>)[] = []
afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())))

/** Work that is counted; each run ends when it is let go. */
const counted = () => {
  let runs = 0
  const waiting: (() => void)[] = []
  const letGo = () => {
    for (const done of waiting.splice(0)) done()
  }
  const work = () =>
    new Promise<void>((done) => {
      runs++
      waiting.push(done)
    })
  const job = repeat(work, hour, log)
  stops.push(async () => {
    letGo()
    await job.stop()
  })
  return { ...job, runs: () => runs, letGo }
}

test('many who ask at once are answered by one run', async () => {
  const job = counted()
  for (let times = 0; times < 50; times++) job.nudge()
  await vi.waitFor(() => expect(job.runs()).toBe(1))
  job.letGo()
  await sleep(250)
  expect(job.runs()).toBe(1)
})

test('who asks while it runs is answered by another run', async () => {
  const job = counted()
  job.nudge()
  await vi.waitFor(() => expect(job.runs()).toBe(1))
  job.nudge()
  job.nudge()
  await sleep(250)
  expect(job.runs()).toBe(1)
  job.letGo()
  await vi.waitFor(() => expect(job.runs()).toBe(2))
})

test('nothing runs after its end', async () => {
  const job = counted()
  job.nudge()
  await job.stop()
  await sleep(250)
  expect(job.runs()).toBe(0)
})
