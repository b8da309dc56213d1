import { expect, test } from 'vitest'
import { newId } from '../../src/lib/ids.ts'
import { testApp } from '../support/app.ts'
import { aCentre, aMember, anEvent } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { fingerprint, setScene, textOf } from './scene.ts'

const database = testDatabase()
const { ownerDb } = database

const eventFields = (fields: Record<string, string> = {}): Record<string, string> => ({
  title_cs: 'Setkání rodáků v Plzni',
  venue: 'DEPO2015',
  town: 'Plzeň',
  capacity: '60',
  entry_stage: 'considering',
  starts_at: '2027-05-05T18:00',
  ends_at: '2027-05-05T21:00',
  ...fields,
})

const office = async () => {
  const scene = await setScene(database, { starts_at: new Date('2027-05-05T16:00:00Z') })
  const member = await aMember(ownerDb, [scene.centre])
  const base = `/app/${scene.centre.slug}/events`
  const post = (path: string, fields: Record<string, string> = {}) =>
    scene.app.post(`${base}${path}`, fields, member.cookie)
  const get = (path: string) => scene.app.get(`${base}${path}`, member.cookie)
  const eventOf = (slug: string) =>
    ownerDb
      .selectFrom('events')
      .selectAll()
      .where('centre_id', '=', scene.centre.id)
      .where('slug', '=', slug)
      .executeTakeFirst()
  return { ...scene, member, base, post, get, eventOf }
}

test('a draft is written, seen by nobody outside, published and then seen', async () => {
  const { post, get, base, eventOf, app, centre } = await office()
  const key = crypto.randomUUID()
  const created = await post(
    '',
    eventFields({ idempotency_key: key, title_en: 'Meetup in Pilsen', description_cs: 'Jeden\r\n\r\nDva' }),
  )
  expect([created.status, created.headers.get('location')]).toEqual([
    303,
    `${base}/setkani-rodaku-v-plzni?done=created`,
  ])
  expect(await eventOf('setkani-rodaku-v-plzni')).toMatchObject({
    status: 'draft',
    starts_at: new Date('2027-05-05T16:00:00Z'),
    ends_at: new Date('2027-05-05T19:00:00Z'),
    venue: 'DEPO2015',
    town: 'Plzeň',
    track: 'return',
    entry_stage: 'considering',
    version: 1,
    published_at: null,
  })
  const outside = `/en/${centre.slug}/events/setkani-rodaku-v-plzni`
  expect((await app.get(outside)).status).toBe(404)
  expect(await textOf(get('/setkani-rodaku-v-plzni'))).toContain('/publish')

  const again = await post('', eventFields({ idempotency_key: key }))
  expect(again.headers.get('location')).toBe(created.headers.get('location'))
  const published = await post('/setkani-rodaku-v-plzni/publish')
  expect([published.status, published.headers.get('location')]).toEqual([
    303,
    `${base}/setkani-rodaku-v-plzni?done=published`,
  ])
  const event = await eventOf('setkani-rodaku-v-plzni')
  expect([event?.status, event?.published_at === null]).toEqual(['published', false])
  await post('/setkani-rodaku-v-plzni/publish')
  expect(await eventOf('setkani-rodaku-v-plzni')).toEqual(event)
  expect(await textOf(app.get(outside))).toContain('Meetup in Pilsen')
})

test('events of one title get addresses of their own, also when written at once', async () => {
  const { post, base } = await office()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => post('', eventFields({ idempotency_key: crypto.randomUUID() }))),
  )
  const slugs = answers
    .map((answer) => answer.headers.get('location')?.replace(`${base}/setkani-rodaku-v-plzni`, ''))
    .sort()
  expect(slugs).toEqual(['?done=created', ...[10, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `-${n}?done=created`)].sort())
})

test('the same form sent ten times at once is one draft', async () => {
  const { post, centre } = await office()
  const fields = eventFields({ idempotency_key: crypto.randomUUID() })
  const answers = await Promise.all(Array.from({ length: 10 }, () => post('', fields)))
  expect(new Set(answers.map((answer) => answer.headers.get('location'))).size).toBe(1)
  const drafts = await ownerDb
    .selectFrom('events')
    .select('id')
    .where('centre_id', '=', centre.id)
    .where('status', '=', 'draft')
    .execute()
  expect(drafts.length).toBe(1)
})

