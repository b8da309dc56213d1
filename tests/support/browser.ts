import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser } from './chromium.ts'

/** What a page should never do: break the content policy, complain, or ask another host for anything. */
export type Witness = { complaints: string[]; strangers: string[] }

export type TestBrowser = {
  witness: Witness
  /** A person with a browser of their own: no cookies, nothing remembered, closed with the file. */
  person(url: string, options?: BrowserContextOptions): Promise<BrowserContext>
}

/** One real browser for the tests of this file, watched from the first request to the last. */
export const testBrowser = (): TestBrowser => {
  let browser: Browser | undefined
  const witness: Witness = { complaints: [], strangers: [] }
  beforeAll(async () => {
    browser = await launchBrowser()
  }, 60_000)
  afterAll(() => browser?.close())
  const person = async (url: string, options: BrowserContextOptions = {}) => {
    if (!browser) throw new Error('the browser starts before the tests, not before this line')
    const context = await browser.newContext({ baseURL: url, locale: 'cs-CZ', timezoneId: 'Europe/Prague', ...options })
    context.setDefaultTimeout(15_000)
    watch(context, url, witness)
    return context
  }
  return { witness, person }
}

export const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } as const

const watch = (context: BrowserContext, url: string, { complaints, strangers }: Witness) => {
  const refused = new Set<string>()
  context.on('request', (request) => {
    if (/^https?:/.test(request.url()) && new URL(request.url()).origin !== url) strangers.push(request.url())
  })
  context.on('response', (response) => {
    const isPage = response.request().resourceType() === 'document'
    // a form that is refused comes back as a page of its own, or in the place of the one that was sent
    if (isPage ? response.status() >= 400 : [409, 422].includes(response.status())) refused.add(response.url())
  })
  context.on('weberror', (error) => complaints.push(String(error.error())))
  context.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return
    // a page that answers 404 or 422 on purpose is asserted on by its test
    if (message.text().startsWith('Failed to load resource') && refused.has(message.location().url)) return
    complaints.push(`${message.text()} (${message.page()?.url()})`)
  })
}
