import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/lib/ids.ts'
import { newToken, sha256 } from '../../src/lib/tokens.ts'
import { testApp } from '../support/app.ts'
import { aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aLivelyCentre, canary } from './two-centres.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const linkRoutes = app.app.routes
  .filter(({ method, path }) => method !== 'ALL' && /^\/(r|n|p|me|s|invitation|password)\/:token/.test(path))
  .map(({ method, path }) => ({ method, path: path.replace(/\{[^}]*\}+/g, '') }))
  .filter(
    (route, index, all) =>
      all.findIndex(({ method, path }) => method === route.method && path === route.path) === index,
  )

const kinds = ['r', 'n', 'p', 'me', 's', 'invitation', 'password'] as const
const tokens: Record<string, string> = {}
let cookies: string[] = []

beforeAll(async () => {
  const { centre, ids, link } = await aLivelyCentre(ownerDb, app, canary)
  const place = { centre_id: centre.id, expires_at: new Date(Date.now() + 86_400_000) }
  for (const kind of kinds) tokens[kind] = kind === 'r' ? link.slice('/r/'.length) : newToken()
  const hashOf = (kind: string) => ({ token_hash: sha256(tokens[kind] ?? '') })
  const contact_id = ids.contacts ?? ''
  await ownerDb
    .insertInto('personal_tokens')
    .values({ ...place, ...hashOf('me'), contact_id })
    .execute()
  await ownerDb
    .updateTable('newcomers')
    .set(hashOf('n'))
    .where('id', '=', ids.newcomers ?? '')
    .execute()
  const referral_id = ids.referrals ?? ''
  await ownerDb
    .insertInto('referral_tokens')
    .values({ ...place, ...hashOf('p'), referral_id })
    .execute()
  const waves = await ownerDb.selectFrom('waves').where('centre_id', '=', centre.id).select('id').execute()
  const wave_id = waves[0]?.id ?? (await aWave(centre.id))
  await ownerDb
    .insertInto('survey_drafts')
    .values({ ...place, ...hashOf('s'), wave_id, page: 1, answers: {} })
    .execute()
  const member = await aMember(ownerDb, [centre], 'admin')
  const waiting = newId()
  await ownerDb
    .insertInto('members')
    .values({ id: waiting, email: `${waiting}@example.org`, name: canary })
    .execute()
  await ownerDb
    .insertInto('memberships')
    .values({ centre_id: centre.id, member_id: waiting, role: 'reader', accepted_at: null })
    .execute()
  const door = { ...place, shown: false, created_at: new Date() }
  await ownerDb
    .insertInto('member_tokens')
    .values([
      { ...door, ...hashOf('invitation'), member_id: waiting, purpose: 'invitation' },
      { ...door, ...hashOf('password'), member_id: member.id, purpose: 'reset' },
    ])
    .execute()
  cookies = ['', member.cookie]
})

const aWave = async (centre_id: string) => {
  const [id, survey_id, now] = [newId(), newId(), new Date()]
  const survey = { centre_id, id: survey_id, slug: 'zkouska', status: 'published' as const }
  await ownerDb
    .insertInto('surveys')
    .values({ ...survey, created_at: now, updated_at: now })
    .execute()
  const times = { opens_at: now, closes_at: new Date(now.getTime() + 86_400_000) }
  await ownerDb
    .insertInto('waves')
    .values({ centre_id, id, survey_id, number: 1, ...times })
    .execute()
  return id
}

const open = (method: string, path: string, token: string, cookie = '') => {
  const address = path.replace(':token', token).replace(/:[a-z_]+/g, newId())
  return method === 'GET' ? app.get(address, cookie) : app.post(address, { reason: 'other' }, cookie)
}

test('there are links of every kind, each with a token that opens it', async () => {
  expect([...new Set(linkRoutes.map(({ path }) => path.split('/')[1]))].sort()).toEqual([...kinds].sort())
  for (const kind of kinds)
    expect([200, 303]).toContain((await open('GET', `/${kind}/:token`, tokens[kind] ?? '')).status)
})

describe.each(linkRoutes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (_name, { method, path }) => {
    const own = path.split('/')[1] ?? ''

    test('is closed to the links of other kinds, to guesses and to cut links, signed in or not', async () => {
      const others = kinds.filter((kind) => kind !== own).map((kind) => tokens[kind] ?? '')
      const wrong = [...others, newToken(), (tokens[own] ?? '').slice(0, 42), `${(tokens[own] ?? '').slice(0, 42)}~`]
      for (const token of wrong) {
        for (const cookie of cookies) {
          const answer = await open(method, path, token, cookie)
          const body = await answer.text()
          expect([token, answer.status, body.includes(canary)]).toEqual([token, 404, false])
        }
      }
    })
  },
)
