import { expect, test } from 'vitest'
import { publicMessages } from '../../views/messages/index.ts'
import { registrationFields } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { fingerprint, setScene, textOf } from './scene.ts'

const database = testDatabase()

const readable = (html: string) =>
  html
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
/** The sentence that stands next to a field. */
const sentenceAt = (html: string, field: string) =>
  readable(new RegExp(`id="field-${field}-error"[^>]*>(?:<[^>]+>)*([^<]+)`).exec(html)?.[1] ?? 'none')

type Wrong = [
  field: string,
  value: string | undefined,
  key: Parameters<ReturnType<typeof publicMessages>>[0],
  values?: Record<string, number>,
]
const wrongs: Wrong[] = [
  ['party_size', '0', 'field.too_small', { min: 1 }],
  ['party_size', '11', 'field.too_big', { max: 10 }],
  ['party_size', 'abc', 'field.number'],
  ['party_size', '1.5', 'field.number'],
  ['party_size', '-1', 'field.too_small', { min: 1 }],
  ['name', undefined, 'field.required'],
  ['name', '   ', 'field.required'],
  ['name', '\0', 'field.required'],
  ['name', 'x'.repeat(151), 'field.too_long', { max: 150 }],
  ['email', undefined, 'field.required'],
  ['email', 'jana', 'field.email'],
  ['email', 'jana@', 'field.email'],
  ['email', 'a@b@c.cz', 'field.email'],
  ['email', `${'x'.repeat(250)}@example.org`, 'field.too_long', { max: 254 }],
  ['note', 'x'.repeat(1001), 'field.too_long', { max: 1000 }],
  ['consent_contact', 'yes', 'field.choice'],
]

for (const lang of ['cs', 'en', 'de', 'uk'] as const) {
  test(`what is wrong is said next to its field and what was typed stays, in ${lang}`, async () => {
    const scene = await setScene(database)
    const address = scene.address.replace('/cs/', `/${lang}/`)
    const t = publicMessages(lang)
    const before = await fingerprint(database)
    for (const [field, value, key, values] of wrongs) {
      const { [field]: _, ...others } = registrationFields({ name: 'Řehoř "Kočka" <b>', note: 'přijdu později' })
      const answer = await scene.app.post(address, { ...others, ...(value === undefined ? {} : { [field]: value }) })
      const html = await answer.text()
      expect([field, value, answer.status, sentenceAt(html, field)]).toEqual([field, value, 422, t(key, values)])
      if (field !== 'note') expect(html).toContain('přijdu později</textarea>')
      if (field !== 'name') expect(readable(html)).toContain('value="Řehoř "Kočka" <b>"')
      expect(html).toContain(`name="idempotency_key" value="${others.idempotency_key}"`)
      expect(html).toContain(`<html lang="${lang}"`)
    }
    expect(await fingerprint(database)).toEqual(before)
  })
}

test('a form without its key, or with a garbled one, is shown again complete', async () => {
  const scene = await setScene(database)
  const reload = 'Formulář se načetl neúplný'
  const garbled: Record<string, string>[] = [
    {},
    { idempotency_key: '' },
    { idempotency_key: 'x' },
    { idempotency_key: "'; drop table" },
  ]
  for (const wrong of garbled) {
    const { idempotency_key: _, ...fields } = registrationFields()
    const answer = await scene.app.post(scene.address, { ...fields, ...wrong })
    const html = await textOf(answer)
    expect([answer.status, html.includes(reload)]).toEqual([422, true])
    const key = /name="idempotency_key" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const again = await scene.app.post(scene.address, { ...fields, idempotency_key: key })
    expect(again.status).toBe(303)
  }
})

test('a field sent twice is refused and the first is kept', async () => {
  const scene = await setScene(database)
  for (const field of ['name', 'email', 'party_size', 'note', 'consent_contact', 'idempotency_key']) {
    const fields = registrationFields({ note: 'ahoj' })
    const twice: [string, string][] = [...Object.entries(fields), [field, fields[field] ?? '']]
    const answer = await scene.app.post(scene.address, twice)
    const html = await answer.text()
    expect([field, answer.status]).toEqual([field, 422])
    expect([field, html.includes(`value="${fields.email}"`)]).toEqual([field, true])
  }
  expect(await scene.places()).toEqual({ capacity: 60, taken: 0, waiting: 0 })
})