test('a title that reads like an address of the app gets another', async () => {
  const { post, base } = await office()
  const answer = await post('', eventFields({ title_cs: 'New' }))
  expect(answer.headers.get('location')).toBe(`${base}/new-2?done=created`)
  const cyrillic = await post('', eventFields({ title_cs: 'Зустріч' }))
  expect(cyrillic.headers.get('location')).toBe(`${base}/akce?done=created`)
})

test('an edit that began before another was saved gets both values and changes nothing', async () => {
  const { post, get, event, eventOf } = await office()
  const edit = await (await get(`/${event.slug}/edit`)).text()
  expect(/name="version" value="(\d+)"/.exec(edit)?.[1]).toBe('1')
  expect((await post(`/${event.slug}`, eventFields({ version: '1', venue: 'Moving Station' }))).status).toBe(303)
  const before = await fingerprint(database)
  const stale = await post(`/${event.slug}`, eventFields({ version: '1', venue: 'Měšťanská beseda' }))
  const html = await stale.text()
  expect([stale.status, html.includes('value="Měšťanská beseda"'), html.includes('Moving Station')]).toEqual([
    409,
    true,
    true,
  ])
  expect(await fingerprint(database)).toEqual(before)
  const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
  expect((await post(`/${event.slug}`, eventFields({ version, venue: 'Měšťanská beseda' }))).status).toBe(303)
  expect((await eventOf(event.slug))?.venue).toBe('Měšťanská beseda')
})

test('places that are added go to the queue at once, in its order', async () => {
  const { post, event, ...scene } = await office()
  await post(`/${event.slug}`, eventFields({ version: '1', capacity: '1' }))
  for (const name of ['a', 'b', 'c', 'd']) await scene.come(`${name}@example.org`)
  await post(`/${event.slug}`, eventFields({ version: '2', capacity: '3' }))
  const everybody = ['a@example.org', 'b@example.org', 'c@example.org', 'd@example.org'] as const
  expect(await scene.states(...everybody)).toEqual(['confirmed', 'confirmed', 'confirmed', 'waitlisted'])
  await post(`/${event.slug}`, eventFields({ version: '3', capacity: '' }))
  expect(await scene.states(...everybody)).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed'])
  expect(await scene.places()).toEqual({ capacity: null, taken: 4, waiting: 0 })
})

test('fewer places than people drop nobody, and nobody new is taken until they fit', async () => {
  const { post, event, ...scene } = await office()
  for (const name of ['a', 'b', 'c']) await scene.come(`${name}@example.org`)
  await scene.register('drzi@example.org')
  expect((await post(`/${event.slug}`, eventFields({ version: '1', capacity: '2' }))).status).toBe(303)
  expect(await scene.places()).toEqual({ capacity: 2, taken: 4, waiting: 0 })
  await scene.press('drzi@example.org', 'confirm')
  await scene.come('pozde@example.org')
  expect(await scene.states('drzi@example.org', 'pozde@example.org')).toEqual(['confirmed', 'waitlisted'])
  for (const name of ['a', 'b']) await scene.press(`${name}@example.org`, 'cancel')
  expect(await scene.states('pozde@example.org')).toEqual(['waitlisted'])
  await scene.press('c@example.org', 'cancel')
  expect(await scene.states('pozde@example.org')).toEqual(['confirmed'])
})

test('the list for the door is in Czech order of family names and bears no addresses', async () => {
  const { get, event, ...scene } = await office()
  const names = [
    'Jana Chalupová',
    'Petr Hora',
    'Eva Čápová',
    'Adam Cibulka',
    'Ivo Dub',
    'Zora Cibulka',
    'Řehoř Řezník',
    'Jan Rak',
  ]
  for (const [n, name] of names.entries()) await scene.come(`host${n}@example.org`, { name, note: `vzkaz ${n}` })
  await scene.register('neprisel@example.org', { name: 'Nikdo Nepotvrzený' })
  const html = await (await get(`/${event.slug}/registrations/print`)).text()
  const table = /<table[\s\S]*<\/table>/.exec(html)?.[0] ?? ''
  const order = names.toSorted((a, b) => table.indexOf(a) - table.indexOf(b))
  expect(order).toEqual([
    ...[
      'Adam Cibulka',
      'Zora Cibulka',
      'Eva Čápová',
      'Ivo Dub',
      'Petr Hora',
      'Jana Chalupová',
      'Jan Rak',
      'Řehoř Řezník',
    ],
  ])
  expect([table.includes('vzkaz 3'), table.includes('@'), table.includes('Nepotvrzený')]).toEqual([true, false, false])
})

