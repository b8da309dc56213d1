import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { newToken } from '../../src/lib/tokens.ts'
import { testApp } from '../support/app.ts'
import { aMember, password } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aTeam, cookieIn, good, hashIn, linkIn, type Team } from './team-scene.ts'

const database = testDatabase()
const { ownerDb, appDb } = database
let network = 1
const strict = testApp(appDb, { settings: { rateLimits: true }, addressOf: () => `198.51.${network}.7` })
const address = () => `nova-${newToken().toLowerCase()}@example.org`
const other = 'úplně jiné dlouhé heslo'

beforeEach(async () => {
  await ownerDb.deleteFrom('rate_limits').execute()
  network = 1
})

const tries = async (link: string, count: number) => {
  const seen: number[] = []
  for (let time = 0; time < count; time++) seen.push((await strict.post(link, { password: `špatně ${time}` })).status)
  return seen
}
const renew = async (team: Team, id: string) => {
  const answer = await team.app.post(`${team.base}/${id}/link`, {}, team.admin.cookie)
  const html = await answer.text()
  return { status: answer.status, html, link: linkIn(html) }
}
const besides = async (team: Team) => {
  const admin = await aMember(ownerDb, [team.elsewhere], 'admin')
  return (email: string) =>
    team.invite(email, {}, admin.cookie, `/app/${team.elsewhere.slug}/settings/members`).then(({ link }) => link)
}
const opens = async (team: Team, cookie: string) =>
  Promise.all(
    [team.centre, team.elsewhere].map(async ({ slug }) => (await team.app.get(`/app/${slug}`, cookie)).status),
  )

describe('the password of somebody invited from elsewhere', () => {
  test('is guessed at ten times an hour, with however many links, from however many networks', async () => {
    const team = await aTeam(database)
    const victim = await aMember(ownerDb, [team.elsewhere], 'admin')
    const { link } = await team.invite(victim.email)
    expect(await tries(link, 5)).toEqual(Array(5).fill(422))
    network = 2
    expect(await tries(link, 5)).toEqual(Array(5).fill(422))
    network = 3
    const renewed = (await renew(team, victim.id)).link
    expect(renewed).not.toBe(link)
    const blocked = await strict.post(renewed, { password })
    expect([blocked.status, blocked.headers.get('set-cookie')]).toEqual([429, null])
    expect((await team.membershipOf(victim.id)).accepted_at).toBe(null)
    expect((await strict.post('/sign-in', { email: victim.email, password, next: '' })).status).toBe(303)
  })

  test('counts as a sign-in does: tries at either door are tries at the other', async () => {
    const team = await aTeam(database)
    const victim = await aMember(ownerDb, [team.elsewhere])
    const { link } = await team.invite(victim.email)
    const signIn = async (typed: string) =>
      (await strict.post('/sign-in', { email: victim.email, password: typed, next: '' })).status
    expect(await tries(link, 4)).toEqual(Array(4).fill(422))
    for (let time = 0; time < 6; time++) expect(await signIn('špatně')).toBe(422)
    expect([await signIn(password), (await strict.post(link, { password })).status]).toEqual([429, 429])
  })

  test('is guessed at thirty times by one network, whoever the links are for', async () => {
    const team = await aTeam(database)
    const links: string[] = []
    for (const _ of [1, 2, 3, 4]) {
      links.push((await team.invite((await aMember(ownerDb, [team.elsewhere])).email)).link)
    }
    for (const link of links.slice(0, 3)) expect(await tries(link, 10)).toEqual(Array(10).fill(422))
    expect(await tries(links[3] ?? '', 1)).toEqual([429])
  })

  test('proven at once is no failure, and a newcomer’s easy choice is none of a sign-in', async () => {
    const team = await aTeam(database)
    const known = await aMember(ownerDb, [team.elsewhere])
    expect((await strict.post((await team.invite(known.email)).link, { password })).status).toBe(303)
    const email = address()
    const { link } = await team.invite(email)
    for (let time = 0; time < 10; time++) expect((await strict.post(link, { password: 'krátké' })).status).toBe(422)
    expect((await strict.post('/sign-in', { email, password: 'nic', next: '' })).status).toBe(422)
  })
})

