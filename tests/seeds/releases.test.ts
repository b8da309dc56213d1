import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildDemoPackage } from '../../seeds/building.ts'
import { countDemo } from '../../seeds/counting.ts'
import { demoPackages } from '../../seeds/data/releases.ts'
import { inventDemo, loadDemo } from '../../seeds/demo.ts'
import { unpacked } from '../../seeds/packing.ts'
import { inCentre } from '../../src/db/scope.ts'
import { checkPackage } from '../../src/sharing/checker/check.mjs'
import { requestRelease } from '../../src/sharing/preparing.ts'
import { listPublic, readOfferedFiles } from '../../src/sharing/queries/catalogue.ts'
import { findRelease } from '../../src/sharing/queries/releases.ts'
import { readPackage } from '../../src/sharing/release/package.ts'
import { testSettings } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'

const now = new Date()
const database = testDatabase()
const bare = testDatabase()

beforeAll(() => loadDemo(database.ownerDb, now))

const centreOf = async (slug: string): Promise<string> =>
  (await database.ownerDb.selectFrom('centres').where('slug', '=', slug).select('id').executeTakeFirstOrThrow()).id

/** Inside a centre, as the web application. */
const inside = async <Result>(slug: string, work: Parameters<typeof inCentre<Result>>[3]): Promise<Result> => {
  const settings = { ...testSettings, counting: 'here' as const }
  const result = await inCentre<Result>(database.appDb, { centreId: await centreOf(slug) }, { settings }, work)
  if (result === undefined) throw new Error(`there is no ${slug}`)
  return result
}

const rowsOf = async <Row>(text: string) => (await sql<Row>`${sql.raw(text)}`.execute(database.ownerDb)).rows

type Released = { id: string; slug: string; public_key: string }
const released = () =>
  rowsOf<Released>(`select r.id, c.slug, k.public_key from releases r join centres c on c.id = r.centre_id
    join release_keys k on k.centre_id = r.centre_id and k.key_id = r.key_id order by c.slug`)

describe('what the demo shares', () => {
  test('are two packages that the checker finds good, under keys of the network’s list', async () => {
    const all = await released()
    expect(all.map(({ slug }) => slug)).toEqual(['karlovarsky', 'usti'])
    for (const { id, slug, public_key } of all) {
      const files = await inside('brno', ({ db }) => readOfferedFiles(db, id, now))
      expect(checkPackage(files, { publicKeyPem: public_key })).toMatchObject({
        good: true,
        checked: { signature: 'valid', earlier: 0 },
      })
      expect(readPackage(files).manifest).toMatchObject({ centre: slug, survey: 'bariery-navratu', snapshot: 1 })
      expect([...files.keys()]).toEqual(expect.arrayContaining(['plan.json', 'ddi.xml', 'datapackage.json']))
    }
  })

  test('was prepared by one person, approved by another, offered, and taken by others', async () => {
    const [karlovarsky] = await released()
    const release = await inside('karlovarsky', ({ db, centreId }) => findRelease(db, centreId, karlovarsky?.id ?? ''))
    expect(release).toMatchObject({
      ...{ status: 'approved', step: 'done', progress: 100, snapshot: 1, counted: 340, version: 3 },
      ...{ prepared_by_name: 'Klára Hrdinová', decided_by_name: 'Vojtěch Lipský' },
    })
    const offers = await rowsOf(`select c.slug, o.audience, count(d.id)::int as taken from offers o
      join centres c on c.id = o.centre_id left join downloads d on d.release_id = o.release_id group by 1, 2 order by 1, 2`)
    expect(offers).toEqual([
      { slug: 'karlovarsky', audience: 'network', taken: 5 },
      { slug: 'karlovarsky', audience: 'public', taken: 5 },
      { slug: 'usti', audience: 'network', taken: 2 },
    ])
    const audit = await rowsOf<{ action: string }>(
      `select action from audit_entries where action like 'release.%' order by at, id`,
    )
    expect(audit.map(({ action }) => action)).toEqual([
      ...['release.requested', 'release.requested', 'release.approved', 'release.approved'],
      ...['release.offered', 'release.offered', 'release.offered'],
    ])
    const shown = await inside('brno', ({ db }) => listPublic(db, 'karlovarsky', now))
    expect(shown.map(({ survey, snapshot }) => [survey, snapshot])).toEqual([['bariery-navratu', 1]])
    expect(await inside('brno', ({ db }) => listPublic(db, 'usti', now))).toEqual([])
  })

  test('left true counts and registered values behind, as every release does', async () => {
    const rows = await rowsOf<Record<string, number>>(`select
        (select count(*)::int from statistics s where s.wave_id = n.wave_id and s.snapshot = 1) as values,
        (select people from true_counts t where t.wave_id = n.wave_id and item = '' and frame = '') as total, n.counted
      from snapshots n order by n.counted`)
    expect(rows.map(({ total, counted }) => [total, counted])).toEqual([
      [280, 280],
      [340, 340],
    ])
    const numbers = Object.values(demoPackages).map(({ files }) => {
      const lines = (path: string) => new TextDecoder().decode(unpacked(files).get(path)).trim().split('\n').length - 1
      return lines('margins.csv') + lines('cells.csv')
    })
    expect(rows.map(({ values }) => values).sort()).toEqual(numbers.sort())
  })

  test('lets a third region with the same survey prepare its own', async () => {
    const asked = await inside('ostrava', async (scope) => {
      const of = (table: 'waves' | 'members') => scope.db.selectFrom(table).select('id')
      const wave = await of('waves').executeTakeFirstOrThrow()
      const member = await of('members').executeTakeFirstOrThrow()
      return requestRelease(scope, { waveId: wave.id, memberId: member.id })
    })
    expect(asked?.kind).toBe('requested')
  })
})

describe('what the demo keeps of its releases is what its answers give: else run node --import tsx seeds/make-releases.ts', () => {
  test('of the same answers', async () => {
    const rows = await rowsOf<{ slug: string; hash: string }>(`select c.slug, encode(n.answers_hash, 'hex') as hash
      from snapshots n join centres c on c.id = n.centre_id`)
    expect(Object.fromEntries(rows.map(({ slug, hash }) => [slug, hash]))).toEqual(
      Object.fromEntries(Object.entries(demoPackages).map(([slug, { answers }]) => [slug, answers])),
    )
  })

  // usti is held by its answers and the checker alone: building takes ten seconds a region
  test('built again, for karlovarsky, to the last byte', { timeout: 180_000 }, async () => {
    await bare.ownerDb.transaction().execute((trx) => inventDemo(trx, now))
    const [counted] = await countDemo(bare.ownerDb, ['karlovarsky'], now)
    if (!counted) throw new Error('nothing was counted')
    const { report, ...built } = await buildDemoPackage(counted)
    const { report: kept, ...committed } = demoPackages.karlovarsky
    expect({ ...report, ms: 0 }).toEqual({ ...kept, ms: 0 })
    expect(built).toEqual(committed)
  })
})
