import { getLogger } from '@logtape/logtape'
import axe from 'axe-core'
import { unzipSync } from 'fflate'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barrierQuestions } from '../../seeds/data/barriers-survey.ts'
import { prepareReleases } from '../../src/node/preparing.ts'
import { checkPackage } from '../../src/sharing/checker/check.mjs'
import { setScene, settings } from '../sharing/database/scene.ts'
import { logged } from '../support/app.ts'
import { phone, testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { type Server, startServer } from '../support/server.ts'
import { faultsOf } from './inspection.ts'

const database = testDatabase()
const browser = testBrowser()
let server: Server
beforeAll(async () => {
  server = await startServer(database.appDb, { settings: { counting: 'here' } })
}, 60_000)
afterAll(() => server?.close())

const asked = barrierQuestions.filter(({ code }) =>
  ['considered', 'still', 'in_touch', 'age', 'household'].includes(code),
)

/** The job that a server runs by itself. */
const prepare = () => {
  return prepareReleases(database.appDb, { counterUrl: database.counterUrl, settings, log: getLogger('krajan') })
}

/** A question of the release with a cell of fewer than ten people. */
const questionThatHides = async (): Promise<string> => {
  const file = await database.ownerDb
    .selectFrom('release_files')
    .select('bytes')
    .where('path', '=', 'cells.csv')
    .executeTakeFirstOrThrow()
  const hidden = file.bytes
    .toString('utf8')
    .split('\n')
    .find((row) => row.endsWith(','))
  return hidden?.split(',')[0] ?? 'none'
}

type Options = BrowserContextOptions & { cookie?: string }

const personWithAxe = async ({ cookie, ...options }: Options = {}): Promise<BrowserContext> => {
  const context = await browser.person(server.url, options)
  await context.addInitScript({ content: axe.source })
  const [name = '', value = ''] = cookie?.split('=') ?? []
  if (name) await context.addCookies([{ name, value, url: server.url }])
  return context
}

const said = async (page: Page) => plain(await page.locator('main .flash').first().innerText())

/** Czech ties short words to the next one; a sentence is the same without that. */
const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

const bytesOf = async (path: string) => new Uint8Array(await (await fetch(server.url + path)).arrayBuffer())

test('one person prepares the sharing of the barrier survey, another approves and offers it, and everybody can check it', {
  timeout: 180_000,
}, async () => {
  const { centre, first, second: colleague, answer } = await setScene(database, asked)
  await answer(400)
  const desk = await (await personWithAxe({ viewport: { width: 1280, height: 900 }, cookie: first.cookie })).newPage()
  const faults: Record<string, string[]> = {}
  const inspect = async (name: string, page: Page) => {
    const found = await faultsOf(page)
    if (found.length > 0) faults[name] = found
    await page.setViewportSize({ width: 1280, height: 900 })
  }
  await desk.goto(`/app/${centre.slug}`)

  // what would be shared, before anything is made
  await desk.getByRole('link', { name: 'Sdílení', exact: true }).click()
  await inspect('overview', desk)
  await desk.getByRole('link', { name: /^Co se bude sdílet/ }).click()
  await desk.getByText('Než vznikne první vydání').waitFor()
  expect(await desk.getByRole('row', { name: /^Uvažovali jste/ }).count()).toBe(1)
  await inspect('plan', desk)

  // one button, by keyboard, and progress that survives a reload
  await desk.getByRole('link', { name: 'Sdílení', exact: true }).first().click()
  await desk.getByRole('button', { name: /^Připravit sdílení/ }).focus()
  await desk.keyboard.press('Enter')
  await desk.waitForURL(/\/sharing\/[0-9a-f-]{36}\?done=requested$/)
  expect(await said(desk)).toBe('Příprava je zadaná.')
  const address = new URL(desk.url()).pathname
  await inspect('preparing', desk)
  await desk.reload()
  await desk.locator('#preparation progress').waitFor()
  const light = desk.getByRole('heading', { name: /^(?:Zelená|Oranžová)/ })
  const [made] = await Promise.all([prepare(), light.waitFor({ timeout: 100_000 })])
  expect(made).toBe(1)

  // whoever prepared it sees everything, but may not approve
  await desk.goto(address)
  expect(await desk.getByText('Tohle vydání jste připravili vy').isVisible()).toBe(true)
  expect(await desk.getByRole('button', { name: 'Schválit vydání' }).count()).toBe(0)
  await desk.locator('#preview select').selectOption(await questionThatHides())
  await desk.getByRole('button', { name: 'Zobrazit' }).click()
  await desk.getByRole('cell', { name: '<10', exact: true }).first().waitFor()
  await inspect('release', desk)

  // the second person works without a script
  const second = await (await personWithAxe({ ...phone, javaScriptEnabled: false, cookie: colleague.cookie })).newPage()
  await second.goto(`/app/${centre.slug}/sharing`)
  await second.getByRole('link', { name: 'Otevřít vydání' }).click()
  await second.getByRole('button', { name: 'Schválit vydání' }).click()
  expect(await second.getByText('Potvrďte prosím').count()).toBeGreaterThan(0)
  await second.getByLabel('Prošel/prošla jsem si to').check()
  await second.getByRole('button', { name: 'Schválit vydání' }).click()
  expect(await said(second)).toBe('Schváleno. Teď můžete data nabídnout.')
  for (const [audience, agreement] of [
    ['Celé síti', 'Pracovníci center, pro srovnání.'],
    ['Veřejnosti', 'Kdokoli, s uvedením zdroje.'],
  ] as const) {
    await second.getByRole('link', { name: 'Nabídnout data' }).click()
    await second.getByLabel(audience).check()
    await second.getByLabel('Kdo a k čemu smí data použít').fill(agreement)
    await second.getByRole('button', { name: 'Nabídnout data' }).click()
    expect(await said(second)).toBe('Nabídka platí.')
  }

  // a stranger reads it, downloads it and checks it
  const visitor = await (await personWithAxe()).newPage()
  await visitor.goto(`/cs/${centre.slug}/data`)
  await inspect('public list', visitor)
  await visitor.getByRole('main').getByRole('article').getByRole('link').click()
  await visitor.waitForURL(/\/data\/bariery\/1\/1$/)
  await inspect('public release', visitor)
  const page = new URL(visitor.url()).pathname
  const [file] = await Promise.all([
    visitor.waitForEvent('download'),
    visitor.getByRole('link', { name: 'Celý balíček' }).click(),
  ])
  expect(file.suggestedFilename()).toBe(`${centre.slug}-bariery-1-1.zip`)
  const files = new Map(Object.entries(unzipSync(await bytesOf(`${page}/package.zip`))))
  const publicKeyPem = new TextDecoder().decode(await bytesOf(`${page}/key.pem`))
  expect(checkPackage(files, { publicKeyPem })).toMatchObject({ good: true })
  await visitor.getByRole('link', { name: 'Jak odpovědi chráníme' }).click()
  await visitor.waitForURL(/\/cs\/data-protection-method$/)
  await inspect('method', visitor)
  expect((await fetch(`${server.url}/data-protection-method/check.mjs`)).status).toBe(200)
  await visitor.emulateMedia({ media: 'print' })
  expect(await visitor.getByRole('button', { name: 'Vytisknout' }).isVisible()).toBe(false)
  expect(await visitor.getByRole('table').count()).toBe(4)

  // who took what is written down, and a withdrawn offer is gone at once
  await desk.goto(`${address}/downloads`)
  expect(await desk.getByRole('row', { name: /veřejnost.*package\.zip/ }).count()).toBe(2)
  await inspect('downloads', desk)
  await desk.goto(address)
  await inspect('approved', desk)
  await desk.getByRole('button', { name: /^Stáhnout nabídku.*veřejnost/ }).click()
  await desk
    .locator('#confirm-dialog')
    .getByRole('button', { name: /Stáhnout nabídku/ })
    .click()
  await desk.getByText('Nabídka je stažená.').waitFor()
  expect((await visitor.goto(page))?.status()).toBe(404)
  await desk.goto(`${address}/offers/new`)
  await desk.getByRole('button', { name: 'Nabídnout data' }).click()
  await desk.locator('#error-summary').waitFor()
  await inspect('offer refused', desk)

  expect(faults).toEqual({})
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
  expect(logged.filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([])
})
