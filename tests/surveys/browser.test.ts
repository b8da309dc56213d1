import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { phone, testBrowser } from '../support/browser.ts'
import { cookieOf } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'

const browser = testBrowser()
const database = testDatabase()
const server = demoServer(database)
const address = '/cs/karlovarsky/surveys/bariery-navratu'

test('a native answers on a phone where no script runs, stops, and ends at another one', {
  timeout: 60_000,
}, async () => {
  const first = await (await browser.person(server.url, { ...phone, javaScriptEnabled: false })).newPage()
  const next = (page: Page) => page.getByRole('button', { name: 'Pokračovat' }).click()
  await first.goto(address)
  await next(first)
  expect(await first.locator('#error-summary a').allInnerTexts()).toEqual([
    'Uvažovali jste někdy o návratu do Karlovarského kraje?: Tohle prosím vyplňte.',
  ])
  await first.getByLabel('Ano').check()
  await next(first)
  await first.getByLabel('Nevím').check()
  await next(first)
  await first.getByLabel('Později').check()
  await next(first)
  for (const barrier of ['Práce v mém oboru', 'Bydlení', 'Doprava']) await first.getByLabel(barrier).check()
  await next(first)
  expect(await first.getByLabel('1. místo').locator('option').allInnerTexts()).toEqual([
    'Nevybráno',
    'Práce v mém oboru',
    'Bydlení',
    'Doprava',
  ])
  await first.getByRole('button', { name: 'Dokončit později' }).click()
  const link = (await first.locator('.personal-link a').getAttribute('href')) ?? ''

  const second = await (await browser.person(server.url, { ...phone, javaScriptEnabled: false })).newPage()
  await second.goto(link)
  expect(second.url()).toBe(`${server.url}${address}?page=5`)
  await second.getByLabel('1. místo').selectOption({ label: 'Bydlení' })
  await second.getByLabel('2. místo').selectOption({ label: 'Doprava' })
  await next(second)
  await next(second)
  await second.getByLabel('Kde teď žijete?').selectOption({ label: 'Plzeňský kraj' })
  await next(second)
  await second.getByRole('button', { name: 'Zpět' }).click()
  expect(await second.getByLabel('Kde teď žijete?').inputValue()).toBe('plzensky')
  await next(second)
  await next(second)
  expect(await second.locator('.reviewed ol').textContent()).toBe('BydleníDoprava')
  await second.getByRole('button', { name: 'Odeslat odpovědi' }).click()
  expect(await second.locator('h1').textContent()).toBe('Děkujeme, odpovědi jsou u\u00a0nás')
  await second.goBack()
  expect(second.url()).toBe(`${server.url}${address}?page=1`)
  // what the link leads to stands where it was left: what came of it later was another copy
  await first.goto(link)
  expect(await first.getByLabel('1. místo').inputValue()).toBe('')
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
})

test('axe objects to nothing on the pages of the survey, and none scrolls sideways', { timeout: 90_000 }, async () => {
  const { ownerDb } = database
  const member = await ownerDb
    .selectFrom('members')
    .where('email', '=', 'reader@karlovarsky.example.org')
    .select('id')
    .executeTakeFirstOrThrow()
  const [name = '', value = ''] = (await cookieOf(ownerDb, member.id)).split('=')
  const context = await browser.person(server.url)
  await context.addInitScript({ content: axe.source })
  await context.addCookies([{ name, value, url: server.url }])
  const page = await context.newPage()
  const found: Record<string, string[]> = {}
  const look = async (place: string) => {
    const objections = [...(await violations(page)), ...(await sideways(page))]
    if (objections.length > 0) found[place] = objections
  }
  for (const lang of ['cs', 'en', 'de', 'uk']) {
    await page.goto(address.replace('/cs/', `/${lang}/`))
    await look(lang)
  }
  await page.goto(address)
  await page.getByRole('button', { name: 'Pokračovat' }).click()
  await look('422')
  await page.getByLabel('Ne', { exact: true }).check()
  for (const place of ['barriers', 'strongest', 'help', 'field', 'age', 'review']) {
    await page.getByRole('button', { name: 'Pokračovat' }).click()
    await page.waitForLoadState()
    await look(place)
    if (place === 'barriers') for (const barrier of ['Nižší platy', 'Doprava']) await page.getByLabel(barrier).check()
  }
  await page.goto(`${address}/later`)
  await look('later')
  await page.goto(`${address}?page=9`)
  await page.getByRole('button', { name: 'Odeslat odpovědi' }).click()
  await page.waitForURL(/thanks$/)
  await look('thanks')
  const staff = '/app/karlovarsky/surveys'
  for (const path of [staff, `${staff}/bariery-navratu`, `${staff}/bariery-navratu/results`]) {
    await page.goto(path)
    await look(path)
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`${staff}/bariery-navratu/results`)
  await look('results in the dark')
  expect(found).toEqual({})
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
})

const violations = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    // axe was put on the page before anything else
    const { run } = (globalThis as unknown as { axe: typeof import('axe-core') }).axe
    const { violations } = await run(document, {
      runOnly: tags,
      rules: { 'target-size': { enabled: true } },
      resultTypes: ['violations'],
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    )
  })

const sideways = async (page: Page): Promise<string[]> => {
  const found: string[] = []
  for (const width of [320, 360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    const scrolled = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (scrolled > 0) found.push(`${width} px: ${scrolled} px too wide`)
  }
  return found
}
