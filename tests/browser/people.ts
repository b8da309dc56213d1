import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What people do in more than one test, as they would say it. */

export const signIn = async (page: Page, email: string) => {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Heslo').fill('krajan-demo')
  await page.getByRole('button', { name: 'Přihlásit se' }).click()
  await page.waitForURL(/\/app/)
}

type Registration = { slug: string; name: string; email: string; full?: boolean; note?: string }

/** Fills in the Czech registration form, agrees to keep in touch, and sends it. */
export const register = async (page: Page, { slug, name, email, full, note }: Registration) => {
  await page.goto(`/cs/karlovarsky/events/${slug}`)
  await page.getByLabel('Jméno a příjmení').fill(name)
  await page.getByLabel('E-mail').fill(email)
  if (note) await page.getByLabel('Chcete nám něco vzkázat?').fill(note)
  await page.getByLabel('Chci zůstat v kontaktu').check()
  await page.getByRole('button', { name: full ? 'Zapsat se na čekací listinu' : 'Přihlásit se' }).click()
  await page.waitForURL(/check-your-email$/)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Podívejte se do e-mailu')
}

/** Opens the newest mail to an address in the ledger; answers with its subject. */
export const openMail = async (page: Page, address: string): Promise<string> => {
  await page.goto(`/app/karlovarsky/mail?address=${encodeURIComponent(address)}`)
  await page.getByRole('table').getByRole('rowheader').first().getByRole('link').click()
  await page.waitForURL(/\/mail\/[0-9a-f-]{36}$/)
  return (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
}

/** The address behind the mail's button, as the recipient would follow it. */
export const linkInMail = async (page: Page): Promise<string> => {
  const link = page.frameLocator('.mail-frame').locator('a.button')
  return (await link.getAttribute('href')) ?? ''
}

/** Follows a mail's link as its recipient and presses the page's button. */
export const answerMail = async (person: BrowserContext, link: string, button: string): Promise<string[]> => {
  const page = await person.newPage()
  await page.goto(link)
  await page.getByRole('button', { name: button }).click()
  const dialog = page.locator('#confirm-dialog[open]').getByRole('button', { name: 'Potvrdit' })
  if (await dialog.isVisible()) await dialog.click()
  await page.getByRole('button', { name: button }).waitFor({ state: 'detached' })
  // the button is gone before the page that says so is all there
  await page.waitForLoadState()
  const said = await page.locator('main .flash').allInnerTexts()
  await page.close()
  return said.map(plain)
}

export const timelineOf = async (page: Page) =>
  (await page.locator('#timeline .timeline-title').allInnerTexts()).map(plain)

export const namesIn = async (page: Page, query: string): Promise<string[]> => {
  await page.goto(`/app/karlovarsky/contacts?q=${encodeURIComponent(query)}`)
  return page.locator('#contact-list tbody th').allInnerTexts()
}

/** Czech ties short words to the next one; a sentence is the same without that. */
const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
