import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { type Bench, cookie, overHttp, withBench } from './bench.ts'
import { compare } from './compare.ts'
import { generate } from './generate.ts'
import { readOptions } from './options.ts'
import { centreAt } from './places.ts'
import { tableOf, verdictOf } from './report.ts'
import type { Measured, Workload } from './workload.ts'
import { addContact } from './workloads/contact.ts'
import { contactList } from './workloads/list.ts'

const options = { ...readOptions(['--rounds', '2', '--contacts', '500']), seconds: 0.5 }
const measured = new Map<string, Measured>()
let wrongEnd: unknown
let wrongAddress: unknown
let added = 0
let removeFolder = async () => {}

// everything of one set-up: what is asserted below is what came out, never how long it took
beforeAll(async () => {
  const folder = await temporaryFolder()
  removeFolder = folder.remove
  await withBench(options, () => {}, measureAll, folder.path)
}, 180_000)

afterAll(() => removeFolder())

const measureAll = async (bench: Bench) => {
  for (const workload of [contactList, addContact]) measured.set(workload.id, await workload.run(bench))
  const [row] = await bench.client<{ count: number }[]>`
    select count(*)::int as count from audit_entries where action = 'contact.created'`
  added = row?.count ?? 0
  wrongEnd = await refused(bench, `/app/${centreAt(0).slug}/contacts`, '<!-- never said -->')
  wrongAddress = await refused(bench, `/app/${centreAt(0).slug}/contacts/none`, '</html>')
}

const refused = (bench: Bench, path: string, ends: string) => {
  const shots = [{ path, headers: { cookie }, status: 200 }]
  const contestant = overHttp(bench, 'krajan', bench.krajan, async () => ({ shots, order: 'flow', ends }))
  return compare(bench, [contestant], ['krajan', 'limit']).catch((error: unknown) => error)
}

const resultOf = (id: string): Measured => measured.get(id) ?? { notes: [] }

test.each([contactList, addContact])(
  '$id is measured three ways, round by round, and told in ratios',
  (workload: Workload) => {
    const { contestants, ratios, notes } = resultOf(workload.id)
    expect(contestants?.map(({ name }) => name)).toEqual([
      'sql',
      'limit',
      'krajan',
      ...(workload === contactList ? ['gzip'] : []),
    ])
    for (const { rounds } of contestants ?? []) {
      expect(rounds).toHaveLength(2)
      for (const round of rounds) for (const number of Object.values(round)) expect(number).toBeGreaterThanOrEqual(0)
      expect(rounds.every(({ perSecond, p50, p95, p99 }) => perSecond > 0 && p50 <= p95 && p95 <= p99)).toBe(true)
    }
    expect(ratios).toMatchObject({ of: 'krajan', against: 'limit' })
    expect(notes).toHaveLength(1)
    const line = { ...workload, ...resultOf(workload.id), verdict: verdictOf(workload, resultOf(workload.id)) }
    expect(tableOf([line]).split('\n')).toHaveLength(2 + (contestants?.length ?? 0))
  },
)

test('what was measured was done: every contact created has its audit row', () => {
  const counted = resultOf('W4').contestants?.every(({ rounds }) => rounds.every(({ perSecond }) => perSecond > 0))
  expect(counted).toBe(true)
  expect(added).toBeGreaterThan(10)
})

test('a page that ends otherwise than it must is no result', () => {
  expect(String(wrongEnd)).toMatch(/wrong bodies/)
})

test('an answer with another status is no result', () => {
  expect(String(wrongAddress)).toMatch(/answers had the status 404/)
})

test('the generator gives the same data everywhere', () => {
  const hash = createHash('sha256')
  for (const part of Object.values(generate(1000))) for (const row of part) hash.update(JSON.stringify(row))
  // of the data whose rows were compared with the description's own
  expect(hash.digest('hex')).toBe('d24c7f4cd1eda299c10829fbf774581a219b3d72f0fb1bbd65e00987b771333d')
})
