import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { phone, testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'
import { namesIn, signIn } from './people.ts'

const browser = testBrowser()
const database = testDatabase()
const server = demoServer(database)

const coordinator = async () => {
  const page = await (await browser.person(server.url)).newPage()
  await signIn(page, 'coordinator@karlovarsky.example.org')
  return page
}

test('with the keyboard alone: sign in, search, open a contact, move it on', async () => {
  const page = await (await browser.person(server.url)).newPage()
  await page.goto('/sign-in')
  await tabTo(page, 'E-mail')
  await page.keyboard.type('coordinator@karlovarsky.example.org')
  await tabTo(page, 'Heslo')
  await page.keyboard.type('krajan-demo')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/app\/karlovarsky$/)
  await page.keyboard.press('/')
  expect(await focused(page)).toBe('Hledat v kontaktech')
  await page.keyboard.type('jana dvorakova')
  await page.keyboard.press('Enter')
  await page.waitForURL(/q=jana/)
  await tabTo(page, 'Dvořáková Jana')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/)
  await tabTo(page, 'Přesunout do…')
  await page.keyboard.type('Hledá')
  await tabTo(page, 'Přesunout')
  await page.keyboard.press('Enter')
  await page.getByText('Přesunuto do fáze Hledá cestu.').waitFor()
})

test('three quick presses of the button are one registration', async () => {
  const page = await (await browser.person(server.url, phone)).newPage()
  const posts: string[] = []
  await page.route('**/setkani-plzen', async (route) => {
    if (route.request().method() === 'POST') posts.push(route.request().url())
    if (route.request().method() === 'POST') await new Promise((resolve) => setTimeout(resolve, 400))
    await route.continue().catch(() => {})
  })
  await page.goto('/cs/karlovarsky/events/setkani-plzen')
  await page.getByLabel('Jméno a příjmení').fill('Trojí Klik')
  await page.getByLabel('E-mail').fill('troji.klik@example.org')
  await page.getByRole('button', { name: 'Přihlásit se' }).evaluate((button: HTMLButtonElement) => {
    for (const moment of [0, 80, 160]) setTimeout(() => button.click(), moment)
  })
  await page.waitForURL(/check-your-email$/)
  const registrations = await database.ownerDb
    .selectFrom('registrations')
    .where('email_norm', '=', 'troji.klik@example.org')
    .select('state')
    .execute()
  expect(registrations).toEqual([{ state: 'pending_email' }])
  expect(posts.length).toBe(1)
})

test('typing in the filter keeps the focus, changes the address, and Back returns to it', async () => {
  const page = await coordinator()
  await page.goto('/app/karlovarsky/contacts')
  await page.locator('#contact-search').pressSequentially('dvorak', { delay: 20 })
  await page.waitForURL(/[?&]q=dvorak(&|$)/)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('contact-search')
  const names = await page.locator('#contact-list tbody th').allInnerTexts()
  expect(names).toEqual(await namesIn(await page.context().newPage(), 'dvorak'))
  await page.getByRole('link', { name: 'Dvořáková Jana' }).click()
  await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/)
  await page.goBack()
  expect(await page.locator('#contact-search').inputValue()).toBe('dvorak')
  expect(await page.locator('#contact-list tbody th').allInnerTexts()).toEqual(names)
})

test('the attendee list prints without the menu and asks the browser to print', async () => {
  const page = await coordinator()
  await page.addInitScript(() =>
    Object.assign(globalThis, { print: () => document.documentElement.setAttribute('data-printed', '') }),
  )
  await page.goto('/app/karlovarsky/events/setkani-plzen/registrations/print')
  await page.getByRole('button', { name: 'Vytisknout' }).click()
  expect(await page.locator('html').getAttribute('data-printed')).toBe('')
  const shown = () =>
    Promise.all(
      ['.staff-nav', '.staff-bar', '.page-head .button', 'main table'].map((part) =>
        page.locator(part).first().isVisible(),
      ),
    )
  expect(await shown()).toEqual([true, true, true, true])
  await page.emulateMedia({ media: 'print' })
  expect(await shown()).toEqual([false, false, false, true])
})

test('no page complained or asked another host for anything, and it would have been seen', async () => {
  const { complaints, strangers } = browser.witness
  expect({ complaints, strangers }).toEqual({ complaints: [], strangers: [] })
  const page = await (await browser.person(server.url)).newPage()
  await page.goto('/cs')
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = "ran"' }))
    document.body.append(Object.assign(document.createElement('img'), { src: 'http://198.51.100.1/pixel.gif' }))
  })
  await expect
    .poll(() => complaints.filter((text) => text.includes('Content Security Policy')).length)
    .toBeGreaterThan(1)
  expect(await page.title()).not.toBe('ran')
})

test('a network that fell out and a server that failed say so, keep what was typed, and can be retried', async () => {
  const page = await coordinator()
  const banner = page.locator('#trouble[role="alert"]')
  await page.goto('/app/karlovarsky/contacts')
  await page.context().setOffline(true)
  await page.locator('#contact-search').fill('dvorak')
  await banner.getByText('Spojení se serverem vypadlo.').waitFor()
  expect(await page.locator('#contact-search').inputValue()).toBe('dvorak')
  await page.context().setOffline(false)
  await banner.getByRole('button', { name: 'Zkusit znovu' }).click()
  await page.waitForURL(/q=dvorak/)
  expect(await banner.isVisible()).toBe(false)

  const rows = await page.locator('#contact-list tbody tr').count()
  await page.route(/q=novak/, (route) => route.fulfill({ status: 500, contentType: 'text/html', body: '<p>bug</p>' }))
  await page.locator('#contact-search').fill('novak')
  await banner.getByText('Server to teď nezvládl.').waitFor()
  expect(await page.locator('#contact-list tbody tr').count()).toBe(rows)
  expect(await page.locator('#contact-search').inputValue()).toBe('novak')
})

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    const label =
      element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels?.[0] : element
    return (label?.textContent ?? '').replaceAll('\u00a0', ' ').trim()
  })

const tabTo = async (page: Page, name: string) => {
  for (let stop = 0; stop < 60; stop += 1) {
    if ((await focused(page)) === name) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${name}`)
}
