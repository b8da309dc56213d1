import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { randomId } from '../../src/lib/ids.ts'
import { fieldIn } from '../contacts/desk.ts'
import { logged, publicUrl, testApp } from '../support/app.ts'
import { aMember, cookieOf } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { addressOf, aLivelyCentre, type Planted } from './two-centres.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const patterns = [
  ...new Set(app.app.routes.filter(({ method }) => method === 'POST').map(({ path }) => path.replace(/\/$/, ''))),
]

let planted: Planted
let memberId: string
let cookie: string

beforeAll(async () => {
  planted = await aLivelyCentre(ownerDb, app, 'domaci')
  ;({ id: memberId, cookie } = await aMember(ownerDb, [planted.centre], 'admin'))
})

const names = [
  'given_name',
  'family_name',
  'birth_name',
  'email',
  'phone',
  'lang',
  'municipality_origin',
  'residence',
  'field',
  'tags',
  'owner_id',
  'track',
  'note',
  'idempotency_key',
  'version',
  'kind',
  'body',
  'occurred_at',
  'next_step',
  'next_step_on',
  'stage',
  'title_cs',
  'title_en',
  'summary_cs',
  'starts_at',
  'ends_at',
  'venue',
  'town',
  'capacity',
  'entry_stage',
  'name',
  'party_size',
  'consent_contact',
  'password',
  'next',
  '__proto__',
  'constructor',
  'a[b]',
  '',
]

/** Values that are nearly right for one field or another. */
const likely = [
  '',
  ' ',
  '0',
  '1',
  '2',
  '-1',
  '1.5',
  '1e9',
  '99999999999',
  'NaN',
  'Infinity',
  '0x10',
  'on',
  'cs',
  'return',
  'exploring',
  'moving',
  'note',
  'phone_call',
  '2026-12-09',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '2026-12-09T18:00',
  '2026-12-09T25:00',
  '+275760-09-13T00:00',
  '-000001-01-01T00:00',
  '9999-12-31T23:59',
  '2026-03-29T02:30',
  'jana@example.org',
  'JANA@EXAMPLE.ORG',
  '"a b"@example.org',
  'a@b',
  '777 123 456',
  '+420777123456',
  '018f0000-0000-7000-8000-000000000000',
  '018F0000-0000-7000-8000-00000000000A',
  'Jana',
  'x'.repeat(100_000),
  'ě'.repeat(300),
  ','.repeat(400),
  'a,b,c',
  '\0',
  'a\0b',
  '\ud800',
  'x\udc00y',
  '\r\n',
  '%',
  `'`,
  '"><script>',
  '{a, plural, one {b}}',
  '\u202e\u0000\u0008',
  '//evil.example',
  '[object Object]',
]

const value = fc.oneof(
  { arbitrary: fc.constantFrom(...likely), weight: 4 },
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 50 }),
)
/** What every route would take, so that garbage in one field comes as far as it can. */
const right = {
  given_name: 'Jana',
  family_name: 'Nová',
  lang: 'cs',
  kind: 'note',
  body: 'x',
  next_step: 'x',
  next_step_on: '2030-01-01',
  stage: 'moving',
  version: '1',
  title_cs: 'Setkání',
  starts_at: '2030-01-01T10:00',
  ends_at: '2030-01-01T12:00',
  venue: 'Dům',
  town: 'Plzeň',
  capacity: '60',
  entry_stage: 'known',
  name: 'Jana Nová',
  email: 'nova@example.org',
  party_size: '1',
  idempotency_key: '018f0000-0000-4000-8000-000000000000',
}
const garbage = (maxLength: number) => fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength })
const fields = fc.oneof(
  garbage(25),
  garbage(3).map((wrong): [string, string][] =>
    Object.entries({ ...right, idempotency_key: randomId(), ...Object.fromEntries(wrong) }),
  ),
)

/** As a form sends it, or with bytes a browser would never send. */
const asForm = (pairs: [string, string][]) =>
  new URLSearchParams(pairs.map(([name, text]) => [name, text.toWellFormed()])).toString()
