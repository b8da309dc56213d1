import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { phone, testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'
import { coordinator, focused, said } from './desk.ts'

const browser = testBrowser()
const database = testDatabase()
const server = demoServer(database)
const atDesk = (options?: BrowserContextOptions) =>
  coordinator({ browser, url: server.url, ownerDb: database.ownerDb }, options)
const scroll = (page: Page) => page.evaluate(() => Math.round(window.scrollY))
const firstContact = (page: Page) => page.locator('#contact-list tbody th a')

test('Back from a record, and twice from its form, returns to the same filter and the same place', async () => {
  const page = await atDesk()
  await page.goto('/app/karlovarsky/contacts')
  await page.locator('.filters-quick').getByLabel('Fáze').selectOption({ label: 'Zvažuje návrat' })
  await page.waitForURL(/stage=considering/)
  const address = page.url()
  await firstContact(page).nth(25).scrollIntoViewIfNeeded()
  const place = await scroll(page)
  expect(place).toBeGreaterThan(300)
  await firstContact(page).nth(25).click()
  await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/)
  await page.getByRole('link', { name: 'Upravit' }).click()
  await page.waitForURL(/\/edit$/)
  await page.goBack()
  await page.goBack()
  expect([page.url(), await page.locator('.filters-quick').getByLabel('Fáze').inputValue()]).toEqual([
    address,
    'considering',
  ])
  await expect.poll(() => scroll(page)).toBe(place)
})

test('a saved form takes no place of its own in the history: Back twice is the list again', async () => {
  const page = await atDesk()
  await page.goto('/app/karlovarsky/contacts?q=svoboda')
  await firstContact(page).first().click()
  await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/)
  await page.getByRole('link', { name: 'Upravit' }).click()
  await page.locator('#field-residence').fill('Řezno')
  await page.getByRole('button', { name: 'Uložit' }).click()
  await page.waitForURL(/done=edited$/)
  await page.goBack()
  await page.goBack()
  expect(page.url()).toMatch(/\/contacts\?q=svoboda$/)
  await page.reload()
  expect(page.url()).toMatch(/\/contacts\?q=svoboda$/)
})

test('who follows a deep link signs in and is there', async () => {
  const page = await (await browser.person(server.url)).newPage()
  const link = '/app/karlovarsky/contacts?q=dvorak&stage=considering&sort=newest'
  await page.goto(link)
  await page.getByLabel('E-mail').fill('reader@karlovarsky.example.org')
  await page.getByLabel('Heslo').fill('krajan-demo')
  await page.getByRole('button', { name: 'Přihlásit se' }).click()
  await page.waitForURL(`**${link}`)
  expect(await page.getByLabel('Řazení').inputValue()).toBe('newest')
})

test('leaving a form that holds something unsaved asks first, and only then', async () => {
  const page = await atDesk()
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.dismiss()
  })
  await page.goto('/app/karlovarsky/contacts')
  await firstContact(page).first().click()
  await page.getByRole('link', { name: 'Upravit' }).click()
  await page.waitForURL(/\/edit$/)
  const form = page.url()
  await page.locator('#field-residence').fill('Norimberk')
  await page.locator('.back-link').click()
  await expect.poll(() => asked).toEqual(['beforeunload'])
  expect([page.url(), await page.locator('#field-residence').inputValue()]).toEqual([form, 'Norimberk'])
  await page.getByRole('button', { name: 'Uložit' }).click()
  await page.waitForURL(/done=edited$/)
  await page.getByRole('link', { name: 'Upravit' }).click()
  await page.waitForURL(/\/edit$/)
  await page.locator('.back-link').click()
  await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/)
  expect(asked).toEqual(['beforeunload'])
})

