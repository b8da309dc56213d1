import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { textIn } from './circle-steps.ts'
import { agree, aWeek, base, headOf, statsOn, toldOn } from './week.ts'

const { browser, atDesk, work } = aWeek()

test('a filter becomes a saved view, its people from two pages get a tag, and all of it is taken back', async () => {
  const page = await atDesk()
  await page.getByRole('navigation', { name: 'Hlavní nabídka' }).getByRole('link', { name: 'Kontakty' }).click()
  await page.locator('.filters-quick').getByLabel('Fáze').selectOption({ label: 'Zvažuje návrat' })
  await page.waitForURL(/stage=considering/)
  await page.getByText('Další filtry').click()
  await page.getByText('Odkud a kde').click()
  await page.getByLabel('Kraj, kde žije').selectOption({ label: 'Praha' })
  await page.waitForURL(/region=CZ010/)
  const chips = page.getByRole('navigation', { name: 'Vybrané filtry' })
  await chips.getByRole('link', { name: 'Zrušit filtr: žije: Praha' }).waitFor()
  await chips.getByRole('link', { name: /^Zrušit filtr: .*Zvažuje návrat/ }).waitFor()
  const found = Number(/\d+/.exec(await textIn(page.locator('.pager')))?.[0])
  expect(found).toBeGreaterThan(50)

  await page.getByRole('link', { name: 'Uložit zobrazení' }).click()
  await page.getByLabel('Název').fill('Praha zvažuje')
  await page.getByRole('button', { name: 'Uložit' }).click()
  await toldOn(page, 'Zobrazení je uložené.')
  const views = page.getByRole('navigation', { name: 'Uložená zobrazení' })
  expect(await textIn(views.locator('[aria-current="page"]'))).toBe('Praha zvažuje')
  await page.getByRole('link', { name: 'Dnes', exact: true }).click()
  await page.goto(`${base}/contacts?view=all`)
  await views.getByRole('link', { name: 'Praha zvažuje' }).click()
  expect(await textIn(page.locator('.pager'))).toMatch(new RegExp(`^${found} kontakt`))

  const first = await tick(page, [0, 1])
  await page.getByRole('link', { name: 'Další', exact: true }).click()
  await page.waitForURL(/after=/)
  const second = await tick(page, [0])
  expect(second).not.toEqual(first.slice(0, 1))
  expect(await textIn(page.locator('.bulk-count'))).toBe('Vybráno: 3')
  await page.getByRole('button', { name: 'Upravit vybrané' }).click()
  await expect.poll(() => headOf(page)).toBe('Hromadná změna: 3 lidé')

  await page.getByText('Přidat štítek', { exact: true }).click()
  await page.getByLabel('Štítek').first().fill('Plzeň 2027')
  await page.getByRole('button', { name: 'Ukázat, co se změní' }).first().click()
  await expect.poll(() => headOf(page)).toBe('Přidat štítek „Plzeň 2027“')
  expect(await statsOn(page)).toEqual({ Vybráno: '3 lidé', 'Změní se': '3 lidé', Vynecháme: '0 lidí' })
  await page.getByRole('button', { name: 'Změnit 3 lidi' }).click()
  await progressed(page, '0 z 3', '3 z 3')
  await page.getByRole('link', { name: 'Výsledek' }).click()
  expect(await statsOn(page)).toEqual({ Změněno: '3 lidé', 'Nepovedlo se': '0 lidí' })
  expect((await taggedOn(page)).sort()).toEqual([...first, ...second].sort())

  await page.goBack()
  await page.getByRole('button', { name: 'Vrátit změnu u 3 lidí' }).click()
  await agree(page)
  await progressed(page, '0 z 3', '3 z 3')
  await page.getByRole('link', { name: 'Výsledek' }).click()
  expect(await statsOn(page)).toMatchObject({ Změněno: '0 lidí', Vráceno: '3 lidé' })
  expect(await taggedOn(page)).toEqual([])
})

test('no page complained', () => {
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
})

/** Chooses people of the page by their place in it; answers with their names. */
const tick = async (page: Page, places: number[]): Promise<string[]> => {
  const names: string[] = []
  for (const place of places) {
    const row = page.locator('#contact-list tbody tr').nth(place)
    await row.getByRole('checkbox').check()
    names.push(await row.locator('th a').innerText())
  }
  return names
}

/** Waits, is worked at, and says by itself that it is done. */
const progressed = async (page: Page, before: string, after: string) => {
  await page.locator('#job-progress p', { hasText: before }).waitFor()
  await work()
  await toldOn(page, 'Úloha je hotová.')
  expect(await textIn(page.getByRole('main'))).toContain(after)
}

const taggedOn = async (page: Page): Promise<string[]> => {
  await page.goto(`${base}/contacts?tag=${encodeURIComponent('Plzeň 2027')}`)
  return page.locator('#contact-list tbody th').allInnerTexts()
}
