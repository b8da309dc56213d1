import { expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'
const browser = testBrowser()
const server = demoServer(testDatabase())
test('smoke', async () => {
  const c = await browser.person(server.url)
  const page = await c.newPage()
  await page.goto('/cs/karlovarsky/events/setkani-plzen')
  console.log(await page.locator('main').ariaSnapshot())
  await page.screenshot({ path: '/tmp/pwtest/a.png', fullPage: true })
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
})
