import axe from 'axe-core'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pack } from '../../src/sharing/reading/zip.ts'
import { phone, testBrowser } from '../support/browser.ts'
import { aCentre, aMember, type TestCentre, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { anOfferedRelease, builtRelease, keysOf, merged } from '../support/releases.ts'
import { type Server, startServer } from '../support/server.ts'
import { faultsOf } from './inspection.ts'

const browser = testBrowser()
const { ownerDb, appDb } = testDatabase()

let server: Server
let third: TestCentre
let [coordinator, admin]: TestMember[] = []

/** Two regions offer what they know of barriers to return; a third has nothing but an account. */
beforeAll(async () => {
  const [first, second] = [await aCentre(ownerDb), await aCentre(ownerDb)]
  third = await aCentre(ownerDb)
  for (const [centre, name] of [
    [first, 'Karlovarský kraj'],
    [second, 'Ústecký kraj'],
    [third, 'Liberecký kraj'],
  ] as const)
    await ownerDb.updateTable('centres').set({ name }).where('id', '=', centre.id).execute()
  await anOfferedRelease(ownerDb, first, { toCentre: third.id, slug: 'bariery-navratu' })
  await anOfferedRelease(ownerDb, second, { crowd: merged, slug: 'bariery-navratu' })
  coordinator = await aMember(ownerDb, [third])
  admin = await aMember(ownerDb, [third], 'admin')
  server = await startServer(appDb)
}, 60_000)
afterAll(() => server.close())

const at = async (member: TestMember | undefined, options?: BrowserContextOptions): Promise<Page> => {
  const person = await browser.person(server.url, options)
  await person.addInitScript({ content: axe.source })
  const [name = '', value = ''] = (member?.cookie ?? '').split('=')
  await person.addCookies([{ name, value, url: server.url }])
  const page = await person.newPage()
  await page.goto(`/app/${third.slug}/sharing/network`)
  return page
}

const section = (page: Page, name: string) => page.locator('.card', { has: page.getByRole('heading', { name }) })
const said = async (page: Page, name: string) => (await section(page, name).innerText()).replaceAll(/\s+/g, ' ')

test('a third region compares two by keys alone, on the ages they have in common', { timeout: 60_000 }, async () => {
  const page = await at(coordinator)
  for (const region of ['Karlovarský kraj', 'Ústecký kraj']) {
    await page.getByRole('checkbox', { name: new RegExp(`^Vybrat: ${region}`) }).focus()
    await page.keyboard.press('Space')
  }
  await page.getByRole('button', { name: 'Srovnat vybrané' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/compare\?/)
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Srovnání krajů')

  await page.getByLabel('Otázka').selectOption({ label: 'Uvažujete o návratu?' })
  await page.getByLabel('Podle čeho').selectOption({ label: 'Věk' })
  await page.getByRole('button', { name: 'Ukázat' }).click()
  await page.waitForURL(/frame=age/)
  const main = (await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ')
  expect(main).toContain('Karlovarský kraj a Ústecký kraj mají společné členění „Věk“: Do 34 let; 35 a více let.')
  expect(await said(page, 'Do 34 let')).toContain('Ano: Ústecký kraj má nižší podíl')
  const older = await said(page, '35 a více let')
  expect(older).toMatch(/\d+ až \d+ z \d+/)
  expect(older).toContain('Šrafa je rozpětí')
  expect(await section(page, '35 a více let').locator('rect.chart-hidden').count()).toBeGreaterThan(0)
  expect(await faultsOf(page)).toEqual([])

  await page.getByRole('link', { name: 'Sečíst tato vydání' }).click()
  await page.waitForURL(/\/totals\?/)
  expect(await said(page, 'Do 34 let')).toMatch(/asi \d+ nejspíš \d+ až \d+/)
  expect(await faultsOf(page)).toEqual([])
})

test('reads and compares on a phone where no script runs', { timeout: 60_000 }, async () => {
  const page = await at(coordinator, { ...phone, javaScriptEnabled: false })
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: 'Srovnat vybrané' }).click()
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Srovnání krajů')
  expect(await page.getByRole('heading', { name: /^2 možnosti naráz: Práce, Mzda/ }).count()).toBe(1)
  await page.goBack()
  await page.getByRole('link', { name: 'Karlovarský kraj' }).click()
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Bariéry návratu')
  const width = await page.evaluate('document.documentElement.scrollWidth').catch(() => 360)
  expect(width).toBeLessThanOrEqual(360)
})

test('lets in a package from outside once its key is trusted, and refuses a spoilt one in words', {
  timeout: 60_000,
}, async () => {
  const keys = keysOf(23)
  const { files } = await builtRelease({ centre: 'plzensky', survey: 'bariery-navratu', keys })
  const file = (bytes: Uint8Array) => ({
    name: 'plzensky.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from(bytes),
  })
  const page = await at(admin)
  const upload = async (bytes: Uint8Array) => {
    await page.goto(`/app/${third.slug}/sharing/network`)
    await page.getByRole('link', { name: 'Nahrát balíček' }).click()
    await page.getByLabel('Balíček (soubor ZIP)').setInputFiles(file(bytes))
    await page.getByRole('button', { name: 'Ověřit a nahrát' }).click()
  }
  await upload(pack(files))
  await page.getByText(`klíčem ${keys.keyId}`).waitFor()
  await page.getByRole('link', { name: 'Důvěryhodné klíče' }).click()
  await page.getByLabel('Komu patří').fill('Plzeňský kraj')
  await page.getByLabel('Veřejný klíč').fill(keys.publicKeyPem)
  await page.getByRole('button', { name: 'Přidat klíč' }).click()
  await page.getByText('Klíč je přidaný.').waitFor()
  expect(await faultsOf(page)).toEqual([])

  await upload(pack(new Map([...files, ['covers.json', Buffer.from('{}')]])))
  await page.getByText('není takový, jaký ho kraj podepsal').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await upload(pack(files))
  await page.getByText('Balíček je v pořádku a nahraný').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.goto(`/app/${third.slug}/sharing/network`)
  expect(await page.getByRole('row', { name: /Plzeňský kraj/ }).innerText()).toContain('Ověřené ze souboru')
})

test('every page of it is accessible and fits from 320 px, in both staff languages', { timeout: 60_000 }, async () => {
  for (const lang of ['cs', 'en'] as const) {
    await ownerDb
      .updateTable('members')
      .set({ lang })
      .where('id', '=', coordinator?.id ?? '')
      .execute()
    const page = await at(coordinator)
    const network = page.url()
    const hrefs = await page
      .locator('main tbody a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    const ids = hrefs.map((href) => href?.split('/').at(-1))
    const chosen = ids.map((id) => `r=${id}`).join('&')
    for (const path of [
      '',
      `/${ids[0]}`,
      '/imports/new',
      '/keys',
      '/compare',
      `/compare?${chosen}`,
      `/totals?${chosen}`,
    ]) {
      await page.goto(`${network}${path}`)
      expect([lang, path, await faultsOf(page)]).toEqual([lang, path, []])
    }
  }
})

test('nothing complained, and nobody else was asked for anything', () => {
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
})
