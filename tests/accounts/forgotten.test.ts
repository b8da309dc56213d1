import { beforeEach, describe, expect, test } from 'vitest'
import { createUser, disableUser } from '../../src/cli/accounts.ts'
import { readConfig } from '../../src/config.ts'
import { testApp } from '../support/app.ts'
import { aMember, password } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aTeam, cookieIn, good, linkIn } from './team-scene.ts'

const database = testDatabase()
const { ownerDb, appDb, ownerUrl, appUrl } = database
const ready = testApp(appDb, { settings: { mail: 'ready' } })

describe('a forgotten password', () => {
  const ask = (email: string, app = ready) => app.post('/sign-in/forgotten', { email })
  const told = async (answer: Response) => ({
    status: answer.status,
    headers: [...answer.headers].filter(([name]) => name !== 'x-request-id'),
    body: await answer.text(),
  })

  test('is asked for with the same answer for every address, and only an active member gets a mail', async () => {
    const team = await aTeam(database, ready)
    const member = await aMember(ownerDb, [team.centre], 'coordinator', 'Hana Zapomnětlivá')
    const closed = await aMember(ownerDb, [team.centre])
    await ownerDb
      .updateTable('memberships')
      .set({ disabled_at: new Date() })
      .where('member_id', '=', closed.id)
      .execute()
    const off = await aMember(ownerDb, [team.centre])
    await ownerDb.updateTable('members').set({ disabled_at: new Date() }).where('id', '=', off.id).execute()
    const waiting = `ceka-${team.admin.id}@example.org`
    await team.invite(waiting)
    const addresses = [member.email.toUpperCase(), closed.email, off.email, waiting, 'nikdo@example.org']
    const answers = await Promise.all(addresses.map(async (email) => told(await ask(email))))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]).toMatchObject({ status: 303 })
    const kinds = await Promise.all(
      [closed.email, off.email, waiting].map(async (email) => (await team.mailsTo(email)).map(({ kind }) => kind)),
    )
    expect(kinds).toEqual([[], [], ['member_invitation']])
    const [mail, ...more] = await team.mailsTo(member.email)
    expect([mail?.kind, mail?.class, mail?.centre_id, more]).toEqual(['member_reset', 'security', team.centre.id, []])
    const link = linkIn(mail?.body ?? '')
    expect((await ready.post(link, { password: good })).status).toBe(303)
    expect((await ready.post('/sign-in', { email: member.email, password: good, next: '' })).status).toBe(303)
  }, 20_000)

  test('takes as long for an address nobody has', async () => {
    const team = await aTeam(database, ready)
    const spent = async (email: string) => {
      const began = performance.now()
      await ask(email)
      return performance.now() - began
    }
    const known = [await spent(team.admin.email), await spent(team.admin.email)]
    const unknown = [await spent('nikdo@example.org'), await spent('nikdo@example.org')]
    for (const time of [...known, ...unknown]) expect(time).toBeGreaterThan(495)
    expect(Math.min(...known) - Math.min(...unknown)).toBeLessThan(40)
  }, 20_000)

  test('is mailed three times a day at most, also when asked at once, and every link works until one is used', async () => {
    const team = await aTeam(database, ready)
    await Promise.all(Array.from({ length: 5 }, () => ask(team.admin.email)))
    const links = (await team.mailsTo(team.admin.email)).map(({ body }) => linkIn(body))
    expect(links).toHaveLength(3)
    for (const link of links) expect((await ready.get(link)).status).toBe(200)
    expect((await ready.post(links[1] ?? '', { password: good })).status).toBe(303)
    for (const link of links) expect((await ready.get(link)).status).toBe(404)
  }, 20_000)

  test('of a wrong address is said beside the field; asked too often it waits, per address and per network', async () => {
    const wrong = await ask('nikdo')
    expect([wrong.status, (await wrong.text()).includes('value="nikdo"')]).toEqual([422, true])
    const strict = testApp(appDb, { settings: { rateLimits: true }, addressOf: () => '198.51.100.9' })
    const same = await Promise.all(Array.from({ length: 6 }, () => ask('nikdo@example.org', strict)))
    expect(same.map(({ status }) => status).sort()).toEqual([303, 303, 303, 303, 303, 429])
    const others = await Promise.all(Array.from({ length: 30 }, (_, at) => ask(`nikdo-${at}@example.org`, strict)))
    expect(others.filter(({ status }) => status === 429)).toHaveLength(6)
  }, 30_000)

  test('says where no mail goes out that the administrator helps, to everybody alike', async () => {
    const kept = testApp(appDb)
    const said = await (await kept.get('/sign-in/forgotten/sent')).text()
    expect([said.includes('e-maily neposílá'), said.includes('Podívejte se do')]).toEqual([true, false])
    expect(await (await ready.get('/sign-in/forgotten/sent')).text()).not.toContain('e-maily neposílá')
  })
})

describe('on the command line', () => {
  let place: Parameters<typeof createUser.run>[1]
  beforeEach(() => {
    const read = readConfig({ PUBLIC_URL: 'http://krajan.test', DATABASE_URL: appUrl, SECRET_KEY: 'x'.repeat(40) })
    if (!read.ok) throw new Error(read.message)
    place = { config: read.config, databases: { appUrl, ownerUrl } } as typeof place // no embedded one runs here
  })

  test('a member is invited by a printed link, and has no password before', async () => {
    const team = await aTeam(database)
    const email = `prikaz-${team.admin.id}@example.org`
    const words = ['--email', email, '--name', 'Nová', '--centre', team.centre.slug, '--role', 'reader']
    const said = await createUser.run([...words, '--invite'], place)
    expect(await team.memberOf(email)).toMatchObject({ password_hash: null })
    const accepted = await team.app.post(linkIn(said), { password: good })
    expect((await team.app.get(`/app/${team.centre.slug}`, cookieIn(accepted))).status).toBe(200)
    await expect(createUser.run([...words, '--invite', '--password', 'x'], place)).rejects.toThrow('not both')
  })

  test('a role is given again to somebody whose access was taken away, with the password they have', async () => {
    const team = await aTeam(database)
    const member = await aMember(ownerDb, [team.centre, team.elsewhere])
    const at = ['--email', member.email, '--centre', team.centre.slug]
    for (const _ of [1, 2]) await disableUser.run(at, place)
    expect((await team.app.get(`/app/${team.centre.slug}`, member.cookie)).status).toBe(404)
    expect((await team.app.get(`/app/${team.elsewhere.slug}`, member.cookie)).status).toBe(200)
    await createUser.run([...at, '--name', 'Hana', '--role', 'reader'], place)
    expect((await team.app.get(`/app/${team.centre.slug}`, member.cookie)).status).toBe(200)
    expect((await team.app.post('/sign-in', { email: member.email, password, next: '' })).status).toBe(303)
  })

  test('the last administrator is not disabled', async () => {
    const team = await aTeam(database)
    const at = ['--email', team.admin.email, '--centre', team.centre.slug]
    await expect(disableUser.run(at, place)).rejects.toThrow('another administrator')
    expect(await team.membershipOf(team.admin.id)).toMatchObject({ disabled_at: null })
    await expect(
      disableUser.run(['--email', 'nikdo@example.org', '--centre', team.centre.slug], place),
    ).rejects.toThrow('no member')
  })
})