test('a member may cancel for somebody, and the mail and the trace say so', async () => {
  const { post, event, member, base, ...scene } = await office()
  await scene.come('jana@example.org')
  const [registration] = await scene.registrationsOf('jana@example.org')
  const path = `/${event.slug}/registrations/${registration?.id}/cancel`
  const answer = await post(path)
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    `${base}/${event.slug}?done=cancelled#registrations`,
  ])
  await post(path)
  expect(await scene.states('jana@example.org')).toEqual(['cancelled'])
  expect((await scene.kinds('jana@example.org')).filter((kind) => kind === 'registration_cancelled').length).toBe(1)
  const audit = await ownerDb
    .selectFrom('audit_entries')
    .select(['action', 'member_id'])
    .where('action', '=', 'registration.cancelled')
    .where('subject_id', '=', registration?.id ?? '')
    .execute()
  expect(audit).toEqual([{ action: 'registration.cancelled', member_id: member.id }])
  const changes = await ownerDb
    .selectFrom('registration_changes')
    .select('actor')
    .where('to_state', '=', 'cancelled')
    .where('registration_id', '=', registration?.id ?? '')
    .execute()
  expect(changes).toEqual([{ actor: 'staff' }])
})

test('what cannot be cancelled any more is not said to have been', async () => {
  const { post, event, base, ...scene } = await office()
  await scene.register('jana@example.org')
  scene.pass(61)
  await scene.tick()
  const [registration] = await scene.registrationsOf('jana@example.org')
  const answer = await post(`/${event.slug}/registrations/${registration?.id}/cancel`)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${base}/${event.slug}#registrations`])
  expect(await scene.states('jana@example.org')).toEqual(['expired'])
})

test('every address of the area knows strangers, readers and other centres', async () => {
  const { event, base, ...scene } = await office()
  const foreign = await aCentre(ownerDb)
  const stranger = await aMember(ownerDb, [foreign])
  const reader = await aMember(ownerDb, [scene.centre], 'reader')
  await scene.come('jana@example.org')
  const [registration] = await scene.registrationsOf('jana@example.org')
  const reads = [
    base,
    `${base}/${event.slug}`,
    `${base}/${event.slug}/registrations`,
    `${base}/${event.slug}/registrations/print`,
  ]
  const edits = [`${base}/new`, `${base}/${event.slug}/edit`]
  const posts = [
    base,
    `${base}/${event.slug}`,
    `${base}/${event.slug}/publish`,
    `${base}/${event.slug}/registrations/${registration?.id}/cancel`,
  ]
  const before = await fingerprint(database)
  for (const path of [...reads, ...edits]) {
    const anonymous = await scene.app.get(path)
    expect([path, anonymous.status, anonymous.headers.get('location')]).toEqual([
      path,
      303,
      `/sign-in?next=${encodeURIComponent(path)}`,
    ])
    expect([path, (await scene.app.get(path, stranger.cookie)).status]).toEqual([path, 404])
  }
  for (const path of reads)
    expect([path, (await scene.app.get(path, reader.cookie)).status < 400]).toEqual([path, true])
  for (const path of edits) expect([path, (await scene.app.get(path, reader.cookie)).status]).toEqual([path, 403])
  for (const path of posts) {
    const fields = eventFields({ version: '1' })
    expect([path, (await scene.app.post(path, fields)).headers.get('location')]).toEqual([path, '/sign-in?next=%2Fapp'])
    expect([path, (await scene.app.post(path, fields, stranger.cookie)).status]).toEqual([path, 404])
    expect([path, (await scene.app.post(path, fields, reader.cookie)).status]).toEqual([path, 403])
  }
  expect(await fingerprint(database)).toEqual(before)
  const page = await (await scene.app.get(`${base}/${event.slug}`, reader.cookie)).text()
  expect(page).not.toMatch(/method="post"[^>]*action="[^"]*\/(publish|cancel)/)
})

