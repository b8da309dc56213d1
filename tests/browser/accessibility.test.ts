import axe from 'axe-core'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer, startServer } from '../support/server.ts'
import { admit, allPages, type PageState, type Who } from './pages.ts'

const browser = testBrowser()
const database = testDatabase()
const server = demoServer(database)

type Findings = Record<string, string[]>

test('no page has anything axe objects to, and none scrolls sideways on any screen', { timeout: 120_000 }, async () => {
  const { cookies, empty } = await admit(database.ownerDb)
  const pages = await allPages({ url: server.url, ownerDb: database.ownerDb }, empty)
  const contexts = await contextsOf(server.url, cookies)
  const findings: Findings = {}
  await inPairs(pages, async (state) => {
    const page = await open(contexts[state.who ?? 'stranger'], state)
    const found = [...(await violations(page)), ...(await sideways(page))]
    if (found.length > 0) findings[state.name] = found
    await page.close()
  })
  expect(findings).toEqual({})
  expect(pages.map(({ name }) => name).filter((name, at, all) => all.indexOf(name) !== at)).toEqual([])
  expect(pages.length).toBeGreaterThan(45)
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
})

test('each layout is as good in the other languages and in the dark', { timeout: 60_000 }, async () => {
  const { cookies } = await admit(database.ownerDb)
  const findings: Findings = {}
  const look = async (name: string, who: Who, path: string, options: BrowserContextOptions) => {
    const contexts = await contextsOf(server.url, cookies, options)
    const page = await open(contexts[who], { name, path })
    const found = [...(await violations(page)), ...(await sideways(page))]
    if (found.length > 0) findings[name] = found
    await Promise.all(Object.values(contexts).map((context) => context.close()))
  }
  const dark = { colorScheme: 'dark' } as const
  for (const lang of ['en', 'de', 'uk'])
    await look(`event ${lang}`, 'stranger', `/${lang}/karlovarsky/events/setkani-praha`, { locale: lang })
  for (const locale of ['en', 'de', 'uk'])
    await look(`missing ${locale}`, 'stranger', `/${locale}/nowhere/events`, { locale })
  await look('event dark', 'stranger', '/cs/karlovarsky/events/setkani-plzen', dark)
  await look('sign-in dark', 'stranger', '/sign-in', dark)
  await look('home dark', 'coordinator', '/app/karlovarsky', dark)
  await look('contacts dark', 'coordinator', '/app/karlovarsky/contacts?q=dvorak', dark)
  await database.ownerDb
    .updateTable('members')
    .set({ lang: 'en' })
    .where('email', '=', 'coordinator@karlovarsky.example.org')
    .execute()
  await look('home en', 'coordinator', '/app/karlovarsky', {})
  await look('events en', 'coordinator', '/app/karlovarsky/events/setkani-plzen', {})
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
  const contexts = await contextsOf(server.url, cookies)
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
  const { stranger } = await contextsOf(server.url, cookies)
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

const contextsOf = async (
  url: string,
  cookies: Record<Exclude<Who, 'stranger'>, string>,
  options: BrowserContextOptions = {},
) => {
  const of = async (cookie?: string): Promise<BrowserContext> => {
    const context = await browser.person(url, options)
    // a content policy stops a script that is added later, not one that was there first
    await context.addInitScript({ content: axe.source })
    const [name = '', value = ''] = cookie?.split('=') ?? []
    if (cookie) await context.addCookies([{ name, value, url }])
    return context
  }
  const { coordinator, reader, analyst, beginner } = cookies
  return {
    stranger: await of(),
    coordinator: await of(coordinator),
    reader: await of(reader),
    analyst: await of(analyst),
    beginner: await of(beginner),
  }
}

const open = async (context: BrowserContext, { path, act }: PageState): Promise<Page> => {
  const page = await context.newPage()
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addInitScript({ content: axe.source })
  await page.goto(path)
  await act?.(page)
  return page
}

const violations = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    // axe was put on the page before anything else
    const { run } = (globalThis as unknown as { axe: typeof import('axe-core') }).axe
    const { violations } = await run(document, {
      runOnly: tags,
      rules: { 'target-size': { enabled: true } },
      resultTypes: ['violations'],
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    )
  })

const sideways = async (page: Page): Promise<string[]> => {
  const found: string[] = []
  for (const width of [320, 360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    const scrolled = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (scrolled > 0) found.push(`${width} px: ${scrolled} px too wide`)
  }
  return found
}

const inPairs = async <Item>(items: readonly Item[], work: (item: Item) => Promise<void>) => {
  const waiting = [...items]
  const worker = async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) await work(item)
  }
  await Promise.all([worker(), worker()])
}
