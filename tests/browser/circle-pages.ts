import type { Page } from 'playwright-core'
import type { Db } from '../../src/db/connection.ts'
import { randomId } from '../../src/lib/ids.ts'
import { addDays, dayOf } from '../../src/lib/time.ts'
import { cookieOf } from '../support/cast.ts'
import { newestMailOf, type PageState, type Places, post, press } from './page-state.ts'

const survey = '/cs/karlovarsky/surveys/bariery-navratu'

/** The survey, the partner's page and everybody's own, in each of their states. */
export const publicCirclePages = async (places: Places): Promise<PageState[]> => {
  const { waiting, refusing, accepted, withdrawn, own } = await planted(places)
  const pages: PageState[] = [
    { name: 'centre-ostrava', path: '/cs/ostrava' },
    { name: 'centre-usti', path: '/cs/usti' },
    { name: 'survey', path: survey },
    { name: 'survey-422', path: survey, act: press('Pokračovat') },
    ...(await draftPages(places)),
    { name: 'survey-thanks', path: `${survey}/thanks` },
    { name: 'my-data', path: '/cs/karlovarsky/my-data' },
    { name: 'my-data-422', path: '/cs/karlovarsky/my-data', act: press('Poslat odkaz') },
    { name: 'my-data-check', path: '/cs/karlovarsky/my-data/check-your-email' },
    { name: 'partner-waiting', path: waiting },
    { name: 'partner-422', path: refusing, act: refusedWithoutReason },
    { name: 'partner-accepted', path: accepted },
    { name: 'partner-gone', path: withdrawn },
    { name: 'me', path: own },
  ]
  return pages.map((page) => ({ ...page, layout: 'public' }))
}

/** The board, the results, the partners, the referrals and the hand-overs. */
export const staffCirclePages = async ({ ownerDb }: Places): Promise<PageState[]> => {
  const rows = await circleRows(ownerDb)
  const { contact, partner, referral, letter } = rows
  const pages: PageState[] = [
    { name: 'board-moved', path: '/pipelines/return', act: moveFirstCard },
    { name: 'surveys', path: '/surveys' },
    { name: 'survey-staff', path: '/surveys/bariery-navratu' },
    { name: 'survey-results', path: '/surveys/bariery-navratu/results' },
    { name: 'partners', path: '/partners' },
    { name: 'partners-none-found', path: '/partners?q=nikdo%20takovy' },
    { name: 'partner', path: `/partners/${partner}` },
    { name: 'partner-new', path: '/partners/new' },
    { name: 'partner-new-422', path: '/partners/new', act: press('Uložit partnera') },
    { name: 'partner-edit', path: `/partners/${partner}/edit` },
    { name: 'referrals', path: '/referrals' },
    { name: 'referrals-incoming', path: '/referrals?box=incoming' },
    { name: 'referral-new', path: `/referrals/new?contact=${contact}` },
    { name: 'referral-new-422', path: `/referrals/new?contact=${contact}`, act: press('Odeslat doporučení') },
    { name: 'contact-referred', path: `/contacts/${contact}` },
    ...['sent', 'accepted', 'declined', 'withdrawn', 'recalled', 'expired'].map((state) => ({
      name: `referral-${state}`,
      path: `/referrals/${referral(state)}`,
    })),
    ...['waiting', 'accepted'].map((state) => ({
      name: `hand-over-${state}`,
      path: `/referrals/incoming/${letter(state)}`,
    })),
    { name: 'menu-more', path: '/mail', act: openMore },
  ]
  return [
    ...pages.map((page) => ({
      ...page,
      path: `/app/karlovarsky${page.path}`,
      who: 'coordinator' as const,
      layout: 'staff' as const,
    })),
    ...['ostrava', 'usti'].flatMap((centre) =>
      ['', '/pipelines/relocation', '/contacts'].map((path) => ({
        name: `${centre}${path.replaceAll('/', '-')}`,
        path: `/app/${centre}${path}`,
        who: 'analyst' as const,
        layout: 'staff' as const,
      })),
    ),
  ]
}

/** One answering, stopped on each page that looks different; whoever holds its link goes on there. */
const draftPages = async ({ url }: Places): Promise<PageState[]> => {
  const steps: [string, [string, string][]][] = [
    ['', [['q_considered', 'yes']]],
    ['survey-still', [['q_still', 'yes']]],
    ['survey-horizon', [['q_horizon', 'one_year']]],
    ['survey-barriers', ['work', 'housing', 'partner_work', 'transport'].map((code) => ['q_barriers', code])],
    [
      'survey-ranking',
      [
        ['q_strongest_1', 'housing'],
        ['q_strongest_2', 'work'],
      ],
    ],
    ['survey-help', [['q_help', 'home']]],
    ['survey-field', []],
    ['survey-about', []],
  ]
  const pages: PageState[] = []
  let cookie = ''
  for (const [at, [name, answers]] of steps.entries()) {
    cookie = (await post(`${url}${survey}`, [['page', String(at + 1)], ...answers], cookie)) || cookie
    if (name) pages.push({ name, path: `${survey}?page=${at + 1}` })
  }
  const token = cookie.replace('survey=', '')
  const review: PageState = { name: 'survey-review', path: `/s/${token}?lang=cs`, alone: true }
  const later: PageState = { name: 'survey-later', path: `${survey}/later` }
  return [review, ...[...pages, later].map((page) => ({ ...page, alone: true as const, act: holding(token, page) }))]
}

