import type { Page } from 'playwright-core'
import type { Db } from '../../src/db/connection.ts'
import { randomId } from '../../src/lib/ids.ts'
import { enquiryFields } from '../newcomers/scene.ts'
import { aCentre, aMember, cookieOf } from '../support/cast.ts'
import { publicCirclePages, staffCirclePages } from './circle-pages.ts'
import { memberPages } from './member-pages.ts'
import { newestMailOf, type PageState, type Places, post, press, type Who } from './page-state.ts'
import { weekPages } from './week-pages.ts'

/** Cookies of everybody who looks at pages; the beginner works in a centre where nothing has happened yet. */
export const admit = async (
  ownerDb: Db,
): Promise<{ cookies: Record<Exclude<Who, 'stranger'>, string>; empty: string }> => {
  const of = async (email: string) => {
    const { id } = await ownerDb.selectFrom('members').where('email', '=', email).select('id').executeTakeFirstOrThrow()
    return cookieOf(ownerDb, id)
  }
  const centre = await aCentre(ownerDb)
  const cookies = {
    admin: await of('admin@ostrava.example.org'),
    coordinator: await of('coordinator@karlovarsky.example.org'),
    reader: await of('reader@karlovarsky.example.org'),
    analyst: await of('analyst@network.example.org'),
    beginner: (await aMember(ownerDb, [centre])).cookie,
  }
  return { cookies, empty: centre.slug }
}

/** Every page there is: empty, full, refused and missing. */
export const allPages = async (places: Places, empty: string): Promise<PageState[]> => {
  const contact = await contactOf(places.ownerDb, 'Dvořáková')
  const moved = await contactOf(places.ownerDb, 'Ďuriš')
  const mail = await newestMailOf(places.ownerDb, (await registered(places, 'setkani-plzen')).email)
  return [
    ...publicPages(empty),
    ...(await linkPages(places)),
    ...(await newcomersPages(places, empty)),
    ...(await publicCirclePages(places)),
    ...plainPages(),
    ...(await memberPages(places)),
    ...staffPages(contact, moved, mail.id),
    ...(await staffCirclePages(places)),
    ...(await weekPages(places)),
    ...settingsPages(),
    ...emptyPages(empty),
  ]
}

const publicPages = (empty: string): PageState[] =>
  [
    { name: 'front', path: '/cs' },
    { name: 'centre', path: '/cs/karlovarsky' },
    { name: 'events', path: '/cs/karlovarsky/events' },
    { name: 'event', path: '/cs/karlovarsky/events/setkani-plzen' },
    { name: 'event-full', path: '/cs/karlovarsky/events/setkani-praha' },
    { name: 'event-past', path: '/cs/karlovarsky/events/setkani-plzen-2024' },
    { name: 'event-422', path: '/cs/karlovarsky/events/setkani-plzen', act: press('Přihlásit se') },
    { name: 'check-your-email', path: '/cs/karlovarsky/events/setkani-plzen/check-your-email' },
    { name: 'enquiry', path: '/cs/karlovarsky/enquiry' },
    { name: 'enquiry-422', path: '/cs/karlovarsky/enquiry', act: press('Odeslat dotaz') },
    { name: 'enquiry-sent', path: '/cs/karlovarsky/enquiry/check-your-email' },
    { name: 'panel', path: '/cs/ostrava/panel' },
    { name: 'panel-422', path: '/cs/ostrava/panel', act: press('Zvěte mě') },
    { name: 'panel-sent', path: '/cs/ostrava/panel/check-your-email' },
    { name: 'privacy', path: '/cs/karlovarsky/privacy' },
    { name: 'accessibility', path: '/cs/accessibility' },
    { name: 'centre-empty', path: `/cs/${empty}` },
    { name: 'centre-steel', path: '/cs/ostrava' },
    { name: 'centre-river', path: '/cs/usti' },
    { name: 'centre-dragon', path: '/cs/brno' },
    { name: 'centre-castle', path: '/cs/praha' },
  ].map((page) => ({ ...page, layout: 'public' as const }))

