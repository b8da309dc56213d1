import { jobHandlers } from '../../src/handlers.ts'
import { runPieces } from '../../src/jobs/job.ts'
import type { Track } from '../../src/lib/words.ts'
import { aDesk, fieldIn } from '../contacts/desk.ts'
import { times } from '../jobs/counting.ts'
import type { TestApp } from '../support/app.ts'
import { aContact } from '../support/cast.ts'
import type { TestDatabase } from '../support/database.ts'

type Fields = Record<string, string>

/** A coordinator who changes many people at once, and the worker that does it for her. */
export const aBulkDesk = async ({ appDb, ownerDb }: TestDatabase, app: TestApp, tracks: Track[] = ['return']) => {
  const desk = await aDesk(ownerDb, app, { tracks })
  const people = (many: number, facts: Parameters<typeof aContact>[2] = {}) =>
    Promise.all(Array.from({ length: many }, () => aContact(ownerDb, desk.centre, facts)))
  const preview = (who: Fields, action: Fields) => desk.send('/bulk/preview', { ...who, ...action })
  /** What the preview's own button sends. */
  const shown = async (who: Fields, action: Fields) => {
    const { status, html } = await preview(who, action)
    if (status !== 200) throw new Error(`the preview answered ${status}`)
    return {
      ...who,
      ...action,
      seen: fieldIn(html, 'seen') ?? '',
      idempotency_key: fieldIn(html, 'idempotency_key') ?? '',
    }
  }
  const start = async (who: Fields, action: Fields) => {
    const { status, location } = await desk.send('/bulk', await shown(who, action))
    if (status !== 303) throw new Error(`starting answered ${status}`)
    return location?.split('/').at(-1) ?? ''
  }
  const work = () => runPieces(appDb, jobHandlers, times, { mostMs: 60_000 })
  const undo = async (id: string) => {
    const { html } = await desk.page(`/bulk/${id}`)
    const { location } = await desk.send(`/bulk/${id}/undo`, {
      idempotency_key: fieldIn(html, 'idempotency_key') ?? '',
    })
    await work()
    return location?.split('/').at(-1) ?? ''
  }
  const rows = (id: string) =>
    ownerDb
      .selectFrom('bulk_rows')
      .where('job_id', '=', id)
      .select(['contact_id', 'state', 'reason'])
      .orderBy('position')
      .execute()
  const job = (id: string) =>
    ownerDb.selectFrom('jobs').where('id', '=', id).select(['state', 'total', 'done', 'failed']).executeTakeFirst()
  return { ...desk, people, preview, shown, start, work, undo, rows, job }
}

export const idsOf = (people: { id: string }[]) => ({ ids: people.map(({ id }) => id).join(',') })
