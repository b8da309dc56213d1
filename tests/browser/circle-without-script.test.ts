import { expect, test } from 'vitest'
import { phone, testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'
import {
  answerBarriers,
  askForOwnPage,
  becomeContact,
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

const native = { name: 'Ctirad Kroužek', email: 'ctirad.krouzek@example.org' }
const employer = 'Porcelánka Doubí: Volná místa ve výrobě'
const developer = 'Software Chebsko: Vývoj na dálku s kanceláří v Chebu'
const board = '/app/karlovarsky/pipelines/return'

test('the whole circle works where no script runs', { timeout: 90_000 }, async () => {
  const office = await browser.person(server.url, { javaScriptEnabled: false })
  const visitor = await browser.person(server.url, { javaScriptEnabled: false, ...phone })
  const desk = await office.newPage()
  const mobile = await visitor.newPage()
  await signIn(desk, 'coordinator@karlovarsky.example.org')
  const contact = await becomeContact(desk, visitor, mobile, native)

  // the board, by its menu; a colleague who looks at it from before is told what happened meanwhile
  const colleague = await (await browser.person(server.url, { javaScriptEnabled: false })).newPage()
  await signIn(colleague, 'admin@karlovarsky.example.org')
  await colleague.goto(board)
  await desk.goto(board)
  await moveByMenu(desk, contact, 'Hledá cestu')
  await desk.waitForURL(/\?moved=/)
  expect(await columnOf(desk, contact)).toBe('Hledá cestu')
  expect(await textIn(desk.locator('#board-flash .flash-text'))).toBe('Ctirad Kroužek: přesunuto do fáze Hledá cestu.')
  await moveByMenu(colleague, contact, 'Propojujeme')
  expect(await textIn(colleague.locator('main .flash'))).toBe(
    'Ctirad Kroužek je teď ve fázi Hledá cestu. Chtěli jste ji změnit na Propojujeme. Pokud to pořád platí, přesuňte kontakt znovu.',
  )
  await desk.goto(contact)
  expect((await timelineOf(desk)).filter((title) => title.startsWith('Přesun'))).toEqual([
    'Přesun z fáze Zvažuje návrat do fáze Hledá cestu',
  ])

  const before = await resultsOn(desk)
  expect(before.counted).toBeGreaterThan(300)
  await answerBarriers(mobile)
  await othersAnswer(server.url, 8)
  expect(await resultsOn(desk)).toEqual(before)
  await othersAnswer(server.url, 1)
  const { counted, yes } = before
  expect(await resultsOn(desk)).toEqual({ counted: counted + 10, base: counted + 10, yes: yes + 1 })

  const need = 'Hledá místo v keramice.'
  await refer(desk, contact, { recipient: employer, need, facts: ['Jméno: Ctirad Kroužek'] })
  await refer(desk, contact, { recipient: developer, need, facts: [`E-mail: ${native.email}`] })
  const link = await linkTo(desk, 'porcelanka@karlovarsky-partner.example.org', /prosí o pomoc$/)
  const otherLink = await linkTo(desk, 'software@karlovarsky-partner.example.org', /prosí o pomoc$/)
  const partner = await (await browser.person(server.url, { javaScriptEnabled: false, ...phone })).newPage()
  await partner.goto(link)
  expect((await saidOn(partner)).includes(native.email)).toBe(false)
  await partner.getByRole('button', { name: 'Pomůžeme' }).click()
  await partner.getByText('Přijali jste. Děkujeme, centrum o tom ví.').waitFor()
  await partner.goto(otherLink)
  expect(await saidOn(partner)).toContain(native.email)

  await desk.goto(contact)
  expect((await timelineOf(desk)).filter((title) => title.startsWith('Doporučení'))).toEqual([
    `Doporučení přijato: ${employer}`,
    `Doporučení: ${developer}`,
    `Doporučení: ${employer}`,
  ])
  expect(await textIn(desk.locator('#next-step'))).toContain('Dát vědět, jak to dopadlo')
  expect(await namesIn(desk, native.email)).toEqual(['Kroužek Ctirad'])
  expect(await textIn(desk.locator('#contact-list tbody'))).toContain('Dát vědět, jak to dopadlo')

  await askForOwnPage(desk, mobile, native.email)
  await withdrawFrom(mobile, developer)
  await partner.goto(otherLink)
  expect([await textIn(partner.getByRole('heading', { level: 1 })), (await saidOn(partner)).includes('@')]).toEqual([
    'Tohle doporučení už neplatí',
    false,
  ])
  await partner.goto(link)
  expect(await saidOn(partner)).toContain('Přijali jste.')
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
})