const linkPages = async (places: Places): Promise<PageState[]> => {
  const pending = await registered(places, 'setkani-plzen')
  const confirmed = await registered(places, 'setkani-plzen')
  const cancelled = await registered(places, 'setkani-plzen')
  const waiting = await registered(places, 'setkani-praha')
  await post(`${confirmed.link}/confirm`)
  await post(`${cancelled.link}/cancel`)
  const shown = { pending, confirmed, cancelled, waiting }
  return Object.entries(shown).map(([state, { link }]) => ({
    name: `mine-${state}`,
    path: `${new URL(link).pathname}?lang=cs`,
    layout: 'public',
  }))
}

/** The letter's page before its button is pressed, after it, and too late; and a centre that takes no enquiries. */
const newcomersPages = async ({ url, ownerDb }: Places, empty: string): Promise<PageState[]> => {
  const pages: PageState[] = [{ name: 'enquiry-closed', path: `/cs/${empty}/enquiry`, layout: 'public' }]
  await ownerDb.updateTable('centres').set({ takes_enquiries: false }).where('slug', '=', empty).execute()
  for (const state of ['waits', 'proven', 'expired']) {
    const email = `${randomId()}@example.org`
    await post(`${url}/cs/karlovarsky/enquiry`, enquiryFields({ email }))
    const link = /\/n\/[\w-]{43}/.exec((await newestMailOf(ownerDb, email)).body)?.[0]
    if (state === 'proven') await post(`${url}${link}`)
    if (state === 'expired')
      await ownerDb
        .updateTable('newcomers')
        .set({ created_at: new Date(0), expires_at: new Date(1) })
        .where('email', '=', email)
        .execute()
    pages.push({ name: `newcomer-${state}`, path: `${link}?lang=cs`, layout: 'public' })
  }
  return pages
}

const plainPages = (): PageState[] => [
  { name: 'sign-in', path: '/sign-in', layout: 'plain' },
  { name: 'sign-in-422', path: '/sign-in', layout: 'plain', act: press('Přihlásit se') },
  { name: 'choose-centre', path: '/app', who: 'analyst', layout: 'plain' },
  { name: 'account', path: '/account', who: 'coordinator', layout: 'plain' },
  { name: '403', path: '/app/karlovarsky/contacts/new', who: 'reader', layout: 'plain' },
  { name: '404', path: '/cs/nowhere/events', layout: 'plain' },
  { name: '404-staff', path: '/app/karlovarsky/contacts/nobody', who: 'coordinator', layout: 'plain' },
  { name: '410-link', path: `/r/${'x'.repeat(43)}?lang=cs`, layout: 'plain' },
]

const staffPages = (contact: string, moved: string, mail: string): PageState[] =>
  [
    { name: 'home', path: '' },
    { name: 'palette', path: '/palette?q=dvorak' },
    { name: 'palette-none-found', path: '/palette?q=nikdo%20takovy' },
    { name: 'palette-open', path: '', act: openPalette },
    { name: 'shortcuts', path: '', act: openShortcuts },
    { name: 'contacts', path: '/contacts' },
    { name: 'contacts-found', path: '/contacts?q=dvorak' },
    { name: 'contacts-none-found', path: '/contacts?q=nikdo%20takovy' },
    { name: 'contact-new', path: '/contacts/new' },
    { name: 'contact-new-422', path: '/contacts/new', act: press('Uložit kontakt') },
    { name: 'contact', path: `/contacts/${contact}` },
    { name: 'contact-422', path: `/contacts/${contact}`, act: press('Zapsat') },
    { name: 'contact-edit', path: `/contacts/${contact}/edit` },
    { name: 'contact-edit-409', path: `/contacts/${contact}/edit`, act: overtaken(changeField) },
    { name: 'stage-409', path: `/contacts/${moved}`, act: overtaken(moveOn) },
    { name: 'board', path: '/pipelines/return' },
    { name: 'board-stage', path: '/pipelines/return/considering' },
    { name: 'event-list', path: '/events' },
    { name: 'event-list-past', path: '/events?when=past' },
    { name: 'event-staff', path: '/events/setkani-plzen' },
    { name: 'event-new', path: '/events/new' },
    { name: 'event-new-422', path: '/events/new', act: press('Uložit jako rozepsané') },
    { name: 'event-edit', path: '/events/setkani-plzen/edit' },
    { name: 'attendees', path: '/events/setkani-plzen/registrations/print' },
    { name: 'mails', path: '/mail' },
    { name: 'mail', path: `/mail/${mail}` },
  ].map((page) => ({
    ...page,
    path: `/app/karlovarsky${page.path}`,
    who: 'coordinator' as const,
    layout: 'staff' as const,
  }))

