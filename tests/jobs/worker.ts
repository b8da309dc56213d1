import { openDb } from '../../src/db/connection.ts'
import { runPieces } from '../../src/jobs/job.ts'
import { counting, times } from './counting.ts'

/** Works in a process of its own, which dies without a word in the piece that begins behind the number named. */
const [databaseUrl = '', last = ''] = process.argv.slice(2)

const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  for (;;);
}

const db = openDb(databaseUrl)
const dying = counting(3, {
  after: (job) => {
    if (job.cursor === last) die()
  },
})
await runPieces(db, [dying], times, { mostMs: 60_000 })
await db.destroy()
