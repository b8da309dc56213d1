import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'
import { coordinator } from './desk.ts'

const browser = testBrowser()
const database = testDatabase()
const server = demoServer(database)
const atDesk = (options?: BrowserContextOptions) =>
  coordinator({ browser, url: server.url, ownerDb: database.ownerDb }, options)
const banner = (page: Page) => page.locator('#trouble[role="alert"]')

/** Three presses as fast as a nervous hand makes them; answers with how many requests left the browser. */
const pressThrice = async (page: Page, button: Locator, arrived: () => Promise<unknown>): Promise<number> => {
  const posts: string[] = []
  await page.route('**', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    posts.push(route.request().url())
    await new Promise((resolve) => setTimeout(resolve, 300))
    await route.continue().catch(() => {})
  })
  await button.evaluate((element: HTMLButtonElement) => {
    for (const moment of [0, 60, 120]) setTimeout(() => element.click(), moment)
  })
  await arrived()
  await page.unroute('**')
  return posts.length
}

const aPerson = async (page: Page, name: string) => {
  await page.goto('/app/karlovarsky/contacts/new')
  await page.getByLabel('Příjmení', { exact: false }).first().fill(name)
  return page.getByRole('button', { name: 'Uložit kontakt' })
}

test('three quick presses are one effect, whatever is sent', async () => {
  const page = await atDesk()
  const posts: Record<string, number> = {}
  posts.contact = await pressThrice(page, await aPerson(page, 'Trojklik'), () => page.waitForURL(/done=added$/))
  const contact = new URL(page.url()).pathname

  await page.getByLabel('O čem to bylo').fill('Třikrát stisknuto.')
  const note = page.getByRole('button', { name: 'Zapsat', exact: true })
  posts.note = await pressThrice(page, note, () => page.waitForURL(/done=noted$/))
  await page.getByLabel('Co uděláme').fill('Zavolat')
  await page.locator('#field-next_step_on').fill('2027-01-15')
  const plan = page.getByRole('button', { name: 'Naplánovat' })
  posts.step = await pressThrice(page, plan, () => page.waitForURL(/done=planned$/))
  await page.getByLabel('Přesunout do…').selectOption({ label: 'Hledá cestu' })
  const move = page.getByRole('button', { name: 'Přesunout' })
  posts.move = await pressThrice(page, move, () => page.waitForURL(/done=moved$/))
  posts.undo = await pressThrice(page, page.getByRole('button', { name: 'Vrátit zpět' }), () =>
    page.getByText(/Přesunuto do fáze Známe/).waitFor(),
  )

  await page.goto('/app/karlovarsky/events/setkani-plzen')
  await page
    .getByRole('button', { name: /^Zrušit/ })
    .first()
    .click()
  const yes = page.locator('#confirm-dialog').getByRole('button', { name: 'Potvrdit' })
  posts.cancel = await pressThrice(page, yes, () => page.waitForURL(/done=cancelled/))
  expect(posts).toEqual({ contact: 1, note: 1, step: 1, move: 1, undo: 1, cancel: 1 })

  await page.goto(contact)
  const titles = (await page.locator('#timeline .timeline-title').allInnerTexts()).map((title) => title.split(' ')[0])
  expect(titles).toEqual(['Přesun', 'Přesun', 'Další', 'Telefonát', 'Vstup', 'Kontakt'])
  const known = await database.ownerDb
    .selectFrom('contacts')
    .where('family_name', '=', 'Trojklik')
    .select('id')
    .execute()
  expect(known.length).toBe(1)
})

test('without a network a form stays on the page with what was typed, and is sent when pressed again', async () => {
  const page = await atDesk()
  const save = await aPerson(page, 'Bezsíťový')
  await page.context().setOffline(true)
  await save.click()
  await banner(page).getByText('Spojení se serverem vypadlo.').waitFor()
  expect(await page.getByLabel('Příjmení', { exact: false }).first().inputValue()).toBe('Bezsíťový')
  await page.context().setOffline(false)
  await banner(page).getByRole('button', { name: 'Zkusit znovu' }).click()
  await page.waitForURL(/done=added$/)
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Bezsíťový')
})

test('a server that fails, or an answer that is lost, costs nobody what they typed, and nothing is written twice', async () => {
  const page = await atDesk()
  const save = await aPerson(page, 'Dvakrátposlaný')
  await page.route('**/contacts', (route) =>
    route.fulfill({ status: 500, contentType: 'text/html', body: '<main id="main"><h1>bug</h1></main>' }),
  )
  await save.click()
  await banner(page).getByText('Server to teď nezvládl.').waitFor()
  expect(page.url()).toMatch(/\/contacts\/new$/)
  await page.unroute('**/contacts')
  // the server did its work, only its answer got lost
  await page.route('**/contacts', async (route) => {
    await route.fetch({ maxRedirects: 0 })
    await route.abort('connectionreset')
  })
  await banner(page).getByRole('button', { name: 'Zkusit znovu' }).click()
  await banner(page).getByText('Spojení se serverem vypadlo.').waitFor()
  await page.unroute('**/contacts')
  await banner(page).getByRole('button', { name: 'Zkusit znovu' }).click()
  await page.waitForURL(/done=added$/)
  const known = await database.ownerDb
    .selectFrom('contacts')
    .where('family_name', '=', 'Dvakrátposlaný')
    .select('id')
    .execute()
  expect(known.length).toBe(1)
})

test('the same holds for somebody who registers on a train', async () => {
  const page = await (await browser.person(server.url)).newPage()
  await page.goto('/cs/karlovarsky/events/setkani-plzen')
  await page.getByLabel('Jméno a příjmení').fill('Vlaková Jana')
  await page.getByLabel('E-mail').fill('vlakova@example.org')
  await page.route('**/setkani-plzen', (route) => route.abort('connectionreset'))
  const send = page.getByRole('button', { name: 'Přihlásit se' })
  await send.click()
  await banner(page).getByText('Spojení se serverem vypadlo.').waitFor()
  expect(await page.getByLabel('E-mail').inputValue()).toBe('vlakova@example.org')
  await page.unroute('**/setkani-plzen')
  await send.click()
  await page.waitForURL(/check-your-email$/)
  await page.goBack()
  expect(new URL(page.url()).pathname).toBe('/cs/karlovarsky/events/setkani-plzen')
})

test('no page complained but of what was planted', () => {
  const planted = /Failed to load resource|Failed to fetch|net::ERR/
  expect(browser.witness.complaints.filter((text) => !planted.test(text))).toEqual([])
  expect(browser.witness.strangers).toEqual([])
})
