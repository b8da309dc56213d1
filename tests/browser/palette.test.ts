import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { phone, testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'
import { coordinator, focused } from './desk.ts'

const browser = testBrowser()
const database = testDatabase()
const server = demoServer(database)
const atDesk = (options?: BrowserContextOptions) =>
  coordinator({ browser, url: server.url, ownerDb: database.ownerDb }, options)

const palette = (page: Page) => page.getByRole('dialog', { name: 'Rychlé hledání' })
const box = (page: Page) => page.getByRole('combobox', { name: 'Jméno, akce, partner nebo stránka' })
const chosen = (page: Page) => page.locator('#palette-list [aria-selected="true"] .finder-label').innerText()
const status = (page: Page) => page.locator('#palette-status')

test('Ctrl and K, a few letters and Enter lead to a person, and nothing stays behind', async () => {
  const page = await atDesk()
  await page.getByRole('link', { name: 'Rychlé hledání' }).focus()
  await page.keyboard.press('Control+k')
  await page.locator('#palette-list').waitFor()
  expect(await box(page).getAttribute('aria-expanded')).toBe('true')
  await page.keyboard.type('jana dvor')
  await status(page)
    .getByText(/^\d výsled/)
    .waitFor()
  expect(await status(page).innerText()).toMatch(/^\d výsled/)
  expect(await chosen(page)).toBe('Jana Dvořáková')
  const active = await box(page).getAttribute('aria-activedescendant')
  expect(await page.locator(`#${active}`).innerText()).toContain('Jana Dvořáková')
  await page.keyboard.press('Escape')
  await expect.poll(() => focused(page)).toMatch(/^Rychlé hledání/)
  expect(await palette(page).isVisible()).toBe(false)
  await page.keyboard.press('Control+k')
  await page.locator('#palette-results[data-for=""]').waitFor()
  expect(await box(page).inputValue()).toBe('')
  expect(await page.locator('#palette-list [role="group"]').first().getAttribute('aria-label')).toBe('Nedávno')
  await page.keyboard.type('jana dvor')
  await status(page)
    .getByText(/^\d výsled/)
    .waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/)
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  expect(kept).not.toContain('dvor')
})

test('two letters, an arrow and Enter are enough, and a slip of the finger says that the name is only similar', async () => {
  const page = await atDesk()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('jd')
  await page.locator('#palette-results[data-for="jd"]').waitFor()
  expect(await page.locator('#palette-list .finder-label').allInnerTexts()).toContain('Jana Dvořáková')
  await box(page).fill('dvorkaova jana')
  await page.locator('#palette-results[data-for="dvorkaova jana"]').waitFor()
  expect(await page.getByRole('option', { name: 'Jana Dvořáková' }).innerText()).toContain('podobné jméno')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/)
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Jana Dvořáková')
})

test('the arrows, Home and End go round the options while the focus stays in the box', async () => {
  const page = await atDesk()
  await page.keyboard.press('Control+k')
  await page.locator('#palette-list').waitFor()
  const labels = await page.locator('#palette-list .finder-label').allInnerTexts()
  const walk: [string, string | undefined][] = [
    ['ArrowDown', labels[1]],
    ['ArrowUp', labels[0]],
    ['ArrowUp', labels.at(-1)],
    ['ArrowDown', labels[0]],
    ['End', labels.at(-1)],
    ['Home', labels[0]],
  ]
  for (const [key, label] of walk) {
    await page.keyboard.press(key)
    expect([key, await chosen(page)]).toEqual([key, label])
    expect(await focused(page)).toBe('Jméno, akce, partner nebo stránka')
  }
  expect(await page.locator('#palette-list [aria-selected="true"]').count()).toBe(1)
})

test('an answer that comes late never takes the place of a newer one', async () => {
  const page = await atDesk()
  await page.keyboard.press('Control+k')
  await page.locator('#palette-list').waitFor()
  await page.route(/palette\?q=dvor$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700))
    await route.continue().catch(() => {})
  })
  await box(page).fill('dvor')
  await page.waitForRequest(/palette\?q=dvor$/)
  await box(page).fill('posta')
  await page.locator('#palette-results[data-for="posta"]').waitFor()
  await page.waitForTimeout(900)
  expect(await page.locator('#palette-list .finder-label').allInnerTexts()).toEqual(['Pošta'])
  expect(await page.locator('#trouble').isVisible()).toBe(false)
})

test('Enter before the answer searches on a page of its own instead of opening what is old', async () => {
  const page = await atDesk()
  await page.keyboard.press('Control+k')
  await page.locator('#palette-list').waitFor()
  // the dialog is answered only when all is over, however long a busy machine takes until Enter
  const over = Promise.withResolvers<void>()
  await page.route(/palette\?q=posta$/, async (route) => {
    if (route.request().headers()['hx-request']) await over.promise
    await route.continue().catch(() => {})
  })
  await box(page).fill('posta')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/palette\?q=posta$/)
  expect(await page.getByRole('main').getByRole('link', { name: 'Pošta' }).count()).toBe(1)
  over.resolve()
})

test('nothing found says what to try, and a failed server or network says so inside the dialog', async () => {
  const page = await atDesk()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('xyzzy')
  await status(page).getByText('Nic takového tu nemáme').waitFor()
  expect(await palette(page).getByText('Zkuste jen část jména').isVisible()).toBe(true)
  expect(await box(page).getAttribute('aria-expanded')).toBe('false')
  await page.route(/palette\?q=chyba/, (route) => route.fulfill({ status: 500, body: 'bug' }))
  await box(page).fill('chyba')
  await status(page).getByText('Server to teď nezvládl.').waitFor()
  await page.context().setOffline(true)
  await box(page).fill('dvorak')
  await status(page).getByText('Spojení se serverem vypadlo.').waitFor()
  expect([await box(page).inputValue(), await page.locator('#trouble').isVisible()]).toEqual(['dvorak', false])
  await page.context().setOffline(false)
})

test('on a phone the search sign opens it over the whole screen', async () => {
  const page = await atDesk(phone)
  expect(await page.locator('#global-search').isVisible()).toBe(false)
  await page.getByRole('link', { name: 'Rychlé hledání' }).tap()
  await page.locator('#palette-list').waitFor()
  expect(await palette(page).boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 })
  const small = await page
    .locator('#palette .finder-option, #palette button')
    .evaluateAll((targets) => targets.filter((target) => target.getBoundingClientRect().height < 24).length)
  expect(small).toBe(0)
  await box(page).fill('posta')
  await page.locator('#palette-results[data-for="posta"]').waitFor()
  await page.getByRole('option', { name: 'Pošta' }).tap()
  await page.waitForURL(/\/mail$/)
})

test('without a script the same link leads to a page that searches', async () => {
  const page = await atDesk({ javaScriptEnabled: false })
  await page.getByRole('link', { name: 'Rychlé hledání' }).click()
  await page.getByRole('main').getByLabel('Jméno, akce, partner nebo stránka').fill('dvorakova jana')
  await page.getByRole('button', { name: 'Hledat' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Jana Dvořáková' }).click()
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Jana Dvořáková')
})

test('no page complained', () => {
  const { complaints, strangers } = browser.witness
  const planned = /Failed to load resource|Failed to fetch/
  expect([complaints.filter((text) => !planned.test(text)), strangers]).toEqual([[], []])
})
