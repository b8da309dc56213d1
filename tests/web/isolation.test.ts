import { type Kysely, sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { inCentre, type Scope } from '../../src/db/scope.ts'
import { tenantTables } from '../architecture/table-rules.ts'
import { testApp, testSettings } from '../support/app.ts'
import { aMember, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { addressOf, aLivelyCentre, canary, type Planted, staffRoutes } from './two-centres.ts'

const database = testDatabase()
const { appDb, ownerDb } = database
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

const inOurs = <Result>(work: (scope: Scope) => Promise<Result>) =>
  inCentre(appDb, { centreId: ours.centre.id }, { settings: testSettings }, work)

/** What a query without any filter by centre finds. */
const centresIn = async (db: Kysely<never>, table: string): Promise<string[]> => {
  const { rows } = await sql<{ centre_id: string }>`select distinct centre_id from ${sql.table(table)} order by 1`.execute(db)
  return rows.map(({ centre_id }) => centre_id)
}

describe('with row-level security alone', () => {
  test('a query that forgets the centre finds rows of its own centre only, in every table', async () => {
    const tables = await tenantTables(ownerDb)
    const both = [ours.centre.id, theirs.centre.id].sort()
    for (const table of tables) {
      expect([table, await centresIn(ownerDb as never, table)]).toEqual([table, both]) // any table will do
      expect([table, await inOurs(({ db }) => centresIn(db as never, table))]).toEqual([table, [ours.centre.id]])
      expect([table, await centresIn(appDb as never, table)]).toEqual([table, []])
    }
  })

  test('centres and members of elsewhere do not exist', async () => {
    const slugs = await inOurs(({ db }) => db.selectFrom('centres').select('slug').execute())
    expect(slugs).toEqual([{ slug: ours.centre.slug }])
    const ids = await inOurs(({ db }) => db.selectFrom('memberships').innerJoin('members', 'id', 'member_id').select('id').execute())
    const seen = await inOurs(({ db }) => db.selectFrom('members').select('id').execute())
    expect(seen?.map(({ id }) => id).sort()).toEqual(ids?.map(({ id }) => id).sort())
    expect(seen?.map(({ id }) => id)).toContain(member.id)
  })

  test('nothing can be written into another centre, in any table', async () => {
    for (const table of await tenantTables(ownerDb)) {
      const columns = await sql<{ names: string }>`
        select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
        where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'`.execute(ownerDb)
      const names = sql.raw(columns.rows[0]?.names ?? '')
      const { rows } = await sql<{ row: string }>`
        select to_jsonb(t)::text as row from ${sql.table(table)} t where centre_id = ${theirs.centre.id} limit 1`.execute(ownerDb)
      const write = inOurs(({ db }) =>
        sql`insert into ${sql.table(table)} (${names})
          select ${names} from jsonb_populate_record(null::${sql.table(table)}, ${rows[0]?.row ?? '{}'}::text::jsonb)`.execute(db),
      )
      expect([table, await write.then(() => 'written', (error) => error.code)]).toEqual([table, '42501'])
    }
  })

  test('nothing of another centre can be changed or deleted, nor moved there', async () => {
    const changed = await inOurs(({ db }) =>
      db.updateTable('contacts').set({ given_name: 'Unesená' }).where('id', '=', theirs.contact).executeTakeFirst(),
    )
    expect(changed?.numUpdatedRows).toBe(0n)
    const deleted = await inOurs(({ db }) => db.deleteFrom('contact_points').where('contact_id', '=', theirs.contact).executeTakeFirst())
    expect(deleted?.numDeletedRows).toBe(0n)
    const moved = inOurs(({ db }) => db.updateTable('contacts').set({ centre_id: theirs.centre.id }).where('id', '=', ours.contact).execute())
    await expect(moved).rejects.toMatchObject({ code: '42501' })
  })
})

/** Every page of ours, and those that list, asked in every way that could bring more. */
const pagesOf = (planted: Planted): string[] => {
  const pages = staffRoutes(app).filter(({ method }) => method === 'GET').map(({ path }) => addressOf(path, planted))
  const base = `/app/${planted.centre.slug}`
  return [
    ...pages, '/app', '/account',
    ...['q=kanarek', 'q=%25', 'q=@example.org', 'sort=newest', 'sort=next_step', `owner=${theirs.centre.id}`, 'stage=considering'].map(
      (query) => `${base}/contacts?${query}`,
    ),
    ...['state=kept', 'address=example', `registration=${theirs.registration}`].map((query) => `${base}/mail?${query}`),
    `${base}/events?when=past`, `/cs/${planted.centre.slug}`, `/cs/${planted.centre.slug}/events`, `/cs/${planted.centre.slug}/events.ics`,
  ]
}

const seenBy = async (asked: typeof app, cookie: string, pages: string[]) => {
  const told: string[] = []
  for (const page of pages) {
    const response = await asked.get(page, cookie)
    expect([page, response.status < 400]).toEqual([page, true])
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
    const pages = staffRoutes(app).filter(({ method, path }) => method === 'GET' && /:(id|slug)/.test(path))
    const answers = await Promise.all(pages.map(({ path }) => asked.get(addressOf(path, ours, theirs), member.cookie)))
    expect(pages.length).toBeGreaterThan(6)
    expect(answers.map(({ status }) => status)).toEqual(pages.map(() => 404))
  })

  test('searching finds nobody of another centre, by name, address or phone', async () => {
    for (const query of [canary, `Karel ${canary}`, `${canary}-`]) {
      const found = await (await asked.get(`/app/${ours.centre.slug}/contacts?q=${query}`, member.cookie)).text()
      expect(found).not.toContain(theirs.contact)
      const theirOwn = await aMember(ownerDb, [theirs.centre])
      expect(await (await asked.get(`/app/${theirs.centre.slug}/contacts?q=${query}`, theirOwn.cookie)).text()).toContain(theirs.contact)
    }
  })
})

test('with row-level security off, nothing of another centre is written by any form', async () => {
  const before = await digestOf(theirs)
  const posts = staffRoutes(app).filter(({ method, path }) => method === 'POST' && /:(id|slug)/.test(path))
  const fields = { version: '1', stage: 'moving', kind: 'note', body: 'x', next_step: 'x', next_step_on: '2030-01-01', family_name: 'X' }
  for (const { path } of posts) {
    const { status } = await bareApp.post(addressOf(path, ours, theirs), fields, admin.cookie)
    expect([path, status]).toEqual([path, 404])
  }
  expect(posts.length).toBeGreaterThan(6)
  expect(await digestOf(theirs)).toEqual(before)
})

test('a role that is above row-level security is a superuser or the owner, and the app runs as neither', async () => {
  const superDb = openDb(database.superUrl, { max: 1 })
  const seen = await inCentre(superDb, { centreId: ours.centre.id }, { settings: testSettings }, ({ db }) => centresIn(db as never, 'contacts'))
  await superDb.destroy()
  expect(seen).toEqual([ours.centre.id, theirs.centre.id].sort())
  const { rows } = await sql<{ role: string }>`select current_user as role`.execute(appDb)
  expect(rows).toEqual([{ role: 'krajan_app' }])
})

const digestOf = async ({ centre }: Planted) => {
  const tables = await tenantTables(ownerDb)
  const digests = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql<{ hash: string }>`
        select md5(string_agg(t::text, '' order by t::text)) as hash from ${sql.table(table)} t where centre_id = ${centre.id}`.execute(ownerDb)
      return [table, rows[0]?.hash]
    }),
  )
  return Object.fromEntries(digests)
}