test('a stage move offers the way back on the contact and on the board for more than ten seconds', async () => {
  const page = await atDesk()
  await page.clock.install()
  await page.goto('/app/karlovarsky/contacts?stage=considering')
  await firstContact(page).first().click()
  await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/)
  await page.getByLabel('Přesunout do…').selectOption({ label: 'Hledá cestu' })
  await page.getByRole('button', { name: 'Přesunout' }).click()
  await page.getByText('Přesunuto do fáze Hledá cestu.').waitFor()
  await page.clock.fastForward(11_000)
  await page.getByRole('button', { name: 'Vrátit zpět' }).click()
  await page.getByText('Přesunuto do fáze Zvažuje návrat.').waitFor()
  expect(await page.locator('#enrolments .badge').innerText()).toBe('Zvažuje návrat')

  await page.goto('/app/karlovarsky/pipelines/return')
  const card = page.locator('[data-cards="considering"] .board-card').first()
  const id = await card.getAttribute('id')
  await card.locator('a').first().focus()
  await page.keyboard.press('Alt+ArrowRight')
  await page.locator(`[data-cards="exploring"] #${id}`).waitFor()
  await said(page, /Hledá cestu/)
  expect(await focused(page)).not.toBe('body')
  await page.getByRole('button', { name: 'Vrátit zpět' }).click()
  await page.locator(`[data-cards="considering"] #${id}`).waitFor()
})

test('a move by the menu of a card leaves the board where it was and the focus on the way back', async () => {
  const page = await atDesk()
  await page.goto('/app/karlovarsky/pipelines/return')
  const column = page.locator('[data-cards="matching"] .board-card')
  await column.first().scrollIntoViewIfNeeded()
  const id = await column.first().getAttribute('id')
  await page.locator(`#${id}`).getByRole('link', { name: 'Přesunout do…' }).click()
  const chosen = page.locator(`#${id}`).getByLabel('Přesunout do…')
  expect(await chosen.inputValue()).toBe('')
  await chosen.selectOption({ label: 'Stěhuje se' })
  const place = () => page.locator('.board').evaluate(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop])
  const before = await place()
  await page.locator(`#${id}`).getByRole('button', { name: 'Přesunout' }).click()
  await page.locator(`[data-cards="moving"] #${id}`).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Vrátit zpět')
  expect([new URL(page.url()).search, await place()]).toEqual(['', before])
  await page.keyboard.press('Enter')
  await page.locator(`[data-cards="matching"] #${id}`).waitFor()
})

test('letters of one search are one place in the history, and the same filter again is none', async () => {
  const page = await atDesk()
  await page.goto('/app/karlovarsky/contacts')
  const length = () => page.evaluate(() => history.length)
  const before = await length()
  for (const typed of ['s', 'sv', 'svoboda']) {
    await page.getByRole('searchbox', { name: 'Hledat', exact: true }).fill(typed)
    await page.waitForURL(new RegExp(`q=${typed}&`))
  }
  expect(await length()).toBe(before)
  await page.locator('.filters-quick').getByLabel('Fáze').selectOption({ label: 'Zvažuje návrat' })
  await page.waitForURL(/stage=considering/)
  expect(await length()).toBe(before + 1)
  const answered = page.waitForResponse(/contacts\?.*q=svoboda/)
  await page.getByRole('button', { name: 'Filtrovat' }).click()
  await answered
  await page.waitForTimeout(200)
  expect(await length()).toBe(before + 1)
})

test('a link that cannot be copied is selected, and the keys that copy it are named', async () => {
  const page = await atDesk()
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await page.goto('/app/karlovarsky/surveys')
  await page.locator('main tbody th a').first().click()
  const button = page.locator('[data-copy]').first()
  const link = await button.getAttribute('data-copy')
  await button.click()
  await page.getByText('Zkopírovat se nepodařilo. Odkaz je označený, stiskněte Ctrl+C.').first().waitFor()
  expect(await page.evaluate(() => String(window.getSelection()))).toBe(link)
})

