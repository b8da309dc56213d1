import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { aCentre, aMember, type TestCentre, type TestMember } from '../../support/cast.ts'
import { testDatabase } from '../../support/database.ts'
import { anImportedRelease, anOfferedRelease, merged } from '../../support/releases.ts'

let asked: string[] = []
const database = testDatabase({ onQuery: (event) => void asked.push(event.query.sql) })
const { ownerDb } = database
const app = testApp(database.appDb)

let centre: TestCentre
let member: TestMember
let [offered, other, imported, own]: string[] = []

beforeAll(async () => {
  centre = await aCentre(ownerDb)
  member = await aMember(ownerDb, [centre], 'admin')
  offered = (await anOfferedRelease(ownerDb, await aCentre(ownerDb))).id
  other = (await anOfferedRelease(ownerDb, await aCentre(ownerDb), { crowd: merged })).id
  own = (await anOfferedRelease(ownerDb, centre, { audience: 'none' })).id
  imported = (await anImportedRelease(ownerDb, centre, 'plzensky')).network
})

const network = () => `/app/${centre.slug}/sharing/network`
const all = (ids: (string | undefined)[]) => ids.map((id) => `r=${id}`).join('&')
const changeCodes = async (change: (codes: string) => string) => {
  const file = ownerDb
    .selectFrom('imported_files')
    .select('bytes')
    .where('imported_id', '=', imported ?? '')
    .where('path', '=', 'codes.json')
  const { bytes } = await file.executeTakeFirstOrThrow()
  await ownerDb
    .updateTable('imported_files')
    .set({ bytes: Buffer.from(change(bytes.toString())) })
    .where('imported_id', '=', imported ?? '')
    .where('path', '=', 'codes.json')
    .execute()
}
const get = (path: string) => app.get(`${network()}${path}`, member.cookie)

test('a page asks the database at most six times, session, COMMIT and the book of downloads included, whatever it compares', async () => {
  const four = all([offered, other, imported, own])
  const pages = [
    '',
    ...[offered, imported, own].flatMap((id) => [`/${id}`, `/${id}/cells.csv`, `/${id}/package.zip`]),
    ...['compare', 'totals', 'compare.csv', 'totals.csv'].map((page) => `/${page}?${four}&item=still&frame=age`),
    '/imports/new',
    '/keys',
  ]
  for (const path of pages) {
    asked = []
    const answer = await get(path)
    await answer.arrayBuffer()
    expect([path, answer.status]).toEqual([path, 200])
    expect(asked.length, `${path}\n${asked.join('\n')}`).toBeLessThanOrEqual(6)
  }
})

test('showing numbers reads no world', async () => {
  await database.ownerDb.deleteFrom('imported_files').where('path', 'like', 'worlds/%').execute()
  for (const path of [`/${imported}`, `/compare?${all([offered, imported])}`, `/${imported}/cells.csv`])
    expect([path, (await get(path)).status]).toEqual([path, 200])
})

describe('what a package says of itself', () => {
  beforeAll(async () => {
    await changeCodes((codes) =>
      codes.replaceAll('Uvažujete o návratu?', '<img src=x onerror=alert(1)>').replaceAll('"Ano"', '"=2+5"'),
    )
  })

  test('is never taken for a piece of our page', async () => {
    for (const path of [`/${imported}?item=still`, `/compare?${all([imported, offered])}&item=still`]) {
      const html = await (await get(path)).text()
      expect(html).not.toContain('<img src=x')
      expect(html).toContain('&lt;img src=x')
    }
  })

  test('is no formula in a table', async () => {
    for (const path of [`/${imported}/cells.csv`, `/compare.csv?${all([imported, offered])}&item=still`]) {
      const csv = await (await get(path)).text()
      expect(csv).toContain(";'=2+5;")
      expect(csv).not.toMatch(/(^|;)=/m)
    }
  })

  test('in other words than the others is told as such', async () => {
    const html = await (await get(`/compare?${all([offered, imported])}&item=still`)).text()
    expect(html.replaceAll('\u00a0', ' ')).toContain('Kraje se neptaly týmiž slovy')
  })
})

describe('codes that regions merged each in its own way', () => {
  beforeAll(async () => {
    const all = (codes: { members: string[] }[]) => [
      { code: 'all', labels: { cs: 'Vše' }, members: codes.flatMap(({ members }) => members) },
    ]
    await changeCodes((text) => {
      const { frames, items } = JSON.parse(text)
      const age = frames.map((frame: { codes: { members: string[] }[] }) => ({ ...frame, codes: all(frame.codes) }))
      return JSON.stringify({
        frames: age,
        items: items.map((item: typeof age) => ({ ...item, codes: all(item.codes) })),
      })
    })
  })
  const address = (page: string, more: string) => `/${page}?${all([imported, offered])}&item=still${more}`
  const plain = async (path: string) => (await (await get(path)).text()).replaceAll('\u00a0', ' ')

  test('are told in a sentence instead of numbers, and make no file', async () => {
    for (const page of ['compare', 'totals']) {
      const html = await plain(address(page, ''))
      expect(html).toContain('Kraje tuhle otázku sloučily každý jinak, srovnat ji nejde.')
      expect(html).toContain('name="item"')
      expect(html).not.toContain('<table')
      expect((await get(address(`${page}.csv`, ''))).status).toBe(303)
    }
  })

  test('are no choice of a frame, and one that was asked for gives way', async () => {
    const html = await plain(address('compare', '&frame=age'))
    expect(html).toContain('Podle tohoto členění se kraje sladit nedají; ukazujeme všechny dohromady.')
    expect(html).not.toContain('<option value="age"')
  })
})
