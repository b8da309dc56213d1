import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/lib/ids.ts'
import { newToken, sha256 } from '../../src/lib/tokens.ts'
import { aRelease } from '../sharing/pages/scene.ts'
import { testApp } from '../support/app.ts'
import { aCentre, aContact, anEvent, registrationFields, type TestCentre } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aSurvey } from '../surveys/scene.ts'
import { aReferral } from '../web/planted-referral.ts'

const { ownerDb, appDb } = testDatabase()
const app = testApp(appDb)
let centre: TestCentre
let everywhere: TestCentre
let event: { slug: string }
let survey: { slug: string }
let released: string
let links: Record<string, string>

beforeAll(async () => {
  everywhere = await aCentre(ownerDb)
  centre = await aCentre(ownerDb)
  event = await anEvent(ownerDb, centre)
  survey = await aSurvey(ownerDb, centre)
  released = await aPublicRelease()
  const contact = await aContact(ownerDb, centre, { email: 'jana@example.org' })
  links = await plantLinks(contact.id)
  await ownerDb
    .updateTable('centres')
    .set({ languages: ['cs', 'uk'], name_uk: 'Край кличе додому', name_en: 'The region calls home' })
    .where('id', '=', centre.id)
    .execute()
})

const aPublicRelease = async () => {
  const { id: release_id, slug } = await aRelease(ownerDb, centre, { status: 'approved' })
  const offer = { centre_id: centre.id, id: newId(), release_id, audience: 'public' as const, agreement: 'Komukoli.' }
  await ownerDb
    .insertInto('offers')
    .values({ ...offer, offered_by: newId(), offered_at: new Date() })
    .execute()
  return slug
}

const plantLinks = async (contact_id: string) => {
  await app.post(`/de/${centre.slug}/events/${event.slug}`, registrationFields())
  const { body } = await ownerDb.selectFrom('mails').select('body').executeTakeFirstOrThrow()
  const of = { centre_id: centre.id, contact_id }
  const expires_at = new Date(Date.now() + 86_400_000)
  const [own, partners] = [newToken(), newToken()]
  await ownerDb
    .insertInto('personal_tokens')
    .values({ ...of, token_hash: sha256(own), expires_at })
    .execute()
  const { referrals: referral_id } = await aReferral(ownerDb, { ...of, word: 'sklo' })
  const token = { centre_id: centre.id, referral_id, token_hash: sha256(partners), expires_at }
  await ownerDb.insertInto('referral_tokens').values(token).execute()
  const answered = await app.post(`/de/${centre.slug}/surveys/${survey.slug}`, { page: '1', q_considered: 'yes' })
  const draft = /survey=([\w-]{43})/.exec(answered.headers.getSetCookie()[0] ?? '')?.[1]
  return { r: /\/r\/[\w-]{43}/.exec(body)?.[0] ?? '', p: `/p/${partners}`, me: `/me/${own}`, s: `/s/${draft}` }
}

const publicPaths = () =>
  [
    '',
    '/events',
    '/events.ics',
    `/events/${event.slug}`,
    `/events/${event.slug}.ics`,
    `/events/${event.slug}/check-your-email`,
    `/surveys/${survey.slug}`,
    `/surveys/${survey.slug}/later`,
    `/surveys/${survey.slug}/thanks`,
    '/privacy',
    '/data',
    ...['', '/package.zip', '/files/cells.csv', '/key.pem', '/metadata.jsonld'].map(
      (file) => `/data/${released}/1/1${file}`,
    ),
    '/my-data',
    '/my-data/check-your-email',
    '/enquiry',
    '/enquiry/check-your-email',
    '/panel',
    '/panel/check-your-email',
  ].map((path) => `${centre.slug}${path}`)

const known = () =>
  app.app.routes
    .filter(({ method, path }) => method === 'GET' && path.startsWith('/:lang{(?:cs|en|de|uk)}/:centre'))
    .map(({ path }) => path)

