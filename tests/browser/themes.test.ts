import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'
import { coordinator } from './desk.ts'
import { contextOf, type Findings, open, violations } from './inspection.ts'
import type { Who } from './page-state.ts'
import { admit, openPalette } from './pages.ts'

const browser = testBrowser()
const database = testDatabase()
const server = demoServer(database)
const atDesk = (options?: BrowserContextOptions) =>
  coordinator({ browser, url: server.url, ownerDb: database.ownerDb }, options)

type Look = [string, Who, string, ((page: Page) => Promise<void>)?]

const finder: Look[] = [['palette', 'coordinator', '/app/karlovarsky', openPalette]]
const layouts: Look[] = [
  ['public', 'stranger', '/cs/karlovarsky/events/setkani-plzen'],
  ['staff', 'coordinator', '/app/karlovarsky/contacts?q=dvorak'],
]
const shapes: Look[] = [
  ['plain', 'stranger', '/sign-in'],
  ['chart', 'coordinator', '/app/karlovarsky/surveys/bariery-navratu/results'],
]

test('axe has no objection in the dark, in forced colours and with more contrast', { timeout: 90_000 }, async () => {
  const { cookies } = await admit(database.ownerDb)
  const findings: Findings = {}
  const themes: [string, BrowserContextOptions, Look[]][] = [
    ['dark', { colorScheme: 'dark' }, finder],
    ['forced', { forcedColors: 'active' }, [...layouts, ...shapes, ...finder]],
    ['contrast', { contrast: 'more' }, layouts],
  ]
  for (const [theme, options, looks] of themes) {
    for (const [name, who, path, act] of looks) {
      const context = await contextOf(browser, server.url, cookies, who, options)
      const found = await violations(await open(context, { name, path, ...(act ? { act } : {}) }))
      if (found.length > 0) findings[`${name} ${theme}`] = found
      await context.close()
    }
  }
  expect(findings).toEqual({})
})

test('in forced colours what is chosen, focused and pressed still shows', async () => {
  const page = await atDesk({ forcedColors: 'active' })
  await openPalette(page)
  const outline = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { outlineStyle, outlineWidth, borderTopStyle } = getComputedStyle(element)
        return [outlineStyle, outlineWidth, borderTopStyle]
      })
  expect((await outline('#palette-list [aria-selected="true"]')).slice(0, 2)).toEqual(['solid', '2px'])
  await page.keyboard.press('Escape')
  expect((await outline('.staff-nav > ul > li > a[aria-current]'))[0]).toBe('solid')
  expect((await outline('.badge'))[2]).toBe('solid')
  await page.keyboard.press('Tab')
  const focus = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)
  expect(focus).not.toBe('none')
})

test('the chosen theme is there before the first paint, and public pages follow the device alone', async () => {
  const page = await atDesk({ colorScheme: 'light' })
  await page.locator('.account-menu summary').click()
  await page.getByLabel('Tmavý').check()
  const ground = (of: Page) => of.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const dark = await ground(page)
  await page.route('**/app.*.js', (route) => route.abort())
  await page.route('**/desk.*.js', (route) => route.abort())
  await page.goto('/app/karlovarsky/events')
  expect([await page.locator('html').getAttribute('data-theme'), await ground(page)]).toEqual(['dark', dark])
  const seen = await page.context().newPage()
  await seen.goto('/cs/karlovarsky')
  const light = await ground(seen)
  await seen.emulateMedia({ colorScheme: 'dark' })
  expect([light === dark, await ground(seen)]).toEqual([false, expect.not.stringContaining(light)])
})

test('who asked for less motion gets none', async () => {
  const page = await atDesk({ reducedMotion: 'reduce' })
  await page.goto('/app/karlovarsky/contacts')
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, scrollBehavior } = getComputedStyle(element)
        return scrollBehavior === 'smooth' || transitionDuration.split(', ').some((time) => time !== '0s')
      }).length,
  )
  expect(moving).toBe(0)
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})

test('every kind of page prints on A4 as itself: no menus, no buttons, headings of tables on each sheet', async () => {
  const page = await atDesk()
  const contact = await database.ownerDb
    .selectFrom('contacts')
    .innerJoin('centres', 'centres.id', 'contacts.centre_id')
    .where('slug', '=', 'karlovarsky')
    .where('family_name', '=', 'Dvořáková')
    .select('contacts.id')
    .executeTakeFirstOrThrow()
  const referral = await database.ownerDb
    .selectFrom('referrals')
    .innerJoin('centres', 'centres.id', 'referrals.centre_id')
    .where('slug', '=', 'karlovarsky')
    .select('referrals.id')
    .executeTakeFirstOrThrow()
  const base = '/app/karlovarsky'
  const kinds = {
    home: base,
    contacts: `${base}/contacts`,
    contact: `${base}/contacts/${contact.id}`,
    event: `${base}/events/setkani-plzen`,
    attendees: `${base}/events/setkani-plzen/registrations/print`,
    results: `${base}/surveys/bariery-navratu/results`,
    referral: `${base}/referrals/${referral.id}`,
    board: `${base}/pipelines/return`,
    'public event': '/cs/karlovarsky/events/setkani-plzen',
  }
  const wrong: Record<string, unknown> = {}
  for (const [kind, path] of Object.entries(kinds)) {
    await page.goto(path)
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    const found = await page.evaluate(printFaults)
    if (found.length > 0) wrong[kind] = found
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const sizes = new Set([...pdf.matchAll(/\/MediaBox \[([^\]]*)\]/g)].map(([, size]) => size?.trim()))
    if ([...sizes].some((size) => !/^0 0 59[45][.\d]* 84[12][.\d]*$/.test(size ?? '')))
      wrong[`${kind} size`] = [...sizes]
    await page.emulateMedia({ media: 'screen', colorScheme: null })
  }
  expect(wrong).toEqual({})
})

/** What should not be on paper, as the browser would lay it out there. */
const printFaults = () => {
  const onScreenOnly =
    'nav:not(.pager), .pager a, button, form, details:has(form), .button, .staff-bar, .back-link, .flash, dialog, .trouble'
  const shown = [...document.querySelectorAll(onScreenOnly)].filter((element) => element.checkVisibility())
  const heads = [...document.querySelectorAll('thead')].filter(
    (head) => head.checkVisibility() && getComputedStyle(head).display !== 'table-header-group',
  )
  const { color, backgroundColor } = getComputedStyle(document.documentElement)
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
  return [
    ...shown.map((element) => element.outerHTML.slice(0, 90)),
    ...heads.map(() => 'a table whose heading does not repeat'),
    ...(backgroundColor === 'rgb(255, 255, 255)' ? [] : [`${color} on ${backgroundColor}`]),
    ...(wide > 0 ? [`${wide} px too wide`] : []),
  ]
}

test('no page complained', () => {
  const planted = /ERR_FAILED/
  expect(browser.witness.complaints.filter((text) => !planted.test(text))).toEqual([])
})
