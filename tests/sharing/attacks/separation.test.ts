import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inCentre } from '../../../src/db/scope.ts'
import { randomId } from '../../../src/lib/ids.ts'
import { sha256 } from '../../../src/lib/tokens.ts'
import { countWaiting } from '../../../src/surveys/batches.ts'
import { testSettings } from '../../support/app.ts'
import { testDatabase } from '../../support/database.ts'
import { setScene } from '../../surveys/scene.ts'

const database = testDatabase()

/** Spearman's correlation of two orders of the same things, -1 to 1. */
const correlation = (one: readonly string[], other: readonly string[]) => {
  const n = one.length
  const apart = one.reduce((sum, id, place) => sum + (place - other.indexOf(id)) ** 2, 0)
  return 1 - (6 * apart) / (n * (n * n - 1))
}
const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length
/** Chance alone gives a mean over a hundred batches of ten a standard deviation of 1/30; this is four of them. */
const chance = 4 / 30

test('of a thousand people in a hundred batches neither ids nor places in the file hang together with who came when', async () => {
  const { centre, survey } = await setScene(database)
  const of = { centre_id: centre.id, wave_id: survey.waveId, week: '2026-11-16', lang: 'cs' as const }
  const sent: string[][] = []
  for (let batch = 0; batch < 100; batch += 1) {
    const hashes = Array.from({ length: 10 }, () => sha256(randomId()))
    sent.push(hashes.map((hash) => hash.toString('hex')))
    for (const submission_hash of hashes)
      await database.ownerDb
        .insertInto('waiting_responses')
        .values({ ...of, submission_hash, answers: { considered: ['yes'] } })
        .execute()
    await inCentre(database.appDb, { centreId: centre.id }, { settings: testSettings }, (scope) =>
      countWaiting(scope, survey.waveId),
    )
  }
  const { rows } = await sql<{ hash: string; batch: number; id: string; place: number; answer: number }>`
    select encode(submission_hash, 'hex') as hash, batch, responses.id::text as id,
      row_number() over (order by responses.ctid)::int as place, row_number() over (order by answers.ctid)::int as answer
    from responses join answers on answers.response_id = responses.id
    where wave_id = ${survey.waveId}`.execute(database.ownerDb)
  const batches = [...Map.groupBy(rows, ({ batch }) => batch)].sort(([a], [b]) => a - b).map(([, own]) => own)
  expect(batches.map((own) => own.length)).toEqual(sent.map(() => 10))
  const hangs = (key: (row: (typeof rows)[number]) => string | number) =>
    mean(
      batches.map((own, at) => {
        const order = own.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)).map(({ hash }) => hash)
        return correlation(sent[at] ?? [], order)
      }),
    )
  for (const key of ['place', 'answer', 'id'] as const) expect(Math.abs(hangs((row) => row[key]))).toBeLessThan(chance)
  // answers lie in another order than those who gave them
  const together = batches.map((own) =>
    correlation(
      own.toSorted((a, b) => a.place - b.place).map(({ hash }) => hash),
      own.toSorted((a, b) => a.answer - b.answer).map(({ hash }) => hash),
    ),
  )
  expect(Math.abs(mean(together))).toBeLessThan(chance)
  // and the measure would notice: as they came, they hang together entirely
  expect(mean(sent.map((own) => correlation(own, own)))).toBe(1)
}, 60_000)
