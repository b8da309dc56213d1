import type { BrowserContextOptions, Page } from 'playwright-core'
import { compareChanged } from '../../src/duplicates/suggest.ts'
import { jobHandlers } from '../../src/handlers.ts'
import { runPieces } from '../../src/jobs/job.ts'
import { testSettings } from '../support/app.ts'
import { testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'
import { coordinator } from './desk.ts'

export const base = '/app/karlovarsky'

/** A coordinator's week: her desk over the demo, and what works in the background when a step calls for it. */
export const aWeek = () => {
  const browser = testBrowser()
  const database = testDatabase()
  const server = demoServer(database)
  const times = { clock: (now: Date) => now, settings: testSettings }
  const atDesk = (options?: BrowserContextOptions) =>
    coordinator({ browser, url: server.url, ownerDb: database.ownerDb }, options)
  /** Everything that was started is done, piece by piece. */
  const work = () => runPieces(database.appDb, jobHandlers, times, { mostMs: 60_000 })
  /** Whoever is new or changed has been compared; the demo alone takes a few rounds. */
  const compare = async () => {
    const waiting = database.ownerDb.selectFrom('contacts_to_match').select('contact_id').limit(1)
    while (await waiting.executeTakeFirst()) await compareChanged(database.appDb, times)
  }
  return { browser, database, atDesk, work, compare }
}

/** The heading of the page one is on. */
export const headOf = async (page: Page): Promise<string> =>
  plain(await page.getByRole('heading', { level: 1 }).innerText())

/** What the page says was done. */
export const toldOn = async (page: Page, text: string | RegExp) =>
  page.locator('.flash').filter({ hasText: text }).waitFor()

/** Yes to the question that is asked before something is done. */
export const agree = (page: Page) => page.locator('#confirm-dialog[open] [value="yes"]').click()

/** The numbers on top of a page by what they count. */
export const statsOn = async (page: Page): Promise<Record<string, string>> => {
  const stats = page.locator('.stats').first().locator('.stat')
  const pairs = await stats.evaluateAll((all) =>
    all.map((stat) => ['.stat-label', '.stat-value'].map((part) => stat.querySelector(part)?.textContent ?? '')),
  )
  return Object.fromEntries(pairs.map((pair) => pair.map(plain)))
}

/** A day so many days from today, as a date field takes it. */
export const dayAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

export const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
