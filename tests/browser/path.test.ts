import { expect, test } from 'vitest'
import { logged } from '../support/app.ts'
import { phone, testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'
import { answerMail, linkInMail, namesIn, openMail, register, signIn, timelineOf } from './people.ts'

const browser = testBrowser()
const server = demoServer(testDatabase())

const native = { name: 'Zdeňka Rodáková', email: 'zdenka.rodakova@example.org' }
const other = { name: 'Šimon Jinde', email: 'simon.jinde@example.org' }
const late = { name: 'Žofie Pozdní', email: 'zofie.pozdni@example.org' }

test('a native registers for the Plzeň meetup, and the coordinator takes it from there', {
  timeout: 90_000,
}, async () => {
  const office = await browser.person(server.url, { viewport: { width: 1280, height: 900 } })
  const desk = await office.newPage()

  // the coordinator's day
  await signIn(desk, 'coordinator@karlovarsky.example.org')
  expect(new URL(desk.url()).pathname).toBe('/app/karlovarsky')
  const upcoming = desk.locator('#upcoming-events')
  expect(await upcoming.getByRole('row', { name: /setkání v Plzni/ }).textContent()).toMatch(/zbýv/)
  expect(await desk.locator('#newest-registrations tbody tr').count()).toBe(8)
  expect(await desk.locator('#due tbody tr').count()).toBeGreaterThan(0)

  // a draft is seen by nobody else until it is published
  await desk.getByRole('link', { name: 'Akce', exact: true }).click()
  await desk.getByRole('link', { name: 'Nová akce' }).click()
  await desk.getByLabel('Začátek').fill('2027-03-04T18:00')
  await desk.getByLabel('Konec').fill('2027-03-04T20:00')
  await desk.getByLabel('Místo konání').fill('Kavárna Na Rohu')
  await desk.getByLabel('Město').fill('Liberec')
  await desk.getByLabel('Název').first().fill('Setkání v Liberci')
  await desk.getByText('Text: angličtina').click()
  await desk.locator('#field-title_en').fill('Meeting in Liberec')
  await desk.getByRole('button', { name: 'Uložit jako rozepsané' }).click()
  await desk.waitForURL(/setkani-v-liberci\?done=created$/)
  const visitor = await browser.person(server.url, phone)
  const mobile = await visitor.newPage()
  expect((await mobile.goto('/cs/karlovarsky/events/setkani-v-liberci'))?.status()).toBe(404)
  await desk.getByRole('button', { name: 'Zveřejnit' }).click()
  await desk.waitForURL(/done=published$/)
  const titles: Record<string, string | null> = {}
  for (const lang of ['cs', 'en', 'de', 'uk']) {
    await desk.getByRole('main').getByRole('link', { name: lang, exact: true }).click()
    await desk.waitForURL(`**/${lang}/karlovarsky/events/setkani-v-liberci`)
    titles[lang] =
      `${await desk.locator('html').getAttribute('lang')}: ${await desk.getByRole('heading', { level: 1 }).textContent()}`
    await desk.goBack()
  }
  expect(titles).toEqual({
    cs: 'cs: Setkání v Liberci',
    en: 'en: Meeting in Liberec',
    de: 'de: Setkání v Liberci',
    uk: 'uk: Setkání v Liberci',
  })

  // from a phone: a place in Plzeň, a place in the queue for Praha
  await register(mobile, { slug: 'setkani-plzen', ...native, note: 'Přijdu s dětmi.' })
  await register(mobile, { slug: 'setkani-plzen', ...other })
  await register(mobile, { slug: 'setkani-praha', ...late, full: true })
  await mobile.goto('/de/karlovarsky/events/setkani-plzen')
  await mobile.getByLabel('Vor- und Nachname').fill('Heike Muster')
  await mobile.getByLabel('E-Mail').fill('heike.muster@example.org')
  await mobile.getByRole('button', { name: 'Anmelden' }).click()
  await mobile.waitForURL(/check-your-email$/)

  // each mail speaks the language of who gets it
  expect(await openMail(desk, 'heike.muster@example.org')).toMatch(/^Bitte bestätigen Sie Ihre Teilnahme: /)
  expect(await openMail(desk, late.email)).toMatch(/^Akce je plná/)
  expect(await answerMail(visitor, await linkInMail(desk), 'Ano, mám zájem')).toEqual([
    'Jste na čekací listině. Napíšeme vám, jakmile se místo uvolní.',
  ])
  expect(await openMail(desk, native.email)).toMatch(/^Potvrďte prosím/)
  const link = await linkInMail(desk)

  // following the link changes nothing, the button does
  await mobile.goto(link)
  expect(await namesIn(desk, native.email)).toEqual([])
  expect(await answerMail(visitor, link, 'Ano, přijdu')).toEqual(['Máte místo. Těšíme se na vás!'])
  expect(await namesIn(desk, native.email)).toEqual(['Rodáková Zdeňka'])

  // one contact, with its registration and the consent that was given
  await desk.getByRole('link', { name: 'Rodáková Zdeňka' }).click()
  await desk.waitForURL(/\/contacts\/[0-9a-f-]{36}$/)
  const address = new URL(desk.url()).pathname
  expect((await timelineOf(desk)).sort()).toEqual([
    'Kontakt založen',
    'Potvrzená účast: Karlovarský kraj volá domů: setkání v Plzni',
    'Přihláška na akci Karlovarský kraj volá domů: setkání v Plzni',
    'Souhlas: Zůstat v kontaktu',
    'Vstup na cestu Návrat: Zvažuje návrat',
  ])

  // the coordinator calls, plans, and moves the person on
  await desk.getByLabel('O čem to bylo').fill('Hledá byt v Chebu, muž je učitel.')
  await desk.getByRole('button', { name: 'Zapsat', exact: true }).click()
  await desk.getByText('Zapsáno na časovou osu.').waitFor()
  await desk.getByLabel('Co uděláme').fill('Poslat kontakty na školy')
  await desk.locator('#field-next_step_on').fill('2027-01-15')
  await desk.getByRole('button', { name: 'Naplánovat' }).click()
  await desk.getByText('Další krok je naplánovaný.').waitFor()
  await desk.getByLabel('Přesunout do…').selectOption({ label: 'Hledá cestu' })
  await desk.getByRole('button', { name: 'Přesunout' }).click()
  await desk.getByText('Přesunuto do fáze Hledá cestu.').waitFor()
  expect((await timelineOf(desk)).slice(0, 3)).toEqual([
    'Přesun z fáze Zvažuje návrat do fáze Hledá cestu',
    'Další krok do 15. 1. 2027',
    'Telefonát',
  ])
  expect(await desk.locator('#next-step').textContent()).toContain('Poslat kontakty na školy')

  // search does not mind how a name is spelt
  const found = await Promise.all(
    ['dvorak', 'Dvořáková', 'jana dvorakova'].map(async (query) => namesIn(await office.newPage(), query)),
  )
  expect(found.map((names) => names.includes('Dvořáková Jana'))).toEqual([true, true, true])
  expect((await namesIn(desk, '777 12')).length).toBeGreaterThan(0)

  // who cannot come says so by the link in the mail
  await openMail(desk, other.email)
  const [confirmed] = await answerMail(visitor, await linkInMail(desk), 'Ano, přijdu')
  expect(confirmed).toBe('Máte místo. Těšíme se na vás!')
  await openMail(desk, other.email)
  expect(await answerMail(visitor, await linkInMail(desk), 'Nemůžu přijít')).toEqual([
    'Účast je zrušená. Děkujeme, že jste dali vědět.',
  ])

  // the calendar file
  await mobile.goto('/cs/karlovarsky/events/setkani-plzen')
  const [file] = await Promise.all([
    mobile.waitForEvent('download'),
    mobile.getByRole('link', { name: 'Přidat do kalendáře' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('setkani-plzen.ics')

  // another centre knows nothing of all this
  const elsewhere = await (await browser.person(server.url)).newPage()
  await signIn(elsewhere, 'coordinator@ostrava.example.org')
  expect(new URL(elsewhere.url()).pathname).toBe('/app/ostrava')
  await elsewhere.goto(`/app/ostrava/contacts?q=${encodeURIComponent(native.email)}`)
  expect(await elsewhere.getByText('Nikoho takového neznáme').isVisible()).toBe(true)
  const answers = await Promise.all(
    [address, address.replace('karlovarsky', 'ostrava')].map(async (path) => {
      const page = await elsewhere.context().newPage()
      return [(await page.goto(path))?.status(), await page.getByRole('heading', { level: 1 }).textContent()]
    }),
  )
  expect(answers).toEqual([
    [404, 'Tuhle stránku nemáme'],
    [404, 'Tuhle stránku nemáme'],
  ])

  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
  expect(logged.filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([])
})
