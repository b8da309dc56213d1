import type { Page } from 'playwright-core'
import type { Db } from '../../src/db/connection.ts'
import { cookieOf } from '../support/cast.ts'
import { aBulkChange } from '../web/planted-bulk.ts'
import { anImport } from '../web/planted-import.ts'
import { aMerge } from '../web/planted-merge.ts'
import { type PageState, type Places, press } from './page-state.ts'

/** What a coordinator's week goes through: lists, bulk changes, imports, duplicates, tasks, parking and the map. */
export const weekPages = async (places: Places): Promise<PageState[]> => {
  const { contact, enrolment, parked, import: done, checked, jobs, merges, pair, task } = await planted(places.ownerDb)
  const fresh = await uploaded(places)
  const pages: PageState[] = [
    { name: 'contacts-panel', path: '/contacts?stage=considering&region=CZ010&speaks=en', act: openPanel },
    { name: 'contacts-overviews', path: '/contacts', act: opened('Přehledy') },
    { name: 'view-new', path: '/contacts/views/new?stage=considering' },
    { name: 'view-new-422', path: '/contacts/views/new?stage=considering', act: press('Uložit') },
    { name: 'where', path: '/contacts/where' },
    { name: 'where-towns', path: '/contacts/where?region=CZ032' },
    { name: 'obligations', path: '/obligations' },
    { name: 'bulk-new', path: `/bulk/new?ids=${contact}`, act: opened('Přesunout do fáze') },
    { name: 'bulk-preview', path: `/bulk/new?ids=${contact}`, act: previewed },
    { name: 'bulk-result', path: `/bulk/${jobs}` },
    { name: 'jobs', path: '/jobs' },
    { name: 'job', path: `/jobs/${jobs}` },
    { name: 'import-new', path: '/contacts/import' },
    { name: 'import-422', path: '/contacts/import', act: press('Nahrát a podívat se') },
    ...['file', 'columns', 'source'].map((step) => ({ name: `import-${step}`, path: `/imports/${fresh}/${step}` })),
    { name: 'import-source-422', path: `/imports/${fresh}/source`, act: press('Zkontrolovat všechny řádky') },
    { name: 'import-check', path: `/imports/${checked}/check` },
    { name: 'import-result', path: `/imports/${done}` },
    { name: 'import-inform', path: `/imports/${done}/inform` },
    { name: 'duplicates', path: '/duplicates' },
    { name: 'duplicates-pair', path: `/duplicates/${pair.a_id}/with/${pair.b_id}` },
    { name: 'duplicates-pick', path: `/duplicates/of/${contact}?q=novak` },
    { name: 'merge', path: `/duplicates/merges/${merges}` },
    { name: 'day', path: '/day' },
    { name: 'day-postpone-422', path: '/day', act: postponedNowhere },
    { name: 'tasks', path: '/tasks' },
    { name: 'task', path: `/tasks/${task}` },
    { name: 'task-new', path: '/tasks/new' },
    { name: 'task-new-422', path: '/tasks/new', act: press('Uložit úkol') },
    { name: 'without-next-step', path: '/tasks/without-next-step' },
    { name: 'board-asks', path: '/pipelines/return', act: askedOnBoard },
    { name: 'parked', path: '/pipelines/return/parked' },
    { name: 'park', path: `/enrolments/${parked}/park` },
    { name: 'stage-asks', path: `/enrolments/${enrolment}/edit?stage=not_now` },
    { name: 'flow', path: '/pipelines/return/flow' },
    { name: 'flow-people', path: '/pipelines/return/flow/considering' },
  ]
  return [
    ...pages.map((page) => at('karlovarsky', 'coordinator', page)),
    ...['', '/new', '/reset?track=return', '/considering', '/considering/retire'].map((path) =>
      at('ostrava', 'admin', { name: `stages${path.replaceAll(/[/?=]/g, '-')}`, path: `/settings/pipelines${path}` }),
    ),
  ]
}

const at = (centre: string, who: 'admin' | 'coordinator', page: PageState): PageState => ({
  ...page,
  path: `/app/${centre}${page.path}`,
  who,
  layout: 'staff',
})

