import { describe, expect, test } from 'vitest'
import { newToken } from '../../src/lib/tokens.ts'
import { testApp } from '../support/app.ts'
import { aMember, cookieOf, password } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aTeam, cookieIn, good, hashIn, linkIn, type Team } from './team-scene.ts'

const database = testDatabase()
const { ownerDb, appDb } = database
const address = () => `nova-${newToken().toLowerCase()}@example.org`
const mailed = () => aTeam(database, testApp(appDb, { settings: { mail: 'ready' } }))
const linkTo = async (team: Team, email: string) => linkIn((await team.mailsTo(email)).at(-1)?.body ?? '')
const resetFor = async (team: Team, member: { id: string; email: string }) => {
  const answer = await team.app.post(`${team.base}/${member.id}/link`, {}, team.admin.cookie)
  return { status: answer.status, html: await answer.text(), link: await linkTo(team, member.email) }
}
const isLive = async (team: Team, cookie: string) => (await team.app.get('/account', cookie)).status === 200
const hashOf = async (team: Team, email: string) => (await team.memberOf(email))?.password_hash

describe('an invitation', () => {
  test('is opened any number of times without doing anything, and accepted once', async () => {
    const team = await aTeam(database)
    const email = address()
    const { link } = await team.invite(email)
    for (const _ of [1, 2]) {
      const page = await team.app.get(link)
      expect([
        page.status,
        (await page.text()).includes(email),
        page.headers.get('cache-control'),
        page.headers.get('x-robots-tag'),
      ]).toEqual([200, true, 'no-store', 'noindex'])
    }
    expect(await team.memberOf(email)).toMatchObject({ password_hash: null, signed_in_at: null })
    const accepted = await team.app.post(link, { password: good })
    expect([accepted.status, accepted.headers.get('location')]).toEqual([303, `/app/${team.centre.slug}`])
    expect((await team.app.get(`/app/${team.centre.slug}`, cookieIn(accepted))).status).toBe(200)
    expect((await team.app.post('/sign-in', { email, password: good, next: '' })).status).toBe(303)
    const id = (await team.memberOf(email))?.id
    expect((await team.audit()).at(-1)).toEqual(['member.accepted', id, id])
    const again = await team.app.post(link, { password: 'jiné dlouhé heslo ano' })
    expect([again.status, (await team.app.get(link)).status, again.headers.get('set-cookie')]).toEqual([404, 404, null])
    expect((await team.app.post('/sign-in', { email, password: good, next: '' })).status).toBe(303)
  })

  test('accepted twice at once lets in once', async () => {
    const team = await aTeam(database)
    const { link } = await team.invite(address())
    const answers = await Promise.all([1, 2, 3].map(() => team.app.post(link, { password: good })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404])
  })

  test('takes no easy password, and stays good after a refusal', async () => {
    const team = await aTeam(database)
    const email = address()
    const { link } = await team.invite(email)
    for (const typed of ['', 'krátké', 'Nová Kolegyně', 'x'.repeat(201)]) {
      const answer = await team.app.post(link, { password: typed })
      expect([answer.status, (await answer.text()).includes('field-password-error')]).toEqual([422, true])
    }
    expect(await hashOf(team, email)).toBe(null)
    expect((await team.app.post(link, { password: good })).status).toBe(303)
  })

  test('lapses after seven days, with a new one, and with the access', async () => {
    const team = await aTeam(database)
    const first = await team.invite(address())
    const tokens = ownerDb.updateTable('member_tokens').where('token_hash', '=', hashIn(first.link))
    const [token] = await ownerDb
      .selectFrom('member_tokens')
      .selectAll()
      .where('token_hash', '=', hashIn(first.link))
      .execute()
    expect((Number(token?.expires_at) - Number(token?.created_at)) / 86_400_000).toBe(7)
    await tokens.set({ expires_at: new Date(Date.now() - 1000) }).execute()
    expect((await team.app.post(first.link, { password: good })).status).toBe(404)

    const email = address()
    const second = await team.invite(email)
    const id = (await team.memberOf(email))?.id ?? ''
    const renewed = linkIn(await (await team.app.post(`${team.base}/${id}/link`, {}, team.admin.cookie)).text())
    expect([(await team.app.get(second.link)).status, (await team.app.get(renewed)).status]).toEqual([404, 200])
    await team.app.post(`${team.base}/${id}/disable`, { version: '1' }, team.admin.cookie)
    expect((await team.app.post(renewed, { password: good })).status).toBe(404)
    expect(await hashOf(team, email)).toBe(null)
  })

  test('of somebody who works elsewhere is accepted with the password they have, which it cannot change', async () => {
    const team = await aTeam(database)
    const known = await aMember(ownerDb, [team.elsewhere], 'coordinator')
    const before = await hashOf(team, known.email)
    const { link } = await team.invite(known.email, { role: 'reader' })
    expect((await (await team.app.get(link)).text()).includes('dosavadním heslem')).toBe(true)
    const wrong = await team.app.post(link, { password: good })
    expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([422, null])
    expect((await team.app.get(`/app/${team.centre.slug}`, known.cookie)).status).toBe(404)
    expect((await team.app.post(link, { password })).status).toBe(303)
    expect(await hashOf(team, known.email)).toBe(before)
    expect((await team.app.get(`/app/${team.centre.slug}`, known.cookie)).status).toBe(200)
    expect(await team.membershipOf(known.id, team.elsewhere.id)).toMatchObject({ role: 'coordinator' })
  })

  test('guessed at with passwords ends after ten, before any transaction opens', async () => {
    const team = await aTeam(database)
    const known = await aMember(ownerDb, [team.elsewhere], 'coordinator')
    const { link } = await team.invite(known.email)
    const strict = testApp(appDb, { settings: { rateLimits: true }, addressOf: () => '198.51.100.77' })
    const tries: number[] = []
    for (let time = 0; time < 11; time++) tries.push((await strict.post(link, { password: 'špatně' })).status)
    expect(tries).toEqual([...Array(10).fill(422), 429])
  })
})

