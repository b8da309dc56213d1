import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { textIn } from './circle-steps.ts'
import { aWeek, base, dayAhead, headOf, toldOn } from './week.ts'

const { browser, atDesk } = aWeek()

test('the next meetup is planned where people live, from the map to the event', async () => {
  const page = await atDesk()
  await page.getByRole('link', { name: 'Akce', exact: true }).click()
  await page.getByRole('link', { name: 'Kde lidé žijí' }).click()
  await expect.poll(() => headOf(page)).toBe('Kde lidé žijí')
  expect(await textIn(page.locator('#next-meetup'))).toMatch(
    /Kam na příští setkání: .+ Naplánovat setkání: .+ \d+ lidí/,
  )
  const tile = page.getByRole('link', { name: /^Plzeňský kraj: \d+ lidí/ })
  const people = Number(/\d+/.exec((await tile.getAttribute('title')) ?? '')?.[0])
  expect(people).toBeGreaterThan(10)
  expect(await textIn(page.getByRole('row', { name: /^Plzeňský kraj/ }))).toMatch(`Plzeňský kraj ${people} `)

  await tile.click()
  const towns = page.locator('#towns')
  expect(await textIn(towns.getByRole('rowheader').first())).toBe('Plzeň')
  await towns.getByRole('link', { name: 'Ukázat lidi' }).click()
  await page.waitForURL(/\/contacts\?/)
  expect(await textIn(page.locator('.pager'))).toMatch(new RegExp(`^${people} kontakt`))
  expect(await textIn(page.getByRole('navigation', { name: 'Vybrané filtry' }))).toContain('Plzeňský kraj')
  await page.goBack()

  await towns.getByRole('link', { name: 'Naplánovat setkání: Plzeň' }).click()
  await page.waitForURL(/\/events\/new/)
  expect(await page.getByLabel('Město').inputValue()).toBe('Plzeň')
  await page.getByLabel('Začátek').fill(`${dayAhead(60)}T18:00`)
  await page.getByLabel('Konec').fill(`${dayAhead(60)}T20:00`)
  await page.getByLabel('Místo konání').fill('Depo2015')
  await page.getByLabel('Název').first().fill('Karlovarák v Plzni podruhé')
  await page.getByRole('button', { name: 'Uložit jako rozepsané' }).click()
  await page.waitForURL(/karlovarak-v-plzni-podruhe\?done=created$/)
  expect(await textIn(page.getByRole('main'))).toContain('Depo2015, Plzeň')
})

test('the first two letters and Enter open whom one looks for', async () => {
  const page = await atDesk()
  await page.keyboard.press('Control+k')
  await page.locator('#palette-list').waitFor()
  await page.keyboard.type('jd')
  await page.locator('#palette-results[data-for="jd"]').waitFor()
  const first = await page.locator('#palette-list [aria-selected="true"] .finder-label').innerText()
  expect(first).toMatch(/^J\S+ (\S+ )?D/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/)
  await expect.poll(() => headOf(page)).toContain(first)
  await page.keyboard.press('Control+k')
  await page.locator('#palette-list').waitFor()
  await page.keyboard.type('kde lide')
  await page.locator('#palette-results[data-for="kde lide"]').waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/contacts\/where$/)
})

test('my day is ticked off and put off line by line, and what was ticked by mistake comes back', async () => {
  const page = await atDesk()
  await page.getByRole('navigation', { name: 'Hlavní nabídka' }).getByRole('link', { name: 'Můj den' }).click()
  await page.getByRole('link', { name: 'Nový úkol' }).click()
  await page.getByLabel('Co udělat').fill('Objednat občerstvení do Plzně')
  await page.getByLabel('Do kdy').fill(dayAhead(0))
  await page.getByLabel('Připomenout e-mailem').fill(`${dayAhead(1)}T08:00`)
  await page.getByRole('button', { name: 'Uložit úkol' }).click()
  await toldOn(page, 'Úkol je zapsaný.')
  await page.getByRole('link', { name: 'Objednat občerstvení do Plzně' }).click()
  expect(await textIn(page.getByRole('main'))).toMatch(/Připomínka E-mail odejde .+ 8:00\./)

  await page.goto(`${base}/day`)
  const before = await toDo(page)
  await page.getByRole('button', { name: 'Hotovo: Objednat občerstvení do Plzně' }).click()
  await toldOn(page, 'Odškrtnuto.')
  expect(await toDo(page)).toBe(before - 1)
  await page.getByRole('button', { name: 'Vrátit zpět' }).click()
  await toldOn(page, 'Úkol je zase otevřený.')
  expect(await toDo(page)).toBe(before)

  await page.getByLabel('Odložit: Objednat občerstvení do Plzně').click()
  await lineOf(page).getByRole('button', { name: 'Odložit' }).click()
  await lineOf(page)
    .getByText(/vyplňte|Zadejte/)
    .waitFor()
  await lineOf(page).getByRole('button', { name: 'O týden' }).click()
  await toldOn(page, /^Odloženo na \d+\. \d+\. \d{4}\.$/)
  expect(await toDo(page)).toBe(before - 1)
  await page.locator('#soon').getByText('Objednat občerstvení do Plzně').waitFor()

  // the next step of a person asks for the one after it
  const step = page.locator('#overdue .task-line[id^="step-"]').first()
  const name = await step.locator('a[href*="/contacts/"]').innerText()
  await step.getByRole('button', { name: /^Hotovo: / }).click()
  await toldOn(page, 'Další krok je odškrtnutý. Naplánujte, co bude dál.')
  await page.getByRole('link', { name: 'Naplánovat další krok' }).click()
  await page.waitForURL(/\/contacts\/[0-9a-f-]{36}#next-step$/)
  await expect.poll(() => headOf(page)).toContain(name)
})

test('no page complained', () => {
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
})

/** How many things the page says there are for today. */
const toDo = async (page: Page) => Number(/\d+/.exec(await textIn(page.locator('.page-head .lead')))?.[0])

const lineOf = (page: Page) => page.locator('.task-line', { hasText: 'Objednat občerstvení do Plzně' })
