import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { cardOf, columnOf, moveByMenu, textIn } from './circle-steps.ts'
import { focused } from './desk.ts'
import { aWeek, base, dayAhead, toldOn } from './week.ts'

const { browser, database, atDesk } = aWeek()
const touch = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const

const dialogOf = (page: Page) => page.locator('#move-dialog[open]')
const board = `${base}/pipelines/return`

test('on a phone one stage fills the screen, and a card is parked with a reason and a day', async () => {
  const page = await atDesk(touch)
  await page.getByRole('navigation', { name: 'Hlavní nabídka' }).getByRole('link', { name: 'Cesty' }).tap()
  await page.waitForURL(/\/pipelines\/return$/)
  expect(await stagesInSight(page)).toEqual(['Známe'])
  const stages = page.getByRole('navigation', { name: 'Fáze' })
  await stages.getByRole('link', { name: 'Zvažuje návrat' }).tap()
  await expect.poll(() => stagesInSight(page)).toEqual(['Zvažuje návrat'])
  const before = [await countIn(page, 'considering'), await countIn(page, 'not_now')]

  const contact = await firstIn(page, 'considering')
  await cardOf(page, contact).getByRole('link', { name: 'Přesunout do…' }).tap()
  await page.getByLabel('Přesunout do…').selectOption({ label: 'Teď ne' })
  await page.getByRole('button', { name: 'Přesunout', exact: true }).tap()
  const dialog = dialogOf(page)
  expect(await textIn(dialog)).toMatch(/Napište prosím proč a kdy se máme znovu ozvat\./)
  expect(await columnOf(page, contact)).toBe('Zvažuje návrat')

  // nothing said: the dialog stays and names both
  await dialog.getByRole('button', { name: 'Odložit' }).tap()
  expect(await textIn(dialog.locator('.error-summary'))).toMatch(/Opravte prosím 2 věci Důvod: .+ Den: /)
  expect(await page.locator('.board').isVisible()).toBe(true)
  await dialog.getByLabel('Důvod').selectOption({ label: 'malé děti' })
  await dialog.getByLabel('Den', { exact: true }).fill(dayAhead(200))
  await dialog.getByRole('button', { name: 'Odložit' }).tap()
  await toldOn(page, /přesunuto do fáze Teď ne\./)
  await expect.poll(() => columnOf(page, contact)).toBe('Teď ne')
  expect(await cardOf(page, contact).innerText()).toMatch(/Ozveme se znovu \d+\. \d+\. \d{4}/)
  expect(await dialogOf(page).count()).toBe(0)
  expect([await countIn(page, 'considering'), await countIn(page, 'not_now')]).toEqual([
    (before[0] ?? 0) - 1,
    (before[1] ?? 0) + 1,
  ])
  await page.getByRole('link', { name: 'Odložení' }).tap()
  await page.getByRole('table').locator(`a[href="${contact}"]`).waitFor()
  const row = page.getByRole('row').filter({ has: page.locator(`a[href="${contact}"]`) })
  expect(await textIn(row)).toMatch(/\d+\. \d+\. \d{4} Teď ne malé děti/)
})

test('a card without what the next stage needs goes back with the reason, and further with one of ours', async () => {
  const page = await atDesk(touch)
  const contact = await withoutConversation()
  await page.goto(`${board}?q=Nezeptaná`)
  await page.getByRole('navigation', { name: 'Fáze' }).getByRole('link', { name: 'Zvažuje návrat' }).tap()
  await moveByMenu(page, contact, 'Hledá cestu')
  const reason = 'Než Jitka Nezeptaná půjde z fáze Zvažuje návrat do fáze Hledá cestu, chybí: zapsaný rozhovor.'
  expect(await textIn(dialogOf(page))).toContain(reason)
  expect(await columnOf(page, contact)).toBe('Zvažuje návrat')
  await dialogOf(page).getByRole('button', { name: 'Zavřít' }).tap()
  await toldOn(page, 'chybí: zapsaný rozhovor.')

  // the same menu once more, at once
  await cardOf(page, contact).locator('summary').tap()
  await page.getByRole('button', { name: 'Přesunout', exact: true }).tap()
  await dialogOf(page).getByLabel('Proč').fill('Mluvili jsme spolu na akci.')
  await dialogOf(page).getByRole('button', { name: 'Přesunout přesto' }).tap()
  await toldOn(page, 'Jitka Nezeptaná: přesunuto do fáze Hledá cestu.')
  await expect.poll(() => columnOf(page, contact)).toBe('Hledá cestu')
  expect(new URL(page.url()).searchParams.get('q')).toBe('Nezeptaná')
})