const settingsPages = (): PageState[] =>
  [
    { name: 'settings', path: '' },
    { name: 'settings-422', path: '', act: emptied },
    { name: 'settings-409', path: '', act: overtaken(changeRegion) },
    { name: 'settings-logo-422', path: '', act: press('Nahrát logo') },
  ].map((page) => ({ ...page, path: `/app/ostrava/settings${page.path}`, who: 'admin', layout: 'staff' }))

const emptied = async (page: Page) => {
  await page.getByLabel('Název centra', { exact: true }).fill('')
  await press('Uložit nastavení')(page)
}

const changeRegion = async (page: Page, turn: string) => {
  await page.getByLabel('Kraj', { exact: true }).fill(`Kraj ${turn}`)
  await page.getByRole('button', { name: 'Uložit nastavení' }).click()
  await page.waitForLoadState()
}

const emptyPages = (empty: string): PageState[] =>
  ['', '/contacts', '/pipelines/return', '/events', '/surveys', '/partners', '/referrals', '/mail'].map((path) => ({
    name: `empty${path.replaceAll('/', '-')}`,
    path: `/app/${empty}${path}`,
    who: 'beginner',
    layout: 'staff',
  }))

/** Once more where a busy machine has not answered: what is looked at here is how it looks. */
export const openPalette = async (page: Page) => {
  await page.keyboard.press('Control+k')
  const list = page.locator('#palette-list')
  const isThere = await list.waitFor({ timeout: 10_000 }).then(
    () => true,
    () => false,
  )
  if (isThere) return
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await list.waitFor({ timeout: 20_000 })
}

const openShortcuts = async (page: Page) => {
  await page.keyboard.press('?')
  await page.locator('#shortcuts[open]').waitFor()
}

/** Two windows on one record: what is done in the second comes first. */
const overtaken = (change: (page: Page, turn: 'first' | 'last') => Promise<void>) => async (page: Page) => {
  const second = await page.context().newPage()
  await second.goto(page.url())
  await change(second, 'first')
  await second.close()
  await change(page, 'last')
  await page.locator('.flash.tone-bad').waitFor()
}

const changeField = async (page: Page, turn: string) => {
  await page.locator('#field-field').fill(`obor ${turn}`)
  await page.getByRole('button', { name: 'Uložit' }).click()
  await page.waitForLoadState()
}

const moveOn = async (page: Page, turn: 'first' | 'last') => {
  const free = await page
    .locator('[name="stage"] option:not(:disabled, [value=""])')
    .evaluateAll((options) => options.map((option) => option.getAttribute('value')))
  await page.getByLabel('Přesunout do…').selectOption(free.at(turn === 'first' ? 0 : -1) ?? null)
  await page.getByRole('button', { name: 'Přesunout' }).click()
  await page.waitForLoadState()
}

const contactOf = async (ownerDb: Db, family_name: string): Promise<string> => {
  const centre = await ownerDb
    .selectFrom('centres')
    .where('slug', '=', 'karlovarsky')
    .select('id')
    .executeTakeFirstOrThrow()
  const found = ownerDb
    .selectFrom('contacts')
    .where('centre_id', '=', centre.id)
    .where('family_name', '=', family_name)
    .select('id')
  return (await found.executeTakeFirstOrThrow()).id
}

/** Somebody new on an event, with the link their mail carries. */
const registered = async ({ url, ownerDb }: Places, slug: string) => {
  const email = `${randomId()}@example.org`
  await post(`${url}/cs/karlovarsky/events/${slug}`, {
    name: 'Karel Novák',
    email,
    party_size: '2',
    consent_contact: 'on',
    idempotency_key: randomId(),
  })
  const { body } = await newestMailOf(ownerDb, email)
  const link = /http\S+\/r\/[\w-]+/.exec(body)?.[0]
  if (!link) throw new Error('the mail carries no link')
  return { email, link }
}