describe('a link for a new password', () => {
  test('sets it once, ends every session, and lets in', async () => {
    const team = await mailed()
    const member = await aMember(ownerDb, [team.centre])
    const other = await cookieOf(ownerDb, member.id)
    const { status, html, link } = await resetFor(team, member)
    expect([status, linkIn(html), link]).toEqual([303, 'no link', expect.stringMatching(/^\/password\//)])
    expect((await team.app.get(link)).status).toBe(200)
    expect([await isLive(team, member.cookie), await isLive(team, other)]).toEqual([true, true])
    const set = await team.app.post(link, { password: good })
    expect([set.status, await isLive(team, cookieIn(set))]).toEqual([303, true])
    expect([await isLive(team, member.cookie), await isLive(team, other)]).toEqual([false, false])
    expect((await team.app.post(link, { password: 'ještě jiné dlouhé' })).status).toBe(404)
    const signIn = async (typed: string) =>
      (await team.app.post('/sign-in', { email: member.email, password: typed, next: '' })).status
    expect([await signIn(password), await signIn(good)]).toEqual([422, 303])
    expect((await team.audit()).map(([action]) => action)).toEqual(['member.link', 'member.password'])
  })

  test('is no invitation, and an invitation is no such link', async () => {
    const team = await aTeam(database)
    const member = await aMember(ownerDb, [team.centre])
    const reset = (await resetFor(team, member)).link
    const { link: invitation } = await team.invite(address())
    for (const swapped of [
      reset.replace('/password/', '/invitation/'),
      invitation.replace('/invitation/', '/password/'),
    ]) {
      expect([(await team.app.get(swapped)).status, (await team.app.post(swapped, { password: good })).status]).toEqual(
        [404, 404],
      )
    }
    expect([(await team.app.get(reset)).status, (await team.app.get(invitation)).status]).toEqual([200, 200])
  })

  test('made before the password was changed is void', async () => {
    const team = await mailed()
    const member = await aMember(ownerDb, [team.centre])
    const { link } = await resetFor(team, member)
    await team.app.post('/account/password', { current: password, password: good }, member.cookie)
    expect([
      (await team.app.get(link)).status,
      (await team.app.post(link, { password: 'útočníkovo heslo' })).status,
    ]).toEqual([404, 404])
  })

  test('of a member of more centres is never shown to an administrator of one', async () => {
    const kept = await aTeam(database)
    const both = await aMember(ownerDb, [kept.centre, kept.elsewhere])
    const refused = await kept.app.post(`${kept.base}/${both.id}/link`, {}, kept.admin.cookie)
    expect([refused.status, linkIn(await refused.text()), await kept.mailsTo(both.email)]).toEqual([422, 'no link', []])
    const team = await mailed()
    const theirs = await aMember(ownerDb, [team.centre, team.elsewhere])
    const { status, html, link } = await resetFor(team, theirs)
    expect([status, linkIn(html), (await team.app.get(link)).status]).toEqual([303, 'no link', 200])
  })

  test('shown to an administrator is void once its holder works elsewhere too', async () => {
    const team = await aTeam(database)
    const member = await aMember(ownerDb, [team.centre])
    const { html, link } = await resetFor(team, member)
    expect(html).toContain(link)
    await ownerDb
      .insertInto('memberships')
      .values({ centre_id: team.elsewhere.id, member_id: member.id, role: 'reader' })
      .execute()
    expect([(await team.app.get(link)).status, (await team.app.post(link, { password: good })).status]).toEqual([
      404, 404,
    ])
    expect(await isLive(team, member.cookie)).toBe(true)
  })

  test('is readable in the ledger for nobody, kept or not, page nor frame', async () => {
    const team = await aTeam(database)
    const member = await aMember(ownerDb, [team.centre], 'admin')
    const { link } = await resetFor(team, member)
    const invited = address()
    await team.invite(invited)
    for (const email of [member.email, invited]) {
      const [mail] = await team.mailsTo(email)
      const token = linkIn(mail?.body ?? '').split('/')[2] ?? ''
      expect(token).toHaveLength(43)
      for (const path of ['', '/html']) {
        const page = await team.app.get(`/app/${team.centre.slug}/mail/${mail?.id}${path}`, team.admin.cookie)
        expect([page.status, (await page.text()).includes(token)]).toEqual([200, false])
      }
    }
    expect((await team.app.get(link)).status).toBe(200)
  })
})
