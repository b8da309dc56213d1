import type { Db } from '../../src/db/connection.ts'
import { inCentre, type Scope } from '../../src/db/scope.ts'
import type { JobHandler, JobInHand } from '../../src/jobs/job.ts'
import { createJob, type NewJob } from '../../src/jobs/queries.ts'
import { newId } from '../../src/lib/ids.ts'
import { testSettings } from '../support/app.ts'

export const times = { clock: (now: Date) => now, settings: testSettings }

type Hooks = {
  before?: (job: JobInHand) => Promise<void> | void
  after?: (job: JobInHand, scope: Scope) => Promise<void> | void
}

/** Long work that writes the numbers from 1 to the total on a contact's timeline, some a piece; every seventh fails. */
export const counting = (perPiece: number, { before, after }: Hooks = {}): JobHandler => ({
  kind: 'counting',
  title: 'jobs.other',
  piece: async (scope, job) => {
    await before?.(job)
    const { contact } = job.particulars as { contact: string } // written by `aCount` alone
    const from = Number(job.cursor || 0)
    const numbers = Array.from({ length: Math.min(perPiece, job.total - from) }, (_, index) => from + index + 1)
    const written = numbers.filter((number) => number % 7 !== 0)
    for (const number of written) await write(scope, contact, number)
    await after?.(job, scope)
    const to = from + numbers.length
    return {
      done: written.length,
      failed: numbers.length - written.length,
      cursor: String(to),
      finished: to >= job.total,
    }
  },
})

const write = ({ db, centreId, now }: Scope, contact_id: string, number: number) =>
  db
    .insertInto('activities')
    .values({
      centre_id: centreId,
      id: newId(),
      contact_id,
      kind: 'note',
      body: String(number),
      occurred_at: now,
      created_at: now,
    })
    .execute()

/** Asks for a count on a contact's timeline. */
export const aCount = async (db: Db, centreId: string, contact: string, total: number, more: Partial<NewJob> = {}) => {
  const id = await inCentre(db, { centreId }, times, (scope) =>
    createJob(scope, { kind: 'counting', particulars: { contact }, total, memberId: null, ...more }),
  )
  if (!id) throw new Error('there is no such centre')
  return id
}

/** The numbers written, in order. */
export const counted = async (ownerDb: Db, contact: string): Promise<number[]> => {
  const rows = await ownerDb.selectFrom('activities').where('contact_id', '=', contact).select('body').execute()
  return rows.map(({ body }) => Number(body)).sort((a, b) => a - b)
}

export const upTo = (total: number) =>
  Array.from({ length: total }, (_, index) => index + 1).filter((number) => number % 7 !== 0)
