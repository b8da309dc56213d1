import axe from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { cookieOf } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'
import { faultsOf } from './inspection.ts'

const browser = testBrowser()
const database = testDatabase()
const server = demoServer(database)

const person = async (): Promise<BrowserContext> => {
  const context = await browser.person(server.url)
  await context.addInitScript({ content: axe.source })
  return context
}

/** Somebody of Brno, which has asked nobody anything, looks at what the network offers. */
const inBrno = async (role: 'coordinator' | 'reader'): Promise<Page> => {
  const context = await person()
  const { id } = await database.ownerDb
    .selectFrom('members')
    .where('email', '=', `${role}@brno.example.org`)
    .select('id')
    .executeTakeFirstOrThrow()
  const [name = '', value = ''] = (await cookieOf(database.ownerDb, id)).split('=')
  await context.addCookies([{ name, value, url: server.url }])
  const page = await context.newPage()
  await page.goto('/app/brno/sharing/network')
  return page
}

const regions = ['Karlovarský kraj volá domů', 'Integrační centrum Ústí']

test('a third region compares the barriers of two and reads which differ', { timeout: 60_000 }, async () => {
  const page = await inBrno('reader')
  expect(await faultsOf(page)).toEqual([])
  for (const region of regions) await page.getByRole('checkbox', { name: new RegExp(`^Vybrat: ${region}`) }).check()
  await page.getByRole('button', { name: 'Srovnat vybrané' }).click()
  await page.waitForURL(/\/compare\?/)
  await page.getByLabel('Otázka').selectOption({ label: await barriersIn(page) })
  await page.getByRole('button', { name: 'Ukázat' }).click()
  const main = (await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ')
  expect(main).toMatch(/Životní prostředí: \S.* má (vyšší|nižší) podíl .* než /)
  expect(main).toMatch(/Dostupnost lékařů/)
  expect(main).toMatch(/nelze odlišit od náhody|náznak rozdílu/)
  expect(await faultsOf(page)).toEqual([])
})

/** The choice of a topic that puts all barriers on one screen. */
const barriersIn = async (page: Page): Promise<string> => {
  const labels = await page.getByLabel('Otázka').locator('option').allInnerTexts()
  return labels.find((label) => /Práce v oboru/.test(label)) ?? labels.join('\n')
}

test('the coordinator opens one region and checks its proofs herself', { timeout: 60_000 }, async () => {
  const page = await inBrno('coordinator')
  await page.getByRole('link', { name: regions[1] ?? '', exact: true }).click()
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Co vám brání vrátit se domů?')
  await page.getByRole('button', { name: /^Ověřit/ }).click()
  await page.waitForLoadState()
  expect(await page.getByRole('main').innerText()).toMatch(/v pořádku|sedí/i)
  expect(await faultsOf(page)).toEqual([])
})

test('anybody reads the public release of Karlovy Vary without signing in', async () => {
  const page = await (await person()).newPage()
  await page.goto('/cs/karlovarsky/data')
  await page
    .getByRole('main')
    .getByRole('link', { name: /Co vám brání vrátit se domů/ })
    .click()
  await page.waitForURL(/\/cs\/karlovarsky\/data\/bariery-navratu\/1\/1/)
  expect((await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ')).toContain('Karlovarský kraj volá domů')
  expect(await faultsOf(page)).toEqual([])
  const answer = await page.request.get(`${server.url}/cs/karlovarsky/data/bariery-navratu/1/1/files/manifest.json`)
  expect((await answer.json()).centre).toBe('karlovarsky')
  expect((await page.request.get(`${server.url}/cs/usti/data/bariery-navratu/1/1`)).status()).toBe(404)
})

test('nothing complained, and nobody else was asked for anything', () => {
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
})
