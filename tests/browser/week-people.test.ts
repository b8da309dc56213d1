import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { textIn } from './circle-steps.ts'
import { namesIn } from './people.ts'
import { agree, aWeek, base, headOf, plain, statsOn, toldOn } from './week.ts'

const { browser, atDesk, work, compare } = aWeek()

test('a list from Excel becomes people, the same list twice nobody, and the whole of it is taken back', async () => {
  const page = await atDesk()
  const [known, ...more] = await knownPerson(page)
  expect(more).toEqual([])
  const list = [
    'Příjmení;Jméno;E-mail;Telefon;Odkud pochází;Datum narození;Kdo doporučil',
    'Žďárský;Oldřich;oldrich.zdarsky@example.org;777 555 001;Chodov;12. 5. 1984;paní učitelka',
    'Řeřichová;Květuše;kvetuse.rerichova@example.org;777 555 002;Ostrov;1990;',
    `${known?.family};${known?.given};${known?.email};777 555 003;;;`,
    'Špatná;Řádka;tohle není e-mail;;Aš;;',
  ].join('\r\n')
  await upload(page, list)
  expect(await textIn(page.locator('.page-head'))).toMatch(
    /Poznali jsme: windows-1250, středník, 4 řádky, hlavička v 1\. řádku/,
  )
  expect(await textIn(page.getByRole('table'))).toContain('Květuše')

  await page.getByRole('link', { name: 'Pokračovat ke sloupcům' }).click()
  expect(await chosenIn(page, 'Odkud pochází')).toBe('Odkud pochází')
  expect(await chosenIn(page, 'Kdo doporučil')).toBe('Nepřebírat')
  await page.getByLabel('Kdo doporučil').selectOption({ label: 'Poznámka' })
  await page.getByRole('button', { name: 'Pokračovat' }).click()
  await page.waitForURL(/\/source$/)
  await page.getByLabel('Odkud seznam je').fill('Gymnázium Ostrov, absolventi')
  await page.getByLabel('Právní základ').selectOption({ index: 1 })
  await page.getByLabel('Kdy jste seznam dostali').fill('2026-11-02')
  await page.getByRole('button', { name: 'Zkontrolovat všechny řádky' }).click()

  // nothing is written before it was seen
  await worked(page, 'Zatím se nic nezapsalo. Takhle by import dopadl:')
  expect(await statsOn(page)).toMatchObject({ 'Noví lidé': '2', Doplnění: '1', Chyby: '1' })
  expect(await namesIn(await page.context().newPage(), 'oldrich.zdarsky@example.org')).toEqual([])
  expect(await textIn(page.getByRole('row', { name: /Špatná/ }))).toMatch(/E-mail: „tohle není e-mail“ nejde přečíst\./)
  await page.getByRole('button', { name: 'Zapsat 3 řádky' }).click()
  await worked(page, 'Import je hotový.')
  expect(await statsOn(page)).toMatchObject({ 'Noví lidé': '2', Doplnění: '1', Chyby: '1' })
  const result = page.url()
  expect(await namesIn(page, 'rerichova')).toEqual(['Řeřichová Květuše'])
  expect(await namesIn(page, '777 555 003')).toEqual([`${known?.family} ${known?.given}`])
  await page.goto(result)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Stáhnout řádky s chybou' }).click(),
  ])
  const failed = await bytesOf(file)
  expect(failed).toContain('tohle není e-mail')
  expect(failed).not.toContain('Žďárský')

  // the same file again knows its columns and finds nothing to do
  await upload(page, list)
  await toldOn(page, 'Tento soubor jste už nahráli')
  await page.getByRole('link', { name: 'Pokračovat ke sloupcům' }).click()
  expect(await chosenIn(page, 'Kdo doporučil')).toBe('Poznámka')
  await page.getByRole('button', { name: 'Pokračovat' }).click()
  await page.getByLabel('Odkud seznam je').fill('Totéž znovu')
  await page.getByLabel('Právní základ').selectOption({ index: 1 })
  await page.getByLabel('Kdy jste seznam dostali').fill('2026-11-02')
  await page.getByRole('button', { name: 'Zkontrolovat všechny řádky' }).click()
  await worked(page, 'Zatím se nic nezapsalo.')
  expect(await statsOn(page)).toMatchObject({ 'Noví lidé': '0', Doplnění: '0', 'Beze změny': '3', Chyby: '1' })
  await page.getByText('Není co zapsat, všechno už znáte.').first().waitFor()

  await page.goto(result)
  await page.getByRole('button', { name: 'Vrátit celý import' }).click()
  await agree(page)
  await worked(page, 'Import je vrácený zpět.')
  expect(await namesIn(page, 'rerichova')).toEqual([])
  expect(await namesIn(page, '777 555 003')).toEqual([])
  expect(await namesIn(page, known?.email ?? '')).toEqual([`${known?.family} ${known?.given}`])
})