const opened = (summary: string) => (page: Page) =>
  page.getByRole('main').locator('summary').filter({ hasText: summary }).first().click()

const openPanel = async (page: Page) => {
  await opened('Další filtry')(page)
  for (const group of ['Odkud a kde', 'Akce a kontakt']) {
    const details = page.locator('.filter-group').filter({ hasText: group })
    if ((await details.getAttribute('open')) === null) await details.locator('summary').click()
  }
}

const previewed = async (page: Page) => {
  await opened('Přidat štítek')(page)
  await page.getByLabel('Štítek').first().fill('Plzeň 2027')
  await page.getByRole('button', { name: 'Ukázat, co se změní' }).first().click()
  await page.locator('.stats').waitFor()
}

const postponedNowhere = async (page: Page) => {
  const line = page.locator('.task-line').first()
  await line.locator('summary').click()
  await line.getByRole('button', { name: 'Odložit' }).click()
  await page.locator('.postpone .field-error').waitFor()
}

const askedOnBoard = async (page: Page) => {
  const card = page.locator('#in-considering .board-card').first()
  await card.getByRole('link', { name: 'Přesunout do…' }).click()
  await page.getByLabel('Přesunout do…').selectOption({ label: 'Teď ne' })
  await page.getByRole('button', { name: 'Přesunout', exact: true }).click()
  await page.locator('#move-dialog[open]').waitFor()
}

const planted = async (db: Db) => {
  const { id: centre_id } = await centreOf(db)
  const { id: member_id } = await coordinatorOf(db)
  const enrolled = (parked: boolean) =>
    db
      .selectFrom('enrolments')
      .where('centre_id', '=', centre_id)
      .where('track', '=', 'return')
      .where('parked_until', parked ? 'is not' : 'is', null)
      .where('stage', '=', parked ? 'not_now' : 'considering')
      .orderBy('id')
      .select(['id', 'contact_id'])
      .executeTakeFirstOrThrow()
  const [one, parked] = [await enrolled(false), await enrolled(true)]
  const where = { centre_id, contact_id: one.contact_id, member_id, word: 'Zkoušková' }
  const done = await anImport(db, where)
  const checked = await anImport(db, where)
  await db.updateTable('imports').set({ state: 'checked' }).where('id', '=', checked).execute()
  const { merges } = await aMerge(db, where)
  const pair = await db
    .selectFrom('duplicate_pairs')
    .where('centre_id', '=', centre_id)
    .select(['a_id', 'b_id'])
    .executeTakeFirstOrThrow()
  const task = await db.selectFrom('tasks').where('centre_id', '=', centre_id).select('id').executeTakeFirstOrThrow()
  const change = await aBulkChange(db, where)
  return {
    contact: one.contact_id,
    enrolment: one.id,
    parked: parked.id,
    import: done,
    checked,
    merges,
    pair,
    task: task.id,
    ...change,
  }
}

/** A list that has just been brought. */
const uploaded = async ({ url, ownerDb }: Places): Promise<string> => {
  const cookie = await cookieOf(ownerDb, (await coordinatorOf(ownerDb)).id)
  const body = new FormData()
  const rows = ['Jméno;Příjmení;E-mail;Odkud pochází', 'Jan;Krátký;jan.kratky@example.org;Cheb', 'Eva;Dlouhá;;Aš']
  body.set('file', new File([rows.join('\r\n')], 'seznam absolventů gymnázia.csv'))
  const answer = await fetch(`${url}/app/karlovarsky/contacts/import`, {
    method: 'POST',
    headers: { origin: url, cookie },
    body,
    redirect: 'manual',
  })
  return /imports\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1] ?? 'none'
}

const centreOf = (db: Db) =>
  db.selectFrom('centres').where('slug', '=', 'karlovarsky').select('id').executeTakeFirstOrThrow()

const coordinatorOf = (db: Db) =>
  db
    .selectFrom('members')
    .where('email', '=', 'coordinator@karlovarsky.example.org')
    .select('id')
    .executeTakeFirstOrThrow()
