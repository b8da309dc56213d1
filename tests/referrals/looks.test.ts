import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { randomId } from '../../src/lib/ids.ts'
import { testBrowser } from '../support/browser.ts'
import { cookieOf } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'

const browser = testBrowser()
const database = testDatabase()
const server = demoServer(database)
const widths = [360, 768, 1440]

/** What axe objects to, and whether the page scrolls sideways. */
const faultsOf = async (page: Page): Promise<string[]> => {
  await page.addScriptTag({ content: axe.source }).catch(() => page.evaluate(axe.source))
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run()) // put there by the line above
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  return [...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), ...(sideways ? ['scrolls sideways'] : [])]
}

const bareOf = async (page: Page, path: string, act?: (page: Page) => Promise<void>) => {
  const found: Record<string, string[]> = {}
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(path)
    await act?.(page)
    const faults = await faultsOf(page)
    if (faults.length > 0) found[`${path} ${width}`] = faults
  }
  return found
}

const idOf = async (table: 'partners' | 'referrals' | 'hand_overs', slug: string, state?: string) => {
  const { id: centre } = await database.ownerDb
    .selectFrom('centres')
    .where('slug', '=', slug)
    .select('id')
    .executeTakeFirstOrThrow()
  const rows = await database.ownerDb
    .selectFrom(table)
    .selectAll()
    .where('centre_id', '=', centre)
    .orderBy('id')
    .execute()
  return rows.find((row) => state === undefined || ('state' in row && row.state === state))?.id ?? 'none'
}

const signedIn = async (email: string) => {
  const { id } = await database.ownerDb
    .selectFrom('members')
    .where('email', '=', email)
    .select('id')
    .executeTakeFirstOrThrow()
  const [name = '', value = ''] = (await cookieOf(database.ownerDb, id)).split('=')
  const context = await browser.person(server.url, { bypassCSP: true })
  await context.addCookies([{ name, value, url: server.url }])
  return context.newPage()
}

const newestLink = async (pattern: RegExp) => {
  const mails = await database.ownerDb.selectFrom('mails').select('body').orderBy('id', 'desc').execute()
  return mails.map(({ body }) => pattern.exec(body)?.[0]).find(Boolean) ?? 'no link'
}

test('the pages of the staff are sound on a phone, a tablet and a desk', { timeout: 120_000 }, async () => {
  const page = await signedIn('coordinator@karlovarsky.example.org')
  const base = '/app/karlovarsky'
  const partner = await idOf('partners', 'karlovarsky')
  const referrals = await Promise.all(
    ['sent', 'accepted', 'declined', 'withdrawn'].map((state) => idOf('referrals', 'karlovarsky', state)),
  )
  const letters = await Promise.all(['waiting', 'accepted'].map((state) => idOf('hand_overs', 'karlovarsky', state)))
  const contact = (
    await database.ownerDb
      .selectFrom('referrals')
      .select('contact_id')
      .where('id', '=', referrals[0] ?? '')
      .executeTakeFirstOrThrow()
  ).contact_id
  const paths = [
    '/partners',
    '/partners?q=nikdo',
    '/partners/new',
    `/partners/${partner}`,
    `/partners/${partner}/edit`,
    '/referrals',
    '/referrals?box=incoming',
    `/referrals/new?contact=${contact}`,
    `/contacts/${contact}`,
    ...referrals.map((id) => `/referrals/${id}`),
    ...letters.map((id) => `/referrals/incoming/${id}`),
  ]
  let found = {}
  for (const path of paths) found = { ...found, ...(await bareOf(page, base + path)) }
  const refused = (path: string, button: string) =>
    bareOf(page, base + path, async (opened) => {
      await opened.getByRole('main').getByRole('button', { name: button, exact: true }).click()
      await opened.locator('#error-summary').waitFor()
    })
  found = {
    ...found,
    ...(await refused(`/referrals/new?contact=${contact}`, 'Odeslat doporučení')),
    ...(await refused('/partners/new', 'Uložit partnera')),
  }
  expect(found).toEqual({})
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
})

test('a person is referred, the partner answers without an account, and the person sees it all; in four languages', {
  timeout: 120_000,
}, async () => {
  const staff = await signedIn('coordinator@karlovarsky.example.org')
  const email = `jana-${randomId()}@example.org`
  await staff.goto('/app/karlovarsky/contacts/new')
  await staff.getByRole('textbox', { name: 'Příjmení', exact: false }).first().fill('Zkušební')
  await staff.getByRole('main').getByRole('textbox', { name: 'E-mail' }).fill(email)
  await staff.getByRole('button', { name: 'Uložit kontakt' }).click()
  await staff.getByRole('link', { name: 'Doporučit partnerovi' }).click()
  await staff.getByLabel('Komu').selectOption({ label: 'Porcelánka Doubí: Volná místa ve výrobě' })
  await staff.getByLabel('S čím potřebuje pomoct').fill('Hledá první místo v keramice.')
  await staff.getByLabel('Jméno: Zkušební').check()
  await staff.getByLabel('Souhlasí s touto větou').check()
  await staff.getByLabel('Osobně').check()
  await staff.getByRole('button', { name: 'Odeslat doporučení' }).click()
  await staff.getByText('Doporučení je odeslané.').waitFor()

  const partner = await (await browser.person(server.url, { bypassCSP: true })).newPage()
  const link = await newestLink(/\/p\/[\w-]{43}/)
  let found = {}
  for (const lang of ['cs', 'en', 'de', 'uk']) found = { ...found, ...(await bareOf(partner, `${link}?lang=${lang}`)) }
  await partner.goto(`${link}?lang=cs`)
  await partner.getByRole('button', { name: 'Pomůžeme' }).click()
  await partner.getByText('Přijali jste').waitFor()
  found = { ...found, ...(await bareOf(partner, `${link}?lang=cs`)) }

  const person = await (await browser.person(server.url, { bypassCSP: true })).newPage()
  await person.goto('/cs/karlovarsky/privacy')
  await person.getByLabel('Váš e-mail').fill(email)
  await person.getByRole('button', { name: 'Poslat odkaz' }).click()
  await person.getByRole('heading', { name: 'Podívejte se do e-mailu' }).waitFor()
  const own = await newestLink(/\/me\/[\w-]{43}/)
  for (const lang of ['cs', 'en', 'de', 'uk'])
    for (const path of [`${own}?lang=${lang}`, `/${lang}/karlovarsky/my-data`, `/${lang}/karlovarsky/privacy`])
      found = { ...found, ...(await bareOf(person, path)) }
  await person.goto(`${own}?lang=cs`)
  await person.getByText('Porcelánka Doubí: Volná místa ve výrobě').first().waitFor()
  await person.getByRole('button', { name: 'Odvolat' }).click()
  await person.getByRole('dialog').getByRole('button', { name: 'Potvrdit' }).click()
  await person.getByText('Souhlas je odvolaný.').waitFor()

  await partner.reload()
  await partner.getByRole('heading', { name: 'Tohle doporučení už neplatí' }).waitFor()
  found = { ...found, ...(await bareOf(partner, `${link}?lang=uk`)) }
  expect(found).toEqual({})
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
})
