import { newId } from '../../../src/lib/ids.ts'
import type { TestDatabase } from '../../support/database.ts'

type Place = { centre: { id: string }; waveId: string; first: { id: string }; second: { id: string } }
type Made = { snapshot?: number; counted?: number; status?: 'ready' | 'approved' }

/** A release as if it had been made: with a snapshot, a few files and nothing behind them. */
export const aRelease = async ({ ownerDb }: TestDatabase, place: Place, made: Made = {}) => {
  const { snapshot = 1, counted = 100 * snapshot, status = 'approved' } = made
  const [id, now] = [newId(), new Date()]
  const of = { centre_id: place.centre.id }
  await ownerDb
    .insertInto('snapshots')
    .values({
      ...of,
      wave_id: place.waveId,
      number: snapshot,
      last_batch: counted / 10,
      counted,
      answers_hash: Buffer.alloc(32),
      taken_at: now,
    })
    .execute()
  const report = {
    ...{ attempts: 1, repairs: [], tables: 1, worlds: 1, meanError: 1, worstError: 4, ms: 1 },
    ...{ cells: { all: 4, readable: 3 }, answers: { all: 100, readable: 95 } },
  }
  const decided = status === 'approved' ? { decided_by: place.second.id, decided_at: now } : {}
  await ownerDb
    .insertInto('releases')
    .values({
      ...{ ...of, id, wave_id: place.waveId, snapshot, status, step: 'done', progress: 100, report, week: '2026-W47' },
      ...{
        manifest_hash: id.replaceAll('-', '').repeat(2),
        key_id: 'key',
        prepared_by: place.first.id,
        requested_at: now,
      },
      ...{ finished_at: now, ...decided },
    })
    .execute()
  for (const path of ['manifest.json', 'cells.csv'])
    await ownerDb
      .insertInto('release_files')
      .values({ ...of, release_id: id, path, bytes: Buffer.from(`${path} of ${id}`) })
      .execute()
  return id
}
