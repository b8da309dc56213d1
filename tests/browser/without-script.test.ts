import { expect, test } from 'vitest'
import { phone, testBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'
import { answerMail, linkInMail, namesIn, openMail, register, signIn, timelineOf } from './people.ts'

const browser = testBrowser()
const server = demoServer(testDatabase())

const native = { name: 'Bohumil Bezskriptu', email: 'bohumil.bezskriptu@example.org' }
const late = { name: 'Věra Pozdní', email: 'vera.pozdni@example.org' }

test('the same path works where no script runs', { timeout: 60_000 }, async () => {
  const office = await browser.person(server.url, { javaScriptEnabled: false })
  const visitor = await browser.person(server.url, { javaScriptEnabled: false, ...phone })
  const desk = await office.newPage()
  const mobile = await visitor.newPage()

  await signIn(desk, 'coordinator@karlovarsky.example.org')
  expect(await desk.locator('html').getAttribute('class')).toBe(null)
  await desk.goto('/app/karlovarsky/events/new')
  await desk.getByRole('button', { name: 'Uložit jako rozepsané' }).click()
  expect(await desk.locator('#error-summary li').count()).toBe(5)
  await desk.getByLabel('Začátek').fill('2027-03-04T18:00')
  await desk.getByLabel('Konec').fill('2027-03-04T20:00')
  await desk.getByLabel('Místo konání').fill('Kavárna Na Rohu')
  await desk.getByLabel('Město').fill('Liberec')
  await desk.getByLabel('Název').first().fill('Setkání bez skriptu')
  await desk.getByRole('button', { name: 'Uložit jako rozepsané' }).click()
  await desk.getByRole('button', { name: 'Zveřejnit' }).click()
  await desk.waitForURL(/setkani-bez-skriptu\?done=published$/)

  await mobile.goto('/cs/karlovarsky/events/setkani-bez-skriptu')
  await mobile.getByLabel('Jméno a příjmení').fill(native.name)
  await mobile.getByLabel('E-mail').fill('bohumil')
  await mobile.getByRole('button', { name: 'Přihlásit se' }).click()
  expect(await mobile.locator('#error-summary a').allInnerTexts()).toEqual([
    'E-mail: Zadejte e-mail ve tvaru jmeno@example.org.',
  ])
  expect(await mobile.getByLabel('Jméno a příjmení').inputValue()).toBe(native.name)

  await register(mobile, { slug: 'setkani-bez-skriptu', ...native })
  await register(mobile, { slug: 'setkani-praha', ...late, full: true })
  await openMail(desk, native.email)
  expect(await answerMail(visitor, await linkInMail(desk), 'Ano, přijdu')).toEqual(['Máte místo. Těšíme se na vás!'])
  await openMail(desk, late.email)
  expect(await answerMail(visitor, await linkInMail(desk), 'Ano, mám zájem')).toEqual([
    'Jste na čekací listině. Napíšeme vám, jakmile se místo uvolní.',
  ])

  expect(await namesIn(desk, 'bezskriptu bohumil')).toEqual(['Bezskriptu Bohumil'])
  await desk.getByRole('link', { name: 'Bezskriptu Bohumil', exact: true }).click()
  await desk.getByText('Přidat adresu', { exact: true }).click()
  await desk.locator('#addresses').getByRole('link', { name: 'Otevřít formulář' }).click()
  await desk.getByLabel('Obec').first().fill('Liberec')
  await desk.getByRole('button', { name: 'Přidat adresu' }).click()
  await desk.waitForURL(/done=saved/)
  await desk.getByLabel('O čem to bylo').fill('Zavolá sám.')
  await desk.getByRole('button', { name: 'Zapsat', exact: true }).click()
  await desk.getByLabel('Co uděláme').fill('Ozvat se po Novém roce')
  await desk.locator('#field-next_step_on').fill('2027-01-10')
  await desk.getByRole('button', { name: 'Naplánovat' }).click()
  await desk.getByLabel('Přesunout do…').selectOption({ label: 'Hledá cestu' })
  await desk.getByRole('button', { name: 'Přesunout' }).click()
  expect((await timelineOf(desk)).slice(0, 3)).toEqual([
    'Přesun z fáze Zvažuje návrat do fáze Hledá cestu',
    'Další krok do 10. 1. 2027',
    'Telefonát',
  ])

  await desk.goto('/app/karlovarsky/contacts')
  await desk.getByText('Další filtry').click()
  await desk.getByRole('link', { name: 'Všechny filtry' }).click()
  await desk.getByText('Odkud a kde').click()
  await desk.getByLabel('Kde teď žije').first().fill('Liberec')
  await desk.getByRole('button', { name: 'Filtrovat' }).click()
  expect(await desk.locator('.chips .chip').allInnerTexts()).toEqual(['žije: Liberec'])

  await desk.goto('/app/karlovarsky/contacts')
  await desk.locator('.filters-quick').getByLabel('Fáze').selectOption({ label: 'Hledá cestu' })
  await desk.getByRole('button', { name: 'Filtrovat' }).click()
  expect(new Set(await desk.locator('#contact-list tbody td[data-label="Fáze"]').allInnerTexts())).toEqual(
    new Set(['Hledá cestu']),
  )

  await openMail(desk, native.email)
  expect(await answerMail(visitor, await linkInMail(desk), 'Nemůžu přijít')).toEqual([
    'Účast je zrušená. Děkujeme, že jste dali vědět.',
  ])
  await mobile.goto('/cs/karlovarsky/events/setkani-plzen')
  const [file] = await Promise.all([
    mobile.waitForEvent('download'),
    mobile.getByRole('link', { name: 'Přidat do kalendáře' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('setkani-plzen.ics')

  await desk.locator('.account-menu summary').click()
  await desk.getByRole('button', { name: 'Odhlásit se' }).click()
  await desk.waitForURL(/\/sign-in$/)
  expect(browser.witness).toEqual({ complaints: [], strangers: [] })
})
