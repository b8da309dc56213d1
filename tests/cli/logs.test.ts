import { getJsonLinesFormatter, getLogger } from '@logtape/logtape'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId, randomId } from '../../src/lib/ids.ts'
import { sha256 } from '../../src/lib/tokens.ts'
import { traceOf } from '../../src/lib/trace.ts'
import { deliverMails } from '../../src/mail/delivery.ts'
import { jobOf } from '../../src/node/job.ts'
import { logged, testApp, testSettings } from '../support/app.ts'
import { aMember, anEvent, cookieOf, password, registrationFields, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { addressOf, aLivelyCentre, ask, type Planted } from '../web/two-centres.ts'
import { krajan } from './process.ts'

const { appDb, ownerDb, appUrl, ownerUrl } = testDatabase()
const app = testApp(appDb)
/** Stands in every name, address, note, search, token and secret of these tests, and must stand in no line of the log. */
const word = 'kanarek7'
const token = `${word}${'x'.repeat(43 - word.length)}`

let planted: Planted
let member: TestMember

beforeAll(async () => {
  planted = await aLivelyCentre(ownerDb, app, word)
  member = await aMember(ownerDb, [planted.centre], 'admin', `Hana ${word}`)
})

const format = getJsonLinesFormatter({ properties: 'flatten' })
const lines = () => logged.map((record) => format(record))
/** Runs it and gives the lines logged meanwhile; whatever it was, none may tell of anybody. */
const linesOf = async (work: () => Promise<unknown>) => {
  const before = logged.length
  await work()
  const said = lines().slice(before)
  expect(said.filter((line) => line.toLowerCase().includes(word) || line.includes(planted.link.slice(3)))).toEqual([])
  return said
}

const fields = {
  ...registrationFields({ name: `Karel ${word}`, email: `${word}@example.org`, note: word }),
  ...{
    given_name: word,
    family_name: word,
    body: word,
    next_step: word,
    reason: word,
    password: word,
    next: `/app/${word}`,
  },
  ...{ kind: 'note', stage: 'exploring', version: '1', q: word, tags: word, need: word, phone: `+420 ${word}` },
}
const search = `?q=${word}&email=${word}%40example.org&after=${word}`

describe('no line of the log tells of anybody', () => {
  test('on every route, asked as meant and with what it does not take', async () => {
    const routes = [
      ...new Map(
        app.app.routes.filter(({ method }) => method !== 'ALL').map((each) => [`${each.method} ${each.path}`, each]),
      ),
    ].map(([, route]) => route)
    const said = await linesOf(async () => {
      for (const route of routes) {
        const address = addressIn(route.path)
        // one of them signs out
        const cookie = await cookieOf(ownerDb, member.id)
        if (route.method === 'GET') {
          await app.get(address + search, cookie)
          await app.get(address + search)
        } else {
          await app.post(address + search, fields, cookie)
          await ask(app, route, address, cookie)
        }
      }
      for (const path of ['/r', '/p', '/s', '/me', '/u']) await app.get(`${path}/${token}`)
      await app.get(`/${word}/${word}@example.org`)
      await app.post('/sign-in', { email: `${word}@example.org`, password: word })
      await app.post('/sign-in', { email: member.email, password: `${password}${word}` })
    })
    expect(said.length).toBeGreaterThan(routes.length)
    expect(new Set(said.map((line) => /"status":(\d)/.exec(line)?.[1]))).toEqual(new Set(['2', '3', '4']))
  }, 60_000)

  test('when a query breaks, a row is refused or a value cannot be read', async () => {
    const { cookie } = await aMember(ownerDb, [planted.centre], 'admin')
    await sql`revoke select on contacts from krajan_app`.execute(ownerDb)
    const broken = await linesOf(async () => {
      await app.get(`/app/${planted.centre.slug}/contacts${search}`, cookie)
      await app.get(`/app/${planted.centre.slug}/contacts/${planted.ids.contacts}`, cookie)
    })
    await sql`grant select on contacts to krajan_app`.execute(ownerDb)
    expect(broken.filter((line) => line.includes('"status":500')).length).toBeGreaterThan(0)
    expect(broken.join('\n')).toContain('42501')

    await sql`alter table registrations add constraint planted check (name !~ 'kanarek7') not valid`.execute(ownerDb)
    await sql`alter table contacts add constraint planted check (given_name::int > 0) not valid`.execute(ownerDb)
    // the walk before may have closed the other one
    const event = await anEvent(ownerDb, planted.centre)
    const refused = await linesOf(async () => {
      const attendee = registrationFields({ name: `Karel ${word}`, email: `${word}-2@example.org` })
      await app.post(`/cs/${planted.centre.slug}/events/${event.slug}`, attendee)
      const person = { given_name: word, family_name: word, track: 'return', idempotency_key: randomId() }
      await app.post(`/app/${planted.centre.slug}/contacts`, person, cookie)
    })
    await sql`alter table registrations drop constraint planted`.execute(ownerDb)
    await sql`alter table contacts drop constraint planted`.execute(ownerDb)
    expect(refused.filter((line) => line.includes('"status":500')).length).toBe(2)
    expect(refused.join('\n')).toMatch(/23514.*22P02/s)
  })

  test('by jobs that work, that fail, and by mail that is refused; the lines of one run share an id', async () => {
    const mail = {
      ...{ centre_id: planted.centre.id, id: newId(), dedupe_key: newId(), class: 'security' as const, kind: 'test' },
      ...{ to_address: `${word}@example.org`, to_name: word, address_hash: sha256(word), lang: 'cs' as const },
      ...{
        subject: word,
        html: word,
        body: word,
        state: 'ready' as const,
        not_before: new Date(0),
        created_at: new Date(),
      },
    }
    await ownerDb.insertInto('mails').values(mail).execute()
    const transport = {
      send: async () => ({ kind: 'refused' as const, reason: `550 no such user ${word}@example.org` }),
    }
    const log = getLogger('krajan')
    const settings = { ...testSettings, mail: 'ready' as const }
    const said = await linesOf(async () => {
      await jobOf('jobs', { log }, (own) =>
        deliverMails(appDb, { transport, settings, clock: (now) => now, log: own }, { most: 5 }),
      )()
      await jobOf('jobs', { log }, async () =>
        Promise.reject(new Error(`unreadable: "${word}" of ${word}@example.org`)),
      )()
    })
    const runs = said.map((line) => /"runId":"([^"]+)"/.exec(line)?.[1])
    expect(runs.length).toBeGreaterThanOrEqual(3)
    expect(runs.every(Boolean)).toBe(true)
    expect(new Set(runs).size).toBe(2)
    expect(said.at(-1)).toMatch(/"level":"ERROR".*"job":"jobs"/)
  })

  test('by the command line', async () => {
    const env = {
      DATABASE_URL: appUrl,
      DATABASE_OWNER_URL: ownerUrl,
      SECRET_KEY: `${word} ${'y'.repeat(32)}`,
      LOG_LEVEL: 'debug',
    }
    const mailing = { SMTP_URL: `smtp://${word}:${word}@127.0.0.1:1`, MAIL_FROM: `${word}@example.org` }
    const runs = [
      await krajan(['jobs', 'run'], { ...env, ...mailing }),
      await krajan(['doctor'], { ...env, ...mailing }),
      await krajan(['doctor', '--json'], { ...env, DATABASE_URL: `postgres://${word}:${word}@127.0.0.1:1/x` }),
    ]
    for (const { output } of runs) expect(output.toLowerCase()).not.toContain(word)
  })
})

test('of an error what is kept is where it happened and what kind it is', () => {
  const error = Object.assign(new Error(`invalid input: "${word}"\nDETAIL: ${word}\n    for ${word}@example.org`), {
    ...{ code: '22P02', table_name: 'contacts', constraint_name: 'contacts_check', detail: word, query: word },
  })
  const trace = traceOf(error)
  expect(trace).toMatchObject({ name: 'Error', code: '22P02', table: 'contacts', constraint: 'contacts_check' })
  expect(trace.message).toBe('invalid input: "…"')
  expect(trace.stack).toMatch(/^\s+at .*logs\.test\.ts/)
  expect(JSON.stringify(trace)).not.toContain(word)
  expect(traceOf(word).message).toBe('something that is no error was thrown')
})

const addressIn = (pattern: string): string => {
  try {
    return addressOf(pattern, planted)
  } catch {
    // nothing of the kind is planted: a stranger's word does as well
    return pattern.replace(/:\w+(\{[^/]*\})?/g, word)
  }
}