describe('new links for one member', () => {
  test.each(['kept', 'ready'] as const)('are three a day where mail is %s, then a sentence', async (mail) => {
    const team = await aTeam(database, testApp(appDb, { settings: { mail } }))
    const email = address()
    await team.invite(email)
    const id = (await team.memberOf(email))?.id ?? ''
    const made = [await renew(team, id), await renew(team, id), await renew(team, id)]
    expect(made.map(({ status }) => status)).toEqual(Array(3).fill(mail === 'kept' ? 200 : 303))
    const last = linkIn((await team.mailsTo(email)).at(-1)?.body ?? '')
    const fourth = await renew(team, id)
    expect([fourth.status, fourth.link, fourth.html.includes('tři nové odkazy')]).toEqual([422, 'no link', true])
    expect([(await team.mailsTo(email)).length, (await team.app.get(last)).status]).toEqual([4, 200])
    const colleague = await aMember(ownerDb, [team.centre])
    expect((await renew(team, colleague.id)).status).toBe(mail === 'kept' ? 200 : 303)
  })

  test('asked for at once are three as well', async () => {
    const team = await aTeam(database, testApp(appDb, { settings: { mail: 'ready' } }))
    const member = await aMember(ownerDb, [team.centre])
    const answers = await Promise.all(Array.from({ length: 8 }, () => renew(team, member.id)))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(3)
    expect(await team.mailsTo(member.email)).toHaveLength(3)
  })
})

describe('somebody two centres invite, who both hand over a link', () => {
  test('chooses a password behind the first and proves it behind the second', async () => {
    const team = await aTeam(database)
    const email = address()
    const { link: first } = await team.invite(email)
    const second = await (await besides(team))(email)
    const accepted = await team.app.post(first, { password: good })
    expect([accepted.status, await opens(team, cookieIn(accepted))]).toEqual([303, [200, 404]])
    expect((await (await team.app.get(second)).text()).includes('dosavadním heslem')).toBe(true)
    const hash = (await team.memberOf(email))?.password_hash
    expect((await team.app.post(second, { password: other })).status).toBe(422)
    expect((await team.memberOf(email))?.password_hash).toBe(hash)
    expect(await opens(team, cookieIn(await team.app.post(second, { password: good })))).toEqual([200, 200])
  })

  test('who opens both at once chooses one password, never over the other', async () => {
    const team = await aTeam(database)
    const invite = await besides(team)
    for (let round = 0; round < 4; round++) {
      const email = address()
      const links = [(await team.invite(email)).link, await invite(email)]
      const answers = await Promise.all(
        links.map((link, index) => team.app.post(link, { password: index ? other : good })),
      )
      expect(answers.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1)
      const winner = answers[0]?.status === 303 ? good : other
      expect((await team.app.post('/sign-in', { email, password: winner, next: '' })).status).toBe(303)
    }
  }, 30_000)

  test('is in the second only with its link and the password; a shown new-password link ends there', async () => {
    const team = await aTeam(database)
    const email = address()
    const taken = await team.app.post((await team.invite(email)).link, { password: good })
    const second = await (await besides(team))(email)
    const id = (await team.memberOf(email))?.id ?? ''
    const { link: reset } = await renew(team, id)
    expect(await opens(team, cookieIn(taken))).toEqual([200, 404])
    expect((await team.app.get(reset)).status).toBe(200)
    expect((await team.app.post(second, { password: good })).status).toBe(303)
    expect([(await team.app.get(reset)).status, (await team.app.post(reset, { password: other })).status]).toEqual([
      404, 404,
    ])
    expect((await renew(team, id)).status).toBe(422)
  })
})

describe('the server’s role, in a centre that invited a stranger', () => {
  test('reads no hash, its colleagues’ neither; only the holder of the invitation is told what to prove', async () => {
    const team = await aTeam(database)
    const stranger = await aMember(ownerDb, [team.elsewhere])
    await team.invite(stranger.email)
    const ask = (text: string, member = '') =>
      appDb.transaction().execute(async (trx) => {
        await sql`select set_config('app.centre_id', ${team.centre.id}, true), set_config('app.member_id', ${member}, true)`.execute(
          trx,
        )
        return (await sql.raw<{ hash: string | null }>(text).execute(trx)).rows
      })
    for (const column of ['password_hash', '*']) {
      await expect(ask(`select ${column} from members`)).rejects.toMatchObject({ code: '42501' })
    }
    expect(await ask('select own_password_hash() as hash')).toEqual([{ hash: null }])
    const [own] = await ask('select own_password_hash() as hash', team.admin.id)
    expect(own?.hash).toBe((await team.memberOf(team.admin.email))?.password_hash)
    expect(await ask(`select password_hash as hash from proof_of_invitation('\\x01')`)).toEqual([])
  })

  test('accepts an invitation only with the hash that stands there when it is accepted', async () => {
    const team = await aTeam(database)
    const known = await aMember(ownerDb, [team.elsewhere])
    const token = hashIn((await team.invite(known.email)).link)
    const hash = (await team.memberOf(known.email))?.password_hash ?? ''
    const redeem = (proven: string | null) =>
      appDb.transaction().execute(async (trx) => {
        await sql`select set_config('app.centre_id', ${team.centre.id}, true)`.execute(trx)
        const { rows } = await sql<{ id: string | null }>`
          select redeem_member_token(${token}, 'invitation', null, ${proven}::text, now()) as id`.execute(trx)
        return rows[0]?.id
      })
    expect([await redeem(null), await redeem('the hash before'), await redeem(hash)]).toEqual([null, null, known.id])
  })
})
