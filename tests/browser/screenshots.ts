import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { loadDemo } from '../../seeds/demo.ts'
import { openDb } from '../../src/db/connection.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrateToHead } from '../../src/db/migrate.ts'
import { databaseUrl } from '../../src/db/one-connection.ts'
import { createDatabase } from '../../src/db/roles.ts'
import { launchBrowser } from '../support/chromium.ts'
import { startServer } from '../support/server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import type { PageState } from './page-state.ts'
import { admit, allPages } from './pages.ts'

/** Draws every page at three widths, public ones in four languages: node --import tsx tests/browser/screenshots.ts <folder> [part of a page's name] */
const main = async (folder: string | undefined, wanted = '') => {
  if (!folder) throw new Error('name the folder the pictures go to')
  await mkdir(folder, { recursive: true })
  const home = await temporaryFolder()
  const embedded = await startEmbedded({ dataDir: home.path, warn: console.warn })
  const name = 'screenshots'
  await createDatabase(embedded.superUrl, name)
  await migrateToHead(databaseUrl(embedded.ownerUrl, name))
  const ownerDb = openDb(databaseUrl(embedded.ownerUrl, name), { max: 2 })
  const appDb = openDb(databaseUrl(embedded.appUrl, name), { max: 5 })
  await loadDemo(ownerDb, new Date())
  const server = await startServer(appDb)
  const browser = await launchBrowser()

  try {
    const { cookies, empty } = await admit(ownerDb)
    const pages = await allPages({ url: server.url, ownerDb }, empty)
    for (const state of pages.flatMap(inLanguages).filter((page) => page.name.includes(wanted)))
      await draw(browser, server.url, cookies, state, folder)
  } finally {
    await Promise.all([browser.close(), server.close(), ownerDb.destroy(), appDb.destroy()])
    await embedded.stop()
    await home.remove()
  }
}

/** What is said to everybody is said in four languages; what is pressed is looked for in Czech. */
const inLanguages = (state: PageState): PageState[] => {
  if (state.layout !== 'public' || (state.act && !state.alone)) return [state]
  const into = (lang: string) => state.path.replace('/cs', `/${lang}`).replace('lang=cs', `lang=${lang}`)
  return [state, ...['en', 'de', 'uk'].map((lang) => ({ ...state, name: `${state.name}-${lang}`, path: into(lang) }))]
}

const inTheDark = ['event', 'sign-in', 'home', 'contact', 'board', 'survey-results', 'me']

const draw = async (
  browser: Browser,
  url: string,
  cookies: Record<string, string>,
  state: PageState,
  folder: string,
) => {
  for (const theme of inTheDark.includes(state.name) ? (['light', 'dark'] as const) : (['light'] as const)) {
    const context = await browser.newContext({
      baseURL: url,
      locale: 'cs-CZ',
      timezoneId: 'Europe/Prague',
      colorScheme: theme,
    })
    const [name = '', value = ''] = cookies[state.who ?? '']?.split('=') ?? []
    if (name) await context.addCookies([{ name, value, url }])
    const page = await context.newPage()
    await page.goto(state.path)
    await state.act?.(page)
    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 })
      const suffix = theme === 'dark' ? '-dark' : ''
      await page.screenshot({ path: join(folder, `${state.name}-${width}${suffix}.png`), fullPage: true })
    }
    await context.close()
  }
}

await main(process.argv[2], process.argv[3])
