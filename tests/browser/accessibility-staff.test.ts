import { expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'
import { inspect } from './inspection.ts'
import { admit, allPages } from './pages.ts'

const browser = testBrowser()
const database = testDatabase()
const server = demoServer(database)

// in four parts, because each page is looked at on three screens
test.each([0, 1, 2, 3])(
  'no page for members has anything axe objects to, and none scrolls sideways on any screen (%i)',
  {
    timeout: 120_000,
  },
  async (part) => {
    const { cookies, empty } = await admit(database.ownerDb)
    const pages = await allPages({ url: server.url, ownerDb: database.ownerDb }, empty)
    const shown = pages.filter(({ layout }) => layout === 'staff')
    expect(shown.length).toBeGreaterThan(95)
    const here = shown.filter((_, index) => index % 4 === part)
    expect(await inspect(browser, server.url, here, cookies)).toEqual({})
    expect(browser.witness).toEqual({ complaints: [], strangers: [] })
  },
)
