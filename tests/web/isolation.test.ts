import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { tenantTables } from '../architecture/table-rules.ts'
import { testApp } from '../support/app.ts'
import { aMember, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { addressOf, aLivelyCentre, canary, type Planted, staffRoutes } from './two-centres.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
/** The same app as the schema's owner, whose policy shows every centre: row-level security is as good as off. */
const bareApp = testApp(ownerDb)

let ours: Planted
let theirs: Planted
let member: TestMember
let admin: TestMember

beforeAll(async () => {
  ours = await aLivelyCentre(ownerDb, app, 'domaci')
  theirs = await aLivelyCentre(ownerDb, app, canary)
  member = await aMember(ownerDb, [ours.centre])
  admin = await aMember(ownerDb, [ours.centre], 'admin')
})

/** Every page of ours, and those that list, asked in every way that could bring more. */
const pagesOf = (planted: Planted): string[] => {
  const pages = staffRoutes(app)
    .filter(({ method }) => method === 'GET')
    .map(({ path }) => addressOf(path, planted))
  const base = `/app/${planted.centre.slug}`
  return [
    ...pages,
    '/app',
    '/account',
    ...[
      'q=kanarek',
      'q=%25',
      'q=@example.org',
      'sort=newest',
      'sort=next_step',
      `owner=${theirs.centre.id}`,
      'stage=considering',
    ].map((query) => `${base}/contacts?${query}`),
    ...['state=kept', 'address=example', `registration=${theirs.ids.registrations}`].map(
      (query) => `${base}/mail?${query}`,
    ),
    `${base}/events?when=past`,
    `/cs/${planted.centre.slug}`,
    `/cs/${planted.centre.slug}/events`,
    `/cs/${planted.centre.slug}/events.ics`,
  ]
}

const seenBy = async (asked: typeof app, cookie: string, pages: string[]) => {
  const told: string[] = []
  for (const page of pages) {
    const response = await asked.get(page, cookie)
    // settings are for administrators, of whom one looks too
    const isClosed = response.status === 403 && /\/settings(\/|$)/.test(page)
    expect([page, response.status < 400 || isClosed]).toEqual([page, true])
    told.push(await response.text())
  }
  return told
}

describe.each([
  ['as the app runs', app],
  ['with row-level security off, the filters of the queries alone', bareApp],
] as const)('%s', (_name, asked) => {
  test('no page of ours says a word of another centre, while theirs say many', async () => {
    for (const viewer of [member, admin]) {
      const said = await seenBy(asked, viewer.cookie, pagesOf(ours))
      const leaks = pagesOf(ours).filter((_page, index) => said[index]?.includes(canary))
      expect(leaks).toEqual([])
    }
    const their = await aMember(ownerDb, [theirs.centre])
    const said = await seenBy(asked, their.cookie, pagesOf(theirs))
    expect(said.filter((html) => html.includes(canary)).length).toBeGreaterThan(12)
  })

  test('foreign ids lead nowhere', async () => {
    const pages = staffRoutes(app).filter(({ method, path }) => method === 'GET' && /:(id|slug|code)/.test(path))
    const answers = await Promise.all(pages.map(({ path }) => asked.get(addressOf(path, ours, theirs), admin.cookie)))
    expect(pages.length).toBeGreaterThan(6)
    expect(answers.map(({ status }) => status)).toEqual(pages.map(() => 404))
  })

  test('searching finds nobody of another centre, by name, address or phone', async () => {
    for (const query of [canary, `Karel ${canary}`, `${canary}-`]) {
      const found = await (await asked.get(`/app/${ours.centre.slug}/contacts?q=${query}`, member.cookie)).text()
      expect(found).not.toContain(theirs.ids.contacts)
      const theirOwn = await aMember(ownerDb, [theirs.centre])
      expect(
        await (await asked.get(`/app/${theirs.centre.slug}/contacts?q=${query}`, theirOwn.cookie)).text(),
      ).toContain(theirs.ids.contacts)
    }
  })
})

test('with row-level security off, nothing of another centre is written by any form', async () => {
  const before = await digestOf(theirs)
  const posts = staffRoutes(app).filter(({ method, path }) => method === 'POST' && /:(id|slug|code)/.test(path))
  const fields = {
    version: '1',
    stage: 'moving',
    kind: 'note',
    body: 'x',
    next_step: 'x',
    next_step_on: '2030-01-01',
    family_name: 'X',
  }
  for (const { path } of posts) {
    const { status } = await bareApp.post(addressOf(path, ours, theirs), fields, admin.cookie)
    expect([path, status]).toEqual([path, 404])
  }
  expect(posts.length).toBeGreaterThan(6)
  expect(await digestOf(theirs)).toEqual(before)
})

const digestOf = async ({ centre }: Planted) => {
  const tables = await tenantTables(ownerDb)
  const digests = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql<{ hash: string }>`
        select md5(string_agg(t::text, '' order by t::text)) as hash from ${sql.table(table)} t where centre_id = ${centre.id}`.execute(
        ownerDb,
      )
      return [table, rows[0]?.hash]
    }),
  )
  return Object.fromEntries(digests)
}
