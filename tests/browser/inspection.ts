import axe from 'axe-core'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { TestBrowser } from '../support/browser.ts'
import type { PageState, Who } from './page-state.ts'

export type Findings = Record<string, string[]>

/** Looks at pages two at a time; answers with what is wrong on each. */
export const inspect = async (
  browser: TestBrowser,
  url: string,
  pages: readonly PageState[],
  cookies: Cookies,
): Promise<Findings> => {
  const contexts = await contextsOf(browser, url, cookies)
  const findings: Findings = {}
  await inPairs(pages, async (state) => {
    const who = state.who ?? 'stranger'
    const context = state.alone ? await contextOf(browser, url, cookies, who) : contexts[who]
    const page = await open(context, state)
    const found = await faultsOf(page)
    if (found.length > 0) findings[state.name] = found
    await page.close()
  })
  return findings
}

export const faultsOf = async (page: Page) => [...(await violations(page)), ...(await sideways(page))]

export type Cookies = Record<Exclude<Who, 'stranger'>, string>

export const contextsOf = async (browser: TestBrowser, url: string, cookies: Cookies) => {
  const of = (who: Who) => contextOf(browser, url, cookies, who)
  return {
    stranger: await of('stranger'),
    admin: await of('admin'),
    coordinator: await of('coordinator'),
    reader: await of('reader'),
    analyst: await of('analyst'),
    beginner: await of('beginner'),
  }
}

export const contextOf = async (
  browser: TestBrowser,
  url: string,
  cookies: Cookies,
  who: Who,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> => {
  const context = await browser.person(url, options)
  // a content policy stops a script that is added later, not one that was there first
  await context.addInitScript({ content: axe.source })
  const [name = '', value = ''] = who === 'stranger' ? [] : cookies[who].split('=')
  if (name) await context.addCookies([{ name, value, url }])
  return context
}

export const open = async (context: BrowserContext, { path, act }: PageState): Promise<Page> => {
  const page = await context.newPage()
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addInitScript({ content: axe.source })
  await page.goto(path)
  await act?.(page)
  return page
}

export const violations = (page: Page): Promise<string[]> =>
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

export const sideways = async (page: Page): Promise<string[]> => {
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