const asRaw = (pairs: [string, string][]) =>
  pairs
    .map(([name, text]) => `${name}=${text.replaceAll('\ud800', '%ED%A0%80').replaceAll('\0', '%00').slice(0, 500)}`)
    .join('&')
const asParts = (pairs: [string, string][]) => {
  const parts = pairs.map(
    ([name, text]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text.toWellFormed()}\r\n`,
  )
  return `${parts.join('')}--x--\r\n`
}
const asBroken = (pairs: [string, string][]) => asParts(pairs).slice(0, -12)

const encodings = [
  ['application/x-www-form-urlencoded', asForm],
  ['application/x-www-form-urlencoded', asRaw],
  ['multipart/form-data; boundary=x', asParts],
  ['multipart/form-data; boundary=x', asBroken],
  ['multipart/form-data', asParts],
] as const

const post = (path: string, type: string, body: string) =>
  app.app.request(`${publicUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': type, origin: publicUrl, cookie },
    body,
  })

describe('garbage in a form', () => {
  test('is never an error of ours, whatever the route', async () => {
    const seen = new Set<number>()
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...patterns),
        fc.constantFrom(...encodings),
        fields,
        async (pattern, [type, encode], pairs) => {
          const response = await post(addressOf(pattern, planted), type, encode(pairs))
          seen.add(response.status)
          expect([200, 303, 400, 404, 409, 410, 422]).toContain(response.status)
          if (response.headers.get('location') === '/sign-in') cookie = await cookieOf(ownerDb, memberId)
        },
      ),
      { numRuns: 200 },
    )
    expect([...seen]).toEqual(expect.arrayContaining([303, 422]))
    expect(logged.filter(({ level }) => level === 'error')).toEqual([])
  }, 120_000)

  const contactFields = [
    'given_name',
    'family_name',
    'birth_name',
    'email',
    'phone',
    'municipality_origin',
    'residence',
    'field',
    'tags',
    'note',
  ] as const
  const typed = fc.record(
    Object.fromEntries(contactFields.map((name) => [name, value])) as Record<
      (typeof contactFields)[number],
      typeof value
    >,
  ) // the names are the fields

  test('stands in the form again as it was typed', async () => {
    await fc.assert(
      fc.asyncProperty(typed, async (said) => {
        const response = await post(
          `/app/${planted.centre.slug}/contacts`,
          encodings[0][0],
          asForm([...Object.entries(said), ['lang', 'xx']]),
        )
        const html = await response.text()
        expect(response.status).toBe(422)
        const shown = contactFields.map((name) => [name, fieldIn(html, name)])
        expect(shown).toEqual(contactFields.map((name) => [name, cleaned(said[name])]))
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  test.each(['Jana', 'x'.repeat(100_000), 'Ján\0a\ud800\u202e', '\r\n\r\n'])(
    'of two fields with one name is refused, and the first is kept',
    async (first) => {
      const body = asForm([
        ['family_name', first],
        ['family_name', 'Druhá'],
        ['email', 'a@example.org'],
        ['email', 'b@example.org'],
      ])
      const response = await post(`/app/${planted.centre.slug}/contacts`, encodings[0][0], body)
      const html = await response.text()
      expect([response.status, fieldIn(html, 'family_name'), fieldIn(html, 'email')]).toEqual([
        422,
        cleaned(first),
        'a@example.org',
      ])
    },
  )

  test('larger than a megabyte is not read at all', async () => {
    const response = await post(
      `/app/${planted.centre.slug}/contacts`,
      encodings[0][0],
      `note=${'x'.repeat(1_100_000)}`,
    )
    expect([response.status, (await response.text()).includes('<h1')]).toEqual([413, true])
  })
})

const cleaned = (said: string) =>
  said
    .toWellFormed()
    .replace(/\r\n|\r/g, '\n')
    .replace(/\p{Cc}/gu, (control) => ('\n\t'.includes(control) ? control : ''))
