import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Db } from '../../src/db/connection.ts'
import type { TestBrowser } from '../support/browser.ts'
import { cookieOf } from '../support/cast.ts'

type Desk = { browser: TestBrowser; url: string; ownerDb: Db }

/** The coordinator of the demo at her desk, signed in, on her home page. */
export const coordinator = async ({ browser, url, ownerDb }: Desk, options?: BrowserContextOptions): Promise<Page> => {
  const context = await browser.person(url, options)
  const { id } = await ownerDb
    .selectFrom('members')
    .where('email', '=', 'coordinator@karlovarsky.example.org')
    .select('id')
    .executeTakeFirstOrThrow()
  const [name = '', value = ''] = (await cookieOf(ownerDb, id)).split('=')
  await context.addCookies([{ name, value, url }])
  const page = await context.newPage()
  await page.goto('/app/karlovarsky')
  return page
}

/** What has the focus, as one would say it. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return 'body'
    return (
      (element.getAttribute('aria-label') ?? element.textContent ?? '').replaceAll(/\s+/g, ' ').trim() || element.id
    )
  })

/** What the live region says once it has settled. */
export const said = async (page: Page, text: RegExp, region = '#live-status') => {
  await page.locator(region).filter({ hasText: text }).waitFor({ state: 'attached' })
}
