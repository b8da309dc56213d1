import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { logged } from '../support/app.ts'
import { phone, testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'
import {
  answerBarriers,
  askForOwnPage,
  becomeContact,
  cardOf,
  columnOf,
  linkTo,
  moveByMenu,
  othersAnswer,
  refer,
  resultsOn,
  saidOn,
  textIn,
  withdrawFrom,
} from './circle-steps.ts'
import { namesIn, signIn, timelineOf } from './people.ts'

const browser = testBrowser()
const server = demoServer(testDatabase())

const native = { name: 'Zdeňka Kruhová', email: 'zdenka.kruhova@example.org' }
const employer = 'Porcelánka Doubí: Volná místa ve výrobě'
const developer = 'Software Chebsko: Vývoj na dálku s kanceláří v Chebu'
const board = '/app/karlovarsky/pipelines/return'
const wide = { viewport: { width: 1600, height: 900 } }

test('one person goes the whole circle, from the registration to the consent taken back', {
  timeout: 120_000,
}, async () => {
  const office = await browser.person(server.url, wide)
  const desk = await office.newPage()
  const visitor = await browser.person(server.url, phone)
  const mobile = await visitor.newPage()
  await signIn(desk, 'coordinator@karlovarsky.example.org')

  // 1–3: registered, confirmed, a contact
  const contact = await becomeContact(desk, visitor, mobile, native)

  // 4: the board, by mouse, by finger, by keys, by the menu
  await desk.goto(board)
  expect(await columnOf(desk, contact)).toBe('Zvažuje návrat')
  await dragByMouse(desk, contact, 'exploring')
  expect(await saidAfterMove(desk)).toBe('Zdeňka Kruhová: přesunuto do fáze Hledá cestu.')
  expect(await columnOf(desk, contact)).toBe('Hledá cestu')

  const tablet = await (await browser.person(server.url, { ...wide, hasTouch: true })).newPage()
  await signIn(tablet, 'coordinator@karlovarsky.example.org')
  await tablet.goto(board)
  expect(await columnOf(tablet, contact)).toBe('Hledá cestu')
  await dragByFinger(tablet, contact, 'matching')
  expect(await saidAfterMove(tablet)).toBe('Zdeňka Kruhová: přesunuto do fáze Propojujeme.')

  await desk.goto(board)
  await cardOf(desk, contact).getByRole('link').first().focus()
  await desk.keyboard.press('Alt+ArrowRight')
  expect(await saidAfterMove(desk)).toBe('Zdeňka Kruhová: přesunuto do fáze Stěhuje se.')
  expect(await columnOf(desk, contact)).toBe('Stěhuje se')
  await expect.poll(() => desk.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(contact)

  const colleague = await (await browser.person(server.url, wide)).newPage()
  await signIn(colleague, 'admin@karlovarsky.example.org')
  await colleague.goto(board)
  await moveByMenu(desk, contact, 'Propojujeme')
  await expect.poll(() => saidAfterMove(desk)).toBe('Zdeňka Kruhová: přesunuto do fáze Propojujeme.')

  // the colleague still sees the old stage; the card goes where it is, and the reason is said
  await cardOf(colleague, contact).getByRole('link').first().focus()
  await colleague.keyboard.press('Alt+ArrowRight')
  expect(await saidAfterMove(colleague)).toBe(
    'Někdo vás o chvilku předběhl Zdeňka Kruhová je teď ve fázi Propojujeme. Chtěli jste ji změnit na Vrátil/a se. Pokud to pořád platí, přesuňte kontakt znovu.',
  )
  await expect.poll(() => columnOf(colleague, contact)).toBe('Propojujeme')
  await desk.goto(contact)
  expect((await timelineOf(desk)).filter((title) => title.startsWith('Přesun'))).toEqual([
    'Přesun z fáze Stěhuje se do fáze Propojujeme',
    'Přesun z fáze Propojujeme do fáze Stěhuje se',
    'Přesun z fáze Hledá cestu do fáze Propojujeme',
    'Přesun z fáze Zvažuje návrat do fáze Hledá cestu',
  ])

  // 5–6: the survey on a phone; results stand until ten came
  const before = await resultsOn(desk)
  expect(before.counted).toBeGreaterThan(300)
  expect(before.base).toBe(before.counted)
  await answerBarriers(mobile)
  await othersAnswer(server.url, 8)
  expect(await resultsOn(desk)).toEqual(before)
  await othersAnswer(server.url, 1)
  const { counted, yes } = before
  expect(await resultsOn(desk)).toEqual({ counted: counted + 10, base: counted + 10, yes: yes + 1 })

  // 7: referred to two partners with consent for exactly what is sent
  const sent = await refer(desk, contact, {
    recipient: employer,
    need: 'Hledá místo v keramice.',
    facts: ['Jméno: Zdeňka Kruhová'],
  })
  expect(await textIn(desk.locator('main .definitions').first())).toBe('Jméno Zdeňka Kruhová')
  const other = { recipient: developer, need: 'Nebo na dálku.', facts: [`E-mail: ${native.email}`] }
  await refer(desk, contact, other)

  // 8: the partner answers without an account
  const link = await linkTo(desk, 'porcelanka@karlovarsky-partner.example.org', /prosí o pomoc$/)
  const otherLink = await linkTo(desk, 'software@karlovarsky-partner.example.org', /prosí o pomoc$/)
  const partner = await (await browser.person(server.url, phone)).newPage()
  await partner.goto(link)
  const read = await saidOn(partner)
  expect([read.includes('Hledá místo v keramice.'), read.includes('Jméno Zdeňka Kruhová')]).toEqual([true, true])
  expect(read.includes(native.email)).toBe(false)
  await partner.getByRole('button', { name: 'Pomůžeme' }).click()
  await partner.getByText('Přijali jste. Děkujeme, centrum o tom ví.').waitFor()
  await partner.goto(otherLink)
  expect(await saidOn(partner)).toContain(native.email)

  // the timeline, the list and the next step know
  await desk.goto(contact)
  expect((await timelineOf(desk)).slice(0, 2).sort()).toEqual([
    expect.stringMatching(/^Další krok do /),
    `Doporučení přijato: ${employer}`,
  ])
  expect(await textIn(desk.locator('#next-step'))).toContain('Dát vědět, jak to dopadlo')
  await desk.goto('/app/karlovarsky/referrals?state=accepted')
  expect(await textIn(desk.getByRole('row', { name: /Zdeňka Kruhová|Kruhová Zdeňka/ }))).toContain(employer)
  expect(await namesIn(desk, native.email)).toEqual(['Kruhová Zdeňka'])
  expect(await textIn(desk.locator('#contact-list tbody'))).toContain('Dát vědět, jak to dopadlo')

  // and whatever was agreed to can be taken back
  await askForOwnPage(desk, mobile, native.email)
  expect(await saidOn(mobile)).toContain('Hledá místo v keramice.')
  await withdrawFrom(mobile, developer)
  await partner.goto(otherLink)
  expect([await textIn(partner.getByRole('heading', { level: 1 })), (await saidOn(partner)).includes('@')]).toEqual([
    'Tohle doporučení už neplatí',
    false,
  ])
  await partner.goto(link)
  expect(await saidOn(partner)).toContain('Přijali jste.')
  await withdrawFrom(mobile, employer)
  await partner.goto(link)
  expect(await textIn(partner.getByRole('heading', { level: 1 }))).toBe('Tohle doporučení už neplatí')
  await desk.goto(sent)
  expect(await saidOn(desk)).toContain('Souhlas je odvolaný, údaje jsme z doporučení vymazali.')

  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
  expect(logged.filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([])
})

/** What the page says about the last move; each answer takes the place of the one before. */
const saidAfterMove = async (page: Page) => {
  const said = page.locator('#board-flash .flash-text')
  await said.waitFor()
  return textIn(said)
}

const placeOf = async (page: Page, contact: string, stage: string) => {
  const card = await cardOf(page, contact).boundingBox()
  const column = await page.locator(`[data-cards="${stage}"]`).boundingBox()
  if (!card || !column) throw new Error('the card and its column are to be seen')
  const from = { x: card.x + card.width - 12, y: card.y + 12 }
  return { from, to: { x: column.x + column.width / 2, y: column.y + 40 } }
}

const dragByMouse = async (page: Page, contact: string, stage: string) => {
  const { from, to } = await placeOf(page, contact, stage)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 8, from.y + 4, { steps: 3 })
  await page.mouse.move(to.x, to.y, { steps: 12 })
  await page.mouse.up()
}

/** A finger stays a moment before it carries: otherwise it scrolls. */
const dragByFinger = async (page: Page, contact: string, stage: string) => {
  const { from, to } = await placeOf(page, contact, stage)
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points })
  await touch('touchStart', [from])
  await page.waitForTimeout(300)
  for (let step = 1; step <= 12; step += 1) {
    const along = step / 12
    await touch('touchMove', [{ x: from.x + (to.x - from.x) * along, y: from.y + (to.y - from.y) * along }])
    await page.waitForTimeout(16)
  }
  await touch('touchEnd', [])
}