test('an event or a registration of another centre is as missing as one that never was', async () => {
  const { post, get, event, ...scene } = await office()
  const foreign = await setScene(database)
  await foreign.come('jana@example.org')
  await scene.come('petr@example.org')
  const [theirs] = await foreign.registrationsOf('jana@example.org')
  const [ours] = await scene.registrationsOf('petr@example.org')
  const other = await anEvent(ownerDb, scene.centre)
  const before = await fingerprint(database)
  const statuses = [
    (await get(`/${foreign.event.slug}`)).status,
    (await get('/nikdy-nebyla')).status,
    (await post(`/${foreign.event.slug}/publish`)).status,
    (await post(`/${foreign.event.slug}`, eventFields({ version: '1' }))).status,
    (await post(`/${event.slug}/registrations/${theirs?.id}/cancel`)).status,
    (await post(`/${event.slug}/registrations/${newId()}/cancel`)).status,
    (await post(`/${other.slug}/registrations/${ours?.id}/cancel`)).status,
    (await post(`/${event.slug}/registrations/x/cancel`)).status,
  ]
  expect(statuses).toEqual(Array(8).fill(404))
  expect(await fingerprint(database)).toEqual(before)
})

test('what is wrong with an event is said next to its field, and what was typed stays', async () => {
  const { post, event } = await office()
  const wrongs: [string, string, string][] = [
    ['title_cs', '', 'Tohle prosím vyplňte.'],
    ['starts_at', '', 'Tohle prosím vyplňte.'],
    ['starts_at', 'zítra', 'Zadejte platné datum.'],
    ['starts_at', '+099999-01-01T00:00', 'Zadejte platné datum.'],
    ['ends_at', '2027-05-05T17:00', 'Konec musí být až po začátku.'],
    ['capacity', '0', 'Zadejte číslo aspoň 1.'],
    ['capacity', 'sto', 'Zadejte číslo.'],
    ['entry_stage', 'x', 'Vyberte jednu z nabízených možností.'],
  ]
  const before = await fingerprint(database)
  for (const [field, value, sentence] of wrongs) {
    for (const path of ['', `/${event.slug}`]) {
      const answer = await post(path, eventFields({ [field]: value, note: 'x', description_de: 'Zeile', version: '1' }))
      const html = await answer.text()
      const said = new RegExp(`id="field-${field}-error"[^>]*>(?:<[^>]+>)*([^<]+)`)
        .exec(html)?.[1]
        ?.replaceAll('\u00a0', ' ')
      expect([field, value, answer.status, said]).toEqual([field, value, 422, sentence])
      expect(html).toContain('Zeile</textarea>')
    }
  }
  for (const version of ['', 'x', '0', '99999999999', '-1']) {
    expect([version, (await post(`/${event.slug}`, eventFields({ version }))).status]).toEqual([version, 422])
  }
  expect(await fingerprint(database)).toEqual(before)
})

test('strange ends of addresses begin the list at its beginning', async () => {
  const { get, event } = await office()
  const cursor = (values: unknown) => Buffer.from(JSON.stringify(values)).toString('base64url')
  const strange = [
    'x',
    '%00',
    cursor(['2026-99-99T99:99:99Z', newId()]),
    cursor(['2026-02-30 10:00:00+00', newId()]),
    cursor([1]),
    cursor(''),
  ]
  for (const after of strange) {
    for (const path of [
      `?when=past&after=${after}`,
      `/${event.slug}?after=${after}`,
      `/${event.slug}?state=${after}`,
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 200])
    }
  }
})

test('a fresh app over the same database shows the same events: nothing lives in memory', async () => {
  const { post, member, base } = await office()
  await post('', eventFields())
  const page = await testApp(database.appDb).get(base, member.cookie)
  expect(await textOf(page)).toContain('Setkání rodáků v Plzni')
})

test('an event whose form says nothing of places or of the path home has neither', async () => {
  const { post, eventOf, base } = await office()
  const { capacity: _, entry_stage: __, ...fields } = eventFields()
  const answer = await post('', fields)
  expect(answer.headers.get('location')).toBe(`${base}/setkani-rodaku-v-plzni?done=created`)
  const event = await eventOf('setkani-rodaku-v-plzni')
  expect([event?.track, event?.entry_stage]).toEqual([null, null])
  const { capacity } = await ownerDb
    .selectFrom('event_places')
    .select('capacity')
    .where('event_id', '=', event?.id ?? '')
    .executeTakeFirstOrThrow()
  expect(capacity).toBeNull()
})
