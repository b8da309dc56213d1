import type { BrowserContextOptions } from 'playwright-core'
import { expect, test } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer, startServer } from '../support/server.ts'
import { contextOf, contextsOf, type Findings, faultsOf, inspect, open, sideways, violations } from './inspection.ts'
import type { Who } from './page-state.ts'
import { admit, allPages } from './pages.ts'

const browser = testBrowser()
const database = testDatabase()
const server = demoServer(database)

test('no page for everybody has anything axe objects to, and none scrolls sideways on any screen', {
  timeout: 120_000,
}, async () => {
  const { cookies, empty } = await admit(database.ownerDb)
  const pages = await allPages({ url: server.url, ownerDb: database.ownerDb }, empty)
  const names = pages.map(({ name }) => name)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  const shown = pages.filter(({ layout }) => layout !== 'staff')
  expect(await inspect(browser, server.url, shown, cookies)).toEqual({})
  expect(shown.length).toBeGreaterThan(40)
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
})

test('each layout is as good in the other languages and in the dark', { timeout: 120_000 }, async () => {
  const { cookies } = await admit(database.ownerDb)
  const findings: Findings = {}
  const look = async (name: string, who: Who, path: string, options: BrowserContextOptions) => {
    const context = await contextOf(browser, server.url, cookies, who, options)
    const page = await open(context, { name, path })
    const found = await faultsOf(page)
    if (found.length > 0) findings[name] = found
    await context.close()
  }
  const survey = 'karlovarsky/surveys/bariery-navratu'
  for (const lang of ['en', 'de', 'uk'])
    await look(`survey ${lang}`, 'stranger', `/${lang}/${survey}`, { locale: lang })
  for (const lang of ['en', 'de', 'uk'])
    await look(`privacy ${lang}`, 'stranger', `/${lang}/karlovarsky/privacy`, { locale: lang })
  const dark = { colorScheme: 'dark' } as const
  for (const lang of ['en', 'de', 'uk'])
    await look(`event ${lang}`, 'stranger', `/${lang}/karlovarsky/events/setkani-praha`, { locale: lang })
  for (const locale of ['en', 'de', 'uk'])
    await look(`missing ${locale}`, 'stranger', `/${locale}/nowhere/events`, { locale })
  await look('event dark', 'stranger', '/cs/karlovarsky/events/setkani-plzen', dark)
  await look('sign-in dark', 'stranger', '/sign-in', dark)
  await look('home dark', 'coordinator', '/app/karlovarsky', dark)
  await look('contacts dark', 'coordinator', '/app/karlovarsky/contacts?q=dvorak', dark)
  await look('survey dark', 'stranger', `/cs/${survey}`, dark)
  await look('board dark', 'coordinator', '/app/karlovarsky/pipelines/return', dark)
  await look('results dark', 'coordinator', '/app/karlovarsky/surveys/bariery-navratu/results', dark)
  await database.ownerDb
    .updateTable('members')
    .set({ lang: 'en' })
    .where('email', '=', 'coordinator@karlovarsky.example.org')
    .execute()
  await look('home en', 'coordinator', '/app/karlovarsky', {})
  await look('events en', 'coordinator', '/app/karlovarsky/events/setkani-plzen', {})
  await look('board en', 'coordinator', '/app/karlovarsky/pipelines/return', {})
  await look('results en', 'coordinator', '/app/karlovarsky/surveys/bariery-navratu/results', {})
  expect(findings).toEqual({})
})

test('the pages of bad days are as good', { timeout: 60_000 }, async () => {
  const nowhere = openDb('postgres://nobody:nothing@127.0.0.1:9/none', { max: 1 })
  const down = await startServer(nowhere)
  const broken = await startServer(database.appDb, {
    clock: () => {
      throw new Error('planted')
    },
  })
  const strict = await startServer(database.appDb, { settings: { rateLimits: true } })
  const days = {
    503: async () => open(await browser.person(down.url, { bypassCSP: false }), { name: '503', path: '/cs' }),
    500: async () => open(await browser.person(broken.url), { name: '500', path: '/cs/karlovarsky' }),
    429: async () => {
      const page = await open(await browser.person(strict.url), { name: '429', path: '/sign-in' })
      for (let guess = 0; guess < 11; guess += 1) {
        await page.getByLabel('E-mail').fill('admin@usti.example.org')
        await page.getByLabel('Heslo').fill('špatné heslo')
        await page.getByRole('button').first().click()
        await page.waitForLoadState()
      }
      return page
    },
  }
  const shown: Record<string, unknown> = {}
  for (const [status, arrive] of Object.entries(days)) {
    const page = await arrive()
    shown[status] = [await page.locator('.error-code').textContent(), await violations(page), await sideways(page)]
  }
  expect(shown).toEqual({ 429: ['429', [], []], 500: ['500', [], []], 503: ['503', [], []] })
  await Promise.all([down.close(), broken.close(), strict.close(), nowhere.destroy()])
})

test('whatever the keyboard reaches shows that it is reached', async () => {
  const { cookies } = await admit(database.ownerDb)
  const contexts = await contextsOf(browser, server.url, cookies)
  const unseen: Findings = {}
  const stops: [Who, string][] = [
    ['stranger', '/cs/karlovarsky/events/setkani-plzen'],
    ['stranger', '/sign-in'],
    ['coordinator', '/app/karlovarsky/contacts'],
  ]
  for (const [who, path] of stops) {
    const page = await open(contexts[who], { name: path, path })
    const found: string[] = []
    for (let stop = 0; stop < 25; stop += 1) {
      await page.keyboard.press('Tab')
      const blind = await page.evaluate(() => {
        const element = document.activeElement
        if (!element || element === document.body) return undefined
        const { outlineStyle, outlineWidth } = getComputedStyle(element)
        const { width, height } = element.getBoundingClientRect()
        return outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2 || width * height === 0
          ? element.outerHTML.slice(0, 100)
          : undefined
      })
      if (blind) found.push(blind)
    }
    if (found.length > 0) unseen[path] = found
  }
  expect(unseen).toEqual({})
})

test('what these tests look for, they find', async () => {
  const { cookies } = await admit(database.ownerDb)
  const { stranger } = await contextsOf(browser, server.url, cookies)
  const page = await open(stranger, { name: 'front', path: '/cs' })
  await page.evaluate(() => {
    const picture = Object.assign(document.createElement('img'), { src: '/static/none.png', width: 2000 })
    picture.className = 'planted'
    document
      .getElementById('main')
      ?.append(picture, Object.assign(document.createElement('p'), { textContent: 'sotva vidět' }))
    document.adoptedStyleSheets = [new CSSStyleSheet()]
    document.adoptedStyleSheets[0]?.replaceSync('.planted { max-inline-size: none } .planted + p { color: #eee }')
  })
  expect((await violations(page)).map((text) => text.split(':')[0]).sort()).toEqual(['color-contrast', 'image-alt'])
  expect((await sideways(page)).length).toBe(4)
})