/** The link gives the browser the answers; then any of their pages can be opened in the language asked for. */
const holding =
  (token: string, { path }: PageState) =>
  async (page: Page) => {
    const lang = new URL(page.url()).pathname.slice(1, 3)
    await page.goto(`/s/${token}?lang=${lang}`)
    await page.goto(path.replace('/cs/', `/${lang}/`))
  }

const refusedWithoutReason = async (page: Page) => {
  await page.locator('main details > summary').click()
  await press('Tentokrát ne')(page)
}

const moveFirstCard = async (page: Page) => {
  const card = page.locator('.board-card').first()
  await card.getByRole('link', { name: 'Přesunout do…' }).click()
  await card.getByLabel('Přesunout do…').selectOption({ label: 'Propojujeme' })
  await card.getByRole('button', { name: 'Přesunout', exact: true }).click()
  await page.locator('#board-flash .flash').waitFor()
}

const openMore = async (page: Page) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await page.locator('.nav-more summary').click()
}

/** Referrals that wait, were accepted and have ended, and a person's own page, by the links their mails carry. */
const planted = async ({ url, ownerDb }: Places) => {
  const { contact, partner } = await circleRows(ownerDb)
  const member = await ownerDb
    .selectFrom('members')
    .where('email', '=', 'coordinator@karlovarsky.example.org')
    .select('id')
    .executeTakeFirstOrThrow()
  const cookie = await cookieOf(ownerDb, member.id)
  const refer = async () => {
    await post(`${url}/app/karlovarsky/referrals`, referralFields(contact, partner), cookie)
    return linkIn(ownerDb, await addressOf(ownerDb, 'partners', partner), /\/p\/[\w-]{43}/)
  }
  const [waiting, refusing, accepted, withdrawn] = [await refer(), await refer(), await refer(), await refer()]
  await post(`${url}${accepted}/accept`)
  const { id: consent } = await ownerDb
    .selectFrom('consents')
    .where('contact_id', '=', contact)
    .where('purpose', '=', 'referral')
    .orderBy('id', 'desc')
    .select('id')
    .executeTakeFirstOrThrow()
  const email = await addressOf(ownerDb, 'contact_points', contact)
  await post(`${url}/cs/karlovarsky/my-data`, { email })
  const own = await linkIn(ownerDb, email, /\/me\/[\w-]{43}/)
  await post(`${url}${own}/withdraw`, { consent })
  const inCzech = (link: string) => `${link}?lang=cs`
  return {
    waiting: inCzech(waiting),
    refusing: inCzech(refusing),
    accepted: inCzech(accepted),
    withdrawn: inCzech(withdrawn),
    own: inCzech(own),
  }
}

const referralFields = (contact: string, partner: string) => ({
  contact,
  recipient: `partner:${partner}`,
  need: 'Hledá místo v oboru a do léta potřebuje školku pro dvě děti.\nVolat může kdykoli po čtvrté.',
  decide_by: addDays(dayOf(new Date()), 90),
  consent: 'on',
  consent_how: 'in_person',
  idempotency_key: randomId(),
  share_name: 'on',
  share_email: 'on',
  share_residence: 'on',
})

const linkIn = async (ownerDb: Db, address: string, pattern: RegExp): Promise<string> => {
  const { body } = await newestMailOf(ownerDb, address)
  const link = pattern.exec(body)?.[0]
  if (!link) throw new Error('the mail carries no link')
  return link
}

const addressOf = async (ownerDb: Db, table: 'partners' | 'contact_points', id: string): Promise<string> => {
  if (table === 'partners')
    return (await ownerDb.selectFrom('partners').where('id', '=', id).select('email').executeTakeFirstOrThrow()).email
  const email = ownerDb.selectFrom('contact_points').where('contact_id', '=', id).where('kind', '=', 'email')
  return (await email.select('value').executeTakeFirstOrThrow()).value
}

/** What the demo has on the circle in Karlovy Vary. */
const circleRows = async (ownerDb: Db) => {
  const { id: centre } = await ownerDb
    .selectFrom('centres')
    .where('slug', '=', 'karlovarsky')
    .select('id')
    .executeTakeFirstOrThrow()
  const referrals = await ownerDb
    .selectFrom('referrals')
    .where('centre_id', '=', centre)
    .select(['id', 'state', 'contact_id'])
    .orderBy('id')
    .execute()
  const letters = await ownerDb
    .selectFrom('hand_overs')
    .where('centre_id', '=', centre)
    .select(['id', 'state'])
    .execute()
  const { id: partner } = await ownerDb
    .selectFrom('partners')
    .where('centre_id', '=', centre)
    .where('active', '=', true)
    .orderBy('id')
    .select('id')
    .executeTakeFirstOrThrow()
  const inState = (rows: { id: string; state: string }[]) => (state: string) =>
    rows.find((row) => row.state === state)?.id ?? state
  const contact = referrals.find(({ state }) => state === 'declined')?.contact_id ?? 'nobody'
  return { contact, partner, referral: inState(referrals), letter: inState(letters) }
}
