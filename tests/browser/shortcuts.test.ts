import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { goKeys } from '../../views/components/shortcuts.tsx'
import { testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'
import { coordinator, focused } from './desk.ts'

const browser = testBrowser()
const database = testDatabase()
const server = demoServer(database)
const atDesk = (options?: BrowserContextOptions) =>
  coordinator({ browser, url: server.url, ownerDb: database.ownerDb }, options)
const at = (page: Page) => new URL(page.url()).pathname.replace('/app/karlovarsky', '')
const help = (page: Page) => page.getByRole('dialog', { name: 'Klávesové zkratky' })

test('g and a letter lead to each section, and the overview lists every one of them', async () => {
  const page = await atDesk()
  await page.goto('/app/karlovarsky/mail')
  for (const [section, key] of Object.entries(goKeys)) {
    await page.keyboard.press('g')
    await page.keyboard.press(key)
    const path = section === 'home' ? /\/app\/karlovarsky$/ : new RegExp(`/app/karlovarsky/${section}`)
    await page.waitForURL(path)
  }
  await page.keyboard.press('?')
  const listed = await help(page).locator('dl').nth(1).locator('dt').allInnerTexts()
  expect(listed.map((keys) => keys.replaceAll(/\s+/g, ' '))).toEqual(Object.values(goKeys).map((key) => `g ${key}`))
})

test('? opens the overview, Escape closes it, and the focus goes back to where it was', async () => {
  const page = await atDesk()
  const link = page.getByRole('link', { name: 'Všechny akce' })
  await link.focus()
  await page.keyboard.press('?')
  await help(page).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => focused(page)).toBe('Všechny akce')
  expect(await help(page).isVisible()).toBe(false)
  await page.locator('.account-menu summary').click()
  await page.getByRole('button', { name: 'Klávesové zkratky' }).click()
  await help(page).waitFor()
  await help(page).getByRole('button', { name: 'Zavřít' }).click()
  await expect.poll(() => focused(page)).toMatch(/^Účet: /)
})

test('n begins something new where something can be begun, e changes what is open', async () => {
  const page = await atDesk()
  for (const section of ['contacts', 'events']) {
    await page.goto(`/app/karlovarsky/${section}`)
    await page.keyboard.press('n')
    await page.waitForURL(new RegExp(`/${section}/new$`))
    await page.goto(`/app/karlovarsky/${section}`)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname.split('/').length === 5)
    await page.keyboard.press('e')
    await page.waitForURL(/\/edit$/)
  }
  await page.goto('/app/karlovarsky/mail')
  await page.keyboard.press('n')
  await page.keyboard.press('e')
  expect(at(page)).toBe('/mail')
})

test('j and k go down and up the rows with a focus one can see, and stop at the ends', async () => {
  const page = await atDesk()
  await page.goto('/app/karlovarsky/contacts')
  const names = await page.locator('#contact-list tbody th').allInnerTexts()
  const walk: [string, string | undefined][] = [
    ['j', names[0]],
    ['j', names[1]],
    ['j', names[2]],
    ['k', names[1]],
    ['k', names[0]],
    ['k', names[0]],
  ]
  for (const [key, name] of walk) {
    await page.keyboard.press(key)
    expect([key, await focused(page)]).toEqual([key, name])
    expect(await page.evaluate(() => document.activeElement?.matches(':focus-visible'))).toBe(true)
  }
  await page.goto('/app/karlovarsky/pipelines/return')
  await page.keyboard.press('j')
  expect(await page.evaluate(() => document.activeElement?.closest('.board-card') !== null)).toBe(true)
})

test('keys rest while somebody types, with modifiers, in a dialog, and where they are switched off', async () => {
  const page = await atDesk()
  await page.goto('/app/karlovarsky/contacts')
  const stays = async (why: string) => {
    await page.waitForTimeout(150)
    expect([why, at(page), await help(page).isVisible()]).toEqual([why, '/contacts', false])
  }
  await page.locator('#contact-search').focus()
  await page.keyboard.type('?nj')
  expect(await page.locator('#contact-search').inputValue()).toBe('?nj')
  await stays('typing')
  await page.locator('#contact-search').fill('')
  await page.getByRole('heading', { level: 1 }).focus()
  for (const modified of ['Control+e', 'Alt+n', 'Shift+N', 'Meta+e']) await page.keyboard.press(modified)
  await stays('modifiers')
  await page.keyboard.press('Control+k')
  await page.locator('#palette-list').waitFor()
  await page.locator('[data-palette-close]').focus()
  await page.keyboard.type('n?')
  await page.keyboard.press('Escape')
  await stays('a dialog')
  await page.evaluate(() => document.documentElement.setAttribute('data-shortcuts', 'off'))
  await page.keyboard.type('?/njgh')
  await stays('switched off')
  await page.evaluate(() => document.documentElement.removeAttribute('data-shortcuts'))
  await page.keyboard.press('n')
  await page.waitForURL(/\/contacts\/new$/)
})

test('what counts is the sign, not where a Czech keyboard has it', async () => {
  const page = await atDesk()
  const press = (init: { key: string; code: string; shiftKey?: boolean }) =>
    page.evaluate(
      (init) => document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })),
      init,
    )
  await press({ key: 'Dead', code: 'Equal' })
  await press({ key: 'ů', code: 'Semicolon' })
  expect(await help(page).isVisible()).toBe(false)
  await press({ key: '/', code: 'BracketLeft', shiftKey: true })
  expect(await focused(page)).toBe('global-search')
  await page.locator('#global-search').blur()
  await press({ key: '?', code: 'Comma', shiftKey: true })
  expect(await help(page).isVisible()).toBe(true)
})

test('no page complained', () => expect(browser.witness).toEqual({ complaints: [], strangers: [] }))