test('mistakes are listed on top with the focus, each leads to its field, and what was typed stays', async () => {
  const page = await atDesk()
  await page.goto('/app/karlovarsky/events/new')
  await page.getByLabel('Místo konání').fill('DEPO2015')
  await page.getByRole('button', { name: 'Uložit jako rozepsané' }).click()
  const summary = page.locator('#error-summary')
  await summary.waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('error-summary')
  expect(await page.getByLabel('Místo konání').inputValue()).toBe('DEPO2015')
  const links = await summary.getByRole('link').all()
  expect(links.length).toBe(4)
  for (const link of links) {
    const field = page.locator(`[id="${(await link.getAttribute('href'))?.slice(1)}"]`)
    const described = (await field.getAttribute('aria-describedby'))?.split(' ').at(-1)
    expect([await field.getAttribute('aria-invalid'), described]).toEqual(['true', expect.stringMatching(/-error$/)])
    await link.click()
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  }
})

test('filtering says how many there are, keeps the focus, and sorted columns say so', async () => {
  const page = await atDesk()
  await page.goto('/app/karlovarsky/contacts')
  await page.locator('#contact-search').fill('dvorak')
  await said(page, /^\d+ kontakt/)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('contact-search')
  await page.locator('#contact-search').fill('nikdo takový')
  await said(page, /Nikoho takového neznáme/)
  await page.goto('/app/karlovarsky/contacts?q=novak')
  await page.locator('th a.sort', { hasText: 'Další krok' }).click()
  await page.waitForURL(/sort=next_step/)
  expect(await page.locator('th[aria-sort]').allInnerTexts()).toEqual(['Další krok'])
  expect([await page.getByLabel('Řazení').inputValue(), await page.locator('#contact-search').inputValue()]).toEqual([
    'next_step',
    'novak',
  ])
  expect(await page.locator('table caption').innerText()).not.toBe('')
  await page.setViewportSize({ width: 600, height: 900 })
  const labels = await page
    .locator('#contact-list tbody tr')
    .first()
    .locator('td[data-label]')
    .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell, '::before').content.replaceAll('"', '')))
  expect(labels).toEqual(['Fáze', 'Odkud pochází', 'Kde teď žije', 'Další krok', 'Má na starosti'])
})

test('what is pushed into the address answers with a whole page when it is asked for alone', async () => {
  const page = await atDesk()
  await page.goto('/app/karlovarsky/contacts')
  await page.locator('#contact-search').fill('dvorak')
  await page.waitForURL(/q=dvorak/)
  const answer = await page.request.get(page.url())
  const html = await answer.text()
  expect([html.startsWith('<!doctype html>'), html.includes('<title>'), html.includes('id="contact-list"')]).toEqual([
    true,
    true,
    true,
  ])
})

test('what takes longer than a moment says so, and what does not flickers nowhere', async () => {
  const page = await atDesk()
  await page.goto('/app/karlovarsky/contacts')
  await page.route(/q=dvorak/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    await route.continue()
  })
  const shown = () =>
    page
      .locator('#contact-list')
      .evaluate((list) => list.getAttribute('aria-busy') === 'true' && getComputedStyle(list, '::before').opacity)
  await page.locator('#contact-search').fill('dvorak')
  await page.waitForRequest(/q=dvorak/)
  expect(await shown()).toBe('0')
  await expect.poll(shown, { timeout: 1_000 }).toBe('1')
  await page.waitForResponse(/q=dvorak/)
  await expect.poll(shown).toBe(false)
})

test('a registration fits 320 px, a phone on its side, and letters twice as large', async () => {
  for (const [width, height, size] of [
    [320, 640, '100%'],
    [740, 360, '200%'],
  ] as const) {
    const page = await (await browser.person(server.url, { ...phone, viewport: { width, height } })).newPage()
    await page.goto('/cs/karlovarsky/events/setkani-plzen')
    const tooWide = await page.evaluate((size) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(`html { font-size: ${size} }`)
      document.adoptedStyleSheets = [sheet]
      return document.documentElement.scrollWidth - document.documentElement.clientWidth
    }, size)
    expect([width, tooWide]).toEqual([width, 0])
    const required = await page
      .locator('main form [required]')
      .evaluateAll((fields: HTMLInputElement[]) => fields.filter(({ value }) => !value).map(({ name }) => name))
    expect(required).toEqual(['name', 'email'])
  }
})

test('no page complained', () => expect(browser.witness).toEqual({ complaints: [], strangers: [] }))