test('strange names of fields, letters and encodings never break the server', async () => {
  const scene = await setScene(database)
  const strange: [string, string][] = [
    ...[
      ['__proto__', 'x'],
      ['constructor', 'x'],
      ['toString', 'x'],
      ['name[first]', 'x'],
      ['', 'x'],
      ['a.b', 'x'],
    ],
  ] as [string, string][] // a list of pairs written as a list
  for (const extra of strange) {
    const answer = await scene.app.post(scene.address, [...Object.entries(registrationFields()), extra])
    expect([extra, answer.status]).toEqual([extra, 303])
  }
  const odd = [
    'Zażółć',
    '𝒥𝒶𝓃𝒶 🙂',
    'שלום',
    'a\u0301',
    '\u202eevil',
    'Jan\0a',
    '<script>alert(1)</script>',
    "Robert'); --",
  ]
  for (const name of odd) {
    const email = `a${odd.indexOf(name)}@example.org`
    expect([name, (await scene.register(email, { name })).status]).toEqual([name, 303])
    expect((await scene.registrationsOf(email))[0]?.name).toBe(name.replace('\0', ''))
    const page = await (await scene.app.get(await scene.linkOf(email))).text()
    expect(page).not.toContain('<script>alert')
  }
  const raw = (body: string | Uint8Array, type = 'application/x-www-form-urlencoded') =>
    scene.app.app.request(`http://krajan.test${scene.address}`, {
      method: 'POST',
      body: body as BodyInit,
      headers: { 'content-type': type, origin: 'http://krajan.test' },
    })
  const answers = [
    await raw('name=%ff%fe&email=%'),
    await raw('%%%'),
    await raw(''),
    await raw(new Uint8Array([0, 255, 254])),
    await raw('x', 'multipart/form-data; boundary=none'),
    await raw('x', 'multipart/form-data'),
    await raw('{}', 'application/json'),
    await raw(`name=${'x'.repeat(1024 * 1024)}`),
  ]
  expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 400, 400, 415, 413])
})

test('what is not there is a 404, what is over a 410 with its page, whatever is posted', async () => {
  const open = await setScene(database)
  const draft = await setScene(database, { status: 'draft' })
  const past = await setScene(database, { starts_at: new Date(Date.now() - 86_400_000) })
  const running = await setScene(database, { starts_at: new Date(Date.now() - 3_600_000) })
  const off = await setScene(database, { status: 'cancelled' })
  const seen = async (address: string, fields: Record<string, string> = registrationFields()) => {
    const answer = await open.app.post(address, fields)
    return { status: answer.status, text: await textOf(answer) }
  }
  const before = await fingerprint(database)
  const missing = `${open.address}-neni`
  for (const address of [missing, draft.address, `/cs/neni/events/${open.event.slug}`]) {
    expect([address, (await seen(address)).status, (await open.app.get(address)).status]).toEqual([address, 404, 404])
    expect([address, (await open.app.get(`${address}.ics`)).status]).toEqual([address, 404])
    expect([address, (await open.app.get(`${address}/check-your-email`)).status]).toEqual([address, 404])
  }
  const said = { 'Tohle setkání už proběhlo': past, 'Přihlašování je uzavřené': running, 'Akce se bohužel nekoná': off }
  for (const [sentence, { address }] of Object.entries(said)) {
    for (const fields of [registrationFields(), {}]) {
      const { status, text } = await seen(address, fields)
      expect([address, status, text.includes(sentence)]).toEqual([address, 410, true])
    }
    const page = await open.app.get(address)
    const text = await textOf(page)
    expect([page.status, text.includes(sentence), text.includes('idempotency_key')]).toEqual([200, true, false])
  }
  expect(await fingerprint(database)).toEqual(before)
})

test('registration closes at the minute it was set to', async () => {
  const scene = await setScene(database)
  const closes = new Date(Date.now() + 30 * 60_000)
  await database.ownerDb
    .updateTable('events')
    .set({ registration_closes_at: closes })
    .where('id', '=', scene.event.id)
    .execute()
  expect((await scene.register('vcas@example.org')).status).toBe(303)
  scene.pass(31)
  expect((await scene.register('pozde@example.org')).status).toBe(410)
  expect(await scene.press('vcas@example.org', 'confirm').then(({ status }) => status)).toBe(303)
  expect(await scene.states('vcas@example.org', 'pozde@example.org')).toEqual(['confirmed', undefined])
})
