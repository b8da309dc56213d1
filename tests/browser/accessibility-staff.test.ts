import { expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'
import { inspect } from './inspection.ts'
import { admit, allPages } from './pages.ts'

const browser = testBrowser()
const database = testDatabase()
const server = demoServer(database)

test('no page for members has anything axe objects to, and none scrolls sideways on any screen', {
  timeout: 120_000,
}, async () => {
  const { cookies, empty } = await admit(database.ownerDb)
  const pages = await allPages({ url: server.url, ownerDb: database.ownerDb }, empty)
  const shown = pages.filter(({ layout }) => layout === 'staff')
  expect(await inspect(browser, server.url, shown, cookies)).toEqual({})
  expect(shown.length).toBeGreaterThan(55)
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
})