test('at a desk a card follows Alt and an arrow, keeps the focus, and comes back by the button', async () => {
  const page = await atDesk()
  await page.goto(board)
  const contact = await firstIn(page, 'known')
  const name = await textIn(cardOf(page, contact).locator('h3'))
  await cardOf(page, contact).locator('h3 a').focus()
  await page.keyboard.press('Alt+ArrowRight')
  const dialog = dialogOf(page)
  const asksFirst = await Promise.race([
    dialog.waitFor().then(() => true),
    toldOn(page, /přesunuto do fáze V kontaktu\./).then(() => false),
  ])
  // a stage people rest in asks for how long
  expect(asksFirst).toBe(true)
  await dialog.getByLabel('Důvod').selectOption({ label: 'studium' })
  await dialog.getByLabel('Co je probudí').selectOption({ label: 'vánoční návraty domů (27. prosince)' })
  await dialog.getByRole('button', { name: 'Odložit' }).click()
  await toldOn(page, `${name}: přesunuto do fáze V kontaktu.`)
  await expect.poll(() => columnOf(page, contact)).toBe('V kontaktu')
  await expect.poll(() => focused(page)).toBe('Vrátit zpět')
  await page.keyboard.press('Enter')
  await toldOn(page, `${name}: přesunuto do fáze Známe.`)
  await expect.poll(() => columnOf(page, contact)).toBe('Známe')

  const settled = await firstIn(page, 'settled')
  await cardOf(page, settled).locator('h3 a').focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(() => columnOf(page, settled)).toBe('Ambasador/ka')
  await expect.poll(() => focused(page)).toBe(await textIn(cardOf(page, settled).locator('h3')))
})

test('no page complained', () => {
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
})

/** Whose column can be seen, by its name. */
const stagesInSight = (page: Page): Promise<string[]> =>
  page.locator('.board-column').evaluateAll((columns) =>
    columns
      .filter((column) => {
        const { left, right } = column.getBoundingClientRect()
        return Math.min(right, innerWidth) - Math.max(left, 0) > 40
      })
      .map((column) => column.querySelector('h2 a')?.textContent ?? ''),
  )

const countIn = async (page: Page, stage: string) => Number(await textIn(page.locator(`#count-${stage}`)))

const firstIn = async (page: Page, stage: string) =>
  (await page.locator(`#in-${stage} .board-card h3 a`).first().getAttribute('href')) ?? 'nobody'

/** Somebody who considers returning and with whom nobody has talked. */
const withoutConversation = async (): Promise<string> => {
  const { ownerDb } = database
  await ownerDb.updateTable('stages').set({ strict: true }).where('code', '=', 'considering').execute()
  const one = await ownerDb
    .selectFrom('enrolments as e')
    .innerJoin('contacts as c', 'c.id', 'e.contact_id')
    .innerJoin('centres as z', 'z.id', 'e.centre_id')
    .where('z.slug', '=', 'karlovarsky')
    .where('e.stage', '=', 'considering')
    .where('e.track', '=', 'return')
    .where('e.contact_id', 'not in', (talked) =>
      talked
        .selectFrom('activities')
        .where('kind', 'in', ['phone_call', 'meeting', 'email', 'counselling'])
        .select('contact_id'),
    )
    .select('e.contact_id as id')
    .executeTakeFirstOrThrow()
  await ownerDb
    .updateTable('contacts')
    .set({ given_name: 'Jitka', family_name: 'Nezeptaná' })
    .where('id', '=', one.id)
    .execute()
  return `${base}/contacts/${one.id}`
}