test('two records of one person are found, become one with both histories, and two again', async () => {
  const page = await atDesk()
  const kept = await addPerson(page, { given: 'Drahomíra', family: 'Zbořilová', phone: '777 666 111' })
  await note(page, 'Potkali jsme se v Chebu.')
  const other = await addPerson(page, { given: 'Drahomira', family: 'Zbořilová', phone: '777 666 111' })
  await note(page, 'Volala kvůli školce.')
  await compare()

  await page.goto(`${base}/contacts`)
  await page.getByText('Přehledy', { exact: true }).click()
  await page.getByRole('link', { name: 'Možné duplicity' }).click()
  const pair = page.getByRole('row', { name: /Zbořilová – .+ Zbořilová/ })
  expect(await textIn(pair)).toMatch(/stejný telefon/)
  expect(await textIn(pair)).toMatch(/stejné příjmení/)
  await pair.getByRole('link', { name: /^Porovnat/ }).click()
  await expect.poll(() => headOf(page)).toBe('Je to jeden člověk?')
  await page.getByRole('button', { name: 'Sloučit' }).click()
  await toldOn(page, 'Sloučeno.')
  const undo = page.getByRole('link', { name: 'Vzít zpět' })
  const way = (await undo.count()) > 0 ? await undo.getAttribute('href') : new URL(page.url()).pathname

  // whichever address one has leads to the one page, with what happened to both
  await page.goto(other)
  const now = new URL(page.url()).pathname
  await page.goto(kept)
  expect(new URL(page.url()).pathname).toBe(now)
  const history = plain(await page.locator('#timeline').innerText())
  expect(history).toContain('Potkali jsme se v Chebu.')
  expect(history).toContain('Volala kvůli školce.')
  expect((await namesIn(page, '777 666 111')).length).toBe(1)

  await page.goto(way ?? '')
  await page.getByText('Od sloučení se nic nezměnilo').waitFor()
  await page.getByRole('button', { name: 'Rozdělit zpátky na dva' }).click()
  await agree(page)
  await toldOn(page, 'Zase jsou to dva lidé.')
  expect((await namesIn(page, '777 666 111')).length).toBe(2)
  await page.goto(other)
  expect(new URL(page.url()).pathname).toBe(other)
  expect(plain(await page.locator('#timeline').innerText())).not.toContain('Potkali jsme se v Chebu.')
})

test('no page complained', () => {
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
})

/** Somebody of the demo with an e-mail address and a name nobody else has, as a list would hold them. */
const knownPerson = async (page: Page) => {
  await page.goto(`${base}/contacts?q=jana+dvorakova`)
  await page.getByRole('link', { name: 'Dvořáková Jana', exact: true }).click()
  const email = await page.locator('main a[href^="mailto:"]').first().innerText()
  return [{ given: 'Jana', family: 'Dvořáková', email: plain(email) }]
}

const upload = async (page: Page, list: string) => {
  await page.goto(`${base}/contacts/import`)
  const file = { name: 'rodáci.csv', mimeType: 'text/csv', buffer: inWindows1250(list) }
  await page.getByLabel('Soubor se seznamem').setInputFiles(file)
  await page.getByRole('button', { name: 'Nahrát a podívat se' }).click()
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}\/file$/)
}

/** As Excel saves it in a Czech office. */
const inWindows1250 = (text: string): Buffer => {
  const decoder = new TextDecoder('windows-1250')
  const byteOf = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
  return Buffer.from([...text].map((letter) => byteOf.get(letter) ?? 63))
}

const chosenIn = async (page: Page, column: string) =>
  plain(await page.getByLabel(column).locator('option:checked').innerText())

/** What was started is worked at; the page finds out by itself. */
const worked = async (page: Page, told: string) => {
  await page.getByRole('progressbar').first().waitFor()
  await work()
  await page.getByText(told).first().waitFor()
}

const bytesOf = async (file: { createReadStream(): Promise<NodeJS.ReadableStream> }) => {
  const parts: Buffer[] = []
  for await (const part of await file.createReadStream()) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}

type Person = { given: string; family: string; phone: string }

const addPerson = async (page: Page, { given, family, phone }: Person): Promise<string> => {
  await page.goto(`${base}/contacts/new`)
  await page.locator('#field-given_name').fill(given)
  await page.locator('#field-family_name').fill(family)
  await page.locator('#field-phone').fill(phone)
  await page.getByRole('button', { name: 'Uložit kontakt' }).click()
  const someoneElse = page.getByRole('button', { name: 'Je to někdo jiný, přidat' })
  await Promise.race([page.waitForURL(/\/contacts\/[0-9a-f-]{36}/), someoneElse.waitFor()])
  if (await someoneElse.isVisible()) await someoneElse.click()
  await page.waitForURL(/\/contacts\/[0-9a-f-]{36}/)
  return new URL(page.url()).pathname
}

const note = async (page: Page, body: string) => {
  await page.getByLabel('O čem to bylo').fill(body)
  await page.getByRole('button', { name: 'Zapsat', exact: true }).click()
  await toldOn(page, 'Zapsáno na časovou osu.')
}