describe('a public page in a language the centre does not offer', () => {
  test('leads to one it does, wherever the page is, with all that stood in the address', async () => {
    expect(publicPaths().length).toBe(new Set(known()).size)
    for (const path of publicPaths()) {
      const answer = await app.get(`/de/${path}?a=1&b=%C4%9B`, undefined, {
        'accept-language': 'de, uk;q=0.5, cs;q=0.1',
      })
      expect([path, answer.status, answer.headers.get('location')]).toEqual([path, 302, `/uk/${path}?a=1&b=%C4%9B`])
      const czech = await app.get(`/en/${path}`, undefined, { 'accept-language': 'en, fr' })
      expect([path, czech.status, czech.headers.get('location')]).toEqual([path, 302, `/cs/${path}`])
      // a page of a survey that holds no answers yet leads to its beginning
      expect([path, [200, 303].includes((await app.get(`/uk/${path}`)).status)]).toEqual([path, true])
    }
  })

  test('takes a form that was filled in to the same place whole, and nothing is lost', async () => {
    const address = `${centre.slug}/events/${event.slug}`
    const answer = await app.post(`/de/${address}`, registrationFields({ email: 'pozde@example.org' }))
    expect([answer.status, answer.headers.get('location')]).toEqual([307, `/cs/${address}`])
    const none = ownerDb.selectFrom('registrations').select('lang').where('email', '=', 'pozde@example.org')
    expect(await none.execute()).toEqual([])
    await app.post(answer.headers.get('location') ?? '', registrationFields({ email: 'pozde@example.org' }))
    expect(await none.execute()).toEqual([{ lang: 'cs' }])
  })

  test('is offered nowhere: the switch shows what there is', async () => {
    const languagesOn = (html: string) => [...html.matchAll(/hreflang="(..)"/g)].map(([, lang]) => lang)
    for (const [path, offered] of [
      [`/cs/${centre.slug}`, ['cs', 'uk']],
      [`${links.r}?lang=uk`, ['cs', 'uk']],
      [`/cs/${everywhere.slug}`, ['cs', 'en', 'de', 'uk']],
    ] as const)
      expect([path, languagesOn(await (await app.get(path)).text())]).toEqual([path, offered])
  })

  test('of a centre that never was is as missing as in any other', async () => {
    expect((await app.get('/de/nikde/events')).status).toBe(404)
  })
})

describe('a personal link', () => {
  test.each(['r', 'p', 'me', 's'])('of kind /%s/ that asks for such a language leads to one there is', async (kind) => {
    const link = links[kind] ?? ''
    const answer = await app.get(`${link}?lang=de&done=1`, undefined, { 'accept-language': 'uk' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `${link}?lang=uk&done=1`])
  })

  test.each(['r', 'p', 'me'])(
    'of kind /%s/ speaks one there is where only the browser wishes another',
    async (kind) => {
      const page = await app.get(links[kind] ?? '', undefined, { 'accept-language': 'de, uk;q=0.5' })
      const html = await page.text()
      expect([page.status, html.includes('<html lang="uk"'), html.includes('Край кличе додому')]).toEqual([
        200,
        true,
        true,
      ])
    },
  )

  test('of a survey goes on in a language there is', async () => {
    const answer = await app.get(links.s ?? '', undefined, { 'accept-language': 'de' })
    expect([answer.status, answer.headers.get('location')?.startsWith(`/cs/${centre.slug}/surveys/`)]).toEqual([
      303,
      true,
    ])
  })

  test('does what its button says, in a language there is', async () => {
    const answer = await app.post(`${links.r}/confirm?lang=de`, {})
    const followed = await app.post(answer.headers.get('location') ?? '', {})
    expect([answer.status, followed.status, followed.headers.get('location')]).toEqual([307, 303, `${links.r}?lang=cs`])
  })
})

describe('the name of a centre', () => {
  const titleOf = async (path: string) => /<h1[^>]*>([^<]*)</.exec(await (await app.get(path)).text())?.[1]

  test('is the one of the language, or the Czech one', async () => {
    expect(await titleOf(`/uk/${centre.slug}`)).toBe('Край кличе додому')
    expect(await titleOf(`/cs/${centre.slug}`)).toBe(centre.name)
    expect(await titleOf(`/de/${everywhere.slug}`)).toBe(everywhere.name)
  })

  test('is so on the front page and in letters too', async () => {
    expect(await (await app.get('/uk')).text()).toContain('Край кличе додому')
    const front = await (await app.get('/cs')).text()
    expect([front.includes(centre.name), front.includes('Край')]).toEqual([true, false])
    await app.post(`/uk/${centre.slug}/events/${event.slug}`, registrationFields({ email: 'olena@example.org' }))
    const { body } = await ownerDb
      .selectFrom('mails')
      .select('body')
      .where('to_address', '=', 'olena@example.org')
      .executeTakeFirstOrThrow()
    expect([body.includes('Край кличе додому'), body.includes(centre.name)]).toEqual([true, false])
  })
})
