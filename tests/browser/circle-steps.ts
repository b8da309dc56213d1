import type { BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { post } from './page-state.ts'
import { answerMail, linkInMail, namesIn, openMail, register } from './people.ts'

/** Stations of the circle as people go through them, with a script or without. */

type Person = { name: string; email: string }

/** Registers on a phone, proves the address by the mail; answers with the address of the contact that came of it. */
export const becomeContact = async (desk: Page, visitor: BrowserContext, mobile: Page, person: Person) => {
  await register(mobile, { slug: 'setkani-plzen', ...person })
  expect(await namesIn(desk, person.email)).toEqual([])
  await openMail(desk, person.email)
  expect(await answerMail(visitor, await linkInMail(desk), 'Ano, přijdu')).toEqual(['Máte místo. Těšíme se na vás!'])
  const [name, ...more] = await namesIn(desk, person.email)
  expect(more).toEqual([])
  await desk.getByRole('link', { name: name ?? 'nobody', exact: true }).click()
  await desk.waitForURL(/\/contacts\/[0-9a-f-]{36}$/)
  return new URL(desk.url()).pathname
}

/** A card on the board, by the contact it leads to. */
export const cardOf = (page: Page, contact: string) =>
  page.locator('.board-card', { has: page.locator(`a[href="${contact}"]`) })

/** In which column the card is, by the column's name. */
export const columnOf = async (page: Page, contact: string) =>
  await textIn(page.locator('.board-column', { has: cardOf(page, contact) }).locator('h2 a'))

export const moveByMenu = async (page: Page, contact: string, stage: string) => {
  await cardOf(page, contact).getByRole('link', { name: 'Přesunout do…' }).click()
  // in the card, or without script on a page of its own
  await page.getByLabel('Přesunout do…').selectOption({ label: stage })
  await page.getByRole('button', { name: 'Přesunout', exact: true }).click()
}

/** The whole questionnaire on a phone, to the thanks. */
export const answerBarriers = async (page: Page) => {
  const next = async () => page.getByRole('button', { name: 'Pokračovat' }).click()
  await page.goto('/cs/karlovarsky')
  await page.getByRole('link', { name: 'Co vám brání vrátit se domů?' }).click()
  await page.waitForURL(/surveys\/bariery-navratu$/)
  await page.getByLabel('Ano', { exact: true }).check()
  await next()
  await page.getByLabel('Nevím').check()
  await next()
  await page.getByLabel('Později').check()
  await next()
  for (const barrier of ['Práce v mém oboru', 'Bydlení', 'Doprava']) await page.getByLabel(barrier).check()
  await next()
  await page.getByLabel('1. místo').selectOption({ label: 'Bydlení' })
  await next()
  await next()
  await page.getByLabel('Kde teď žijete?').selectOption({ label: 'Plzeňský kraj' })
  await next()
  await next()
  expect(await textIn(page.locator('.reviewed ol'))).toBe('Bydlení')
  await page.getByRole('button', { name: 'Odeslat odpovědi' }).click()
  await page.waitForURL(/thanks$/)
  expect(await textIn(page.locator('main'))).toContain('Výsledky se posouvají po nejméně 10 nových odpovědích')
}

/** Others who answer meanwhile: nothing keeps them away. */
export const othersAnswer = async (url: string, many: number) => {
  const address = `${url}/cs/karlovarsky/surveys/bariery-navratu`
  for (let one = 0; one < many; one += 1) {
    const cookie = await post(address, { page: '1', q_considered: 'no' })
    await post(address, { page: '4', q_barriers: 'none' }, cookie)
    await post(address, { page: '9' }, cookie)
  }
}

/** What the results say of themselves: how many are counted, and the first question's base and share. */
export const resultsOn = async (page: Page) => {
  await page.goto('/app/karlovarsky/surveys/bariery-navratu/results')
  const said = await textIn(page.locator('.page-head'))
  const first = page.locator('#result-considered')
  return {
    counted: Number(/Započten\S (\d+)/.exec(said)?.[1]),
    base: Number(/n = (\d+)/.exec(await textIn(first))?.[1]),
    yes: Number(await textIn(first.getByRole('row', { name: /^Ano/ }).getByRole('cell').first())),
  }
}

type Referral = { recipient: string; need: string; facts: string[] }

/** Refers the contact with consent for exactly these facts; answers with what the referral says was sent. */
export const refer = async (desk: Page, contact: string, { recipient, need, facts }: Referral) => {
  await desk.goto(contact)
  await desk.getByRole('link', { name: 'Doporučit partnerovi' }).click()
  await desk.getByLabel('Komu').selectOption({ label: recipient })
  await desk.getByLabel('S čím potřebuje pomoct').fill(need)
  for (const fact of facts) await desk.getByLabel(fact).check()
  await desk.getByLabel('Souhlasí s touto větou').check()
  await desk.getByLabel('Osobně').check()
  await desk.getByRole('button', { name: 'Odeslat doporučení' }).click()
  await desk.getByText('Doporučení je odeslané.').waitFor()
  return new URL(desk.url()).pathname
}

/** The link in the newest mail somebody got, read in the ledger. */
export const linkTo = async (desk: Page, address: string, subject: RegExp): Promise<string> => {
  expect(await openMail(desk, address)).toMatch(subject)
  return linkInMail(desk)
}

/** Asks on the privacy page what is known of them; the mail brings them to it. */
export const askForOwnPage = async (desk: Page, mobile: Page, email: string) => {
  await mobile.goto('/cs/karlovarsky/privacy')
  await mobile.getByLabel('Váš e-mail').fill(email)
  await mobile.getByRole('button', { name: 'Poslat odkaz' }).click()
  await mobile.getByRole('heading', { name: 'Podívejte se do e-mailu' }).waitFor()
  await mobile.goto(await linkTo(desk, email, /co o vás víme/))
}

/** Takes back the consent to one recipient. */
export const withdrawFrom = async (mobile: Page, recipient: string) => {
  const consent = mobile.locator('#consents section').filter({ hasText: recipient })
  const button = consent.getByRole('button', { name: /^Odvolat/ })
  await button.click()
  const dialog = mobile.locator('#confirm-dialog[open]').getByRole('button', { name: 'Potvrdit' })
  if (await dialog.isVisible()) await dialog.click()
  await button.waitFor({ state: 'detached' })
  await mobile.getByText('Souhlas je odvolaný.').waitFor()
}

/** What a page says in its main part. */
export const saidOn = (page: Page) => textIn(page.locator('main'))

/** Words as they are read, on one line. */
export const textIn = async (place: Locator): Promise<string> => {
  await place.waitFor()
  return (await place.allInnerTexts()).join(' ').replaceAll(/\s+/g, ' ').trim()
}
