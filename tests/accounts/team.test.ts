import { describe, expect, test } from 'vitest'
import { changeRole } from '../../src/accounts/membership.ts'
import { findTeamMember } from '../../src/accounts/queries/memberships.ts'
import { inCentre } from '../../src/db/scope.ts'
import { newId, randomId } from '../../src/lib/ids.ts'
import { testApp, testSettings } from '../support/app.ts'
import { aContact, aMember, cookieOf, password } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aTeam, linkIn } from './team-scene.ts'

const database = testDatabase()
const { ownerDb, appDb } = database
const someAddress = () => `nova-${randomId()}@example.org`

describe('inviting', () => {
  test('adds a member who waits to accept, writes it down, and shows the link once where no mail goes out', async () => {
    const team = await aTeam(database)
    const email = someAddress()
    const { status, html, link } = await team.invite(email, { role: 'reader', lang: 'en' })
    expect([status, link]).toEqual([200, expect.stringMatching(/^\/invitation\//)])
    expect(html).toContain('Odkaz vidíte jen teď')
    const member = await team.memberOf(email)
    expect(member).toMatchObject({ name: 'Nová Kolegyně', lang: 'en', password_hash: null })
    expect(await team.membershipOf(member?.id ?? '')).toMatchObject({ role: 'reader', accepted_at: null })
    expect(await team.audit()).toEqual([['member.created', member?.id, team.admin.id]])
    const [mail, ...more] = await team.mailsTo(email)
    expect([mail?.kind, mail?.class, mail?.lang, linkIn(mail?.body ?? ''), more]).toEqual([
      'member_invitation',
      'security',
      'en',
      link,
      [],
    ])
    const list = await (await team.app.get(team.base, team.admin.cookie)).text()
    expect([
      list.replaceAll('<wbr/>', '').includes(email),
      list.includes('Pozvánka čeká'),
      list.includes(link),
    ]).toEqual([true, true, false])
  })

  test('shows no link where mail goes out', async () => {
    const team = await aTeam(database, testApp(appDb, { settings: { mail: 'ready' } }))
    const { status, location, html } = await team.invite(someAddress())
    expect([status, location?.endsWith('?done=invited'), linkIn(html)]).toEqual([303, true, 'no link'])
  })

  test('twice by the same form is once', async () => {
    const team = await aTeam(database)
    const [email, idempotency_key] = [someAddress(), randomId()]
    const answers = await Promise.all([1, 2, 3].map(() => team.invite(email, { idempotency_key })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 303, 303])
    expect(await team.mailsTo(email)).toHaveLength(1)
    expect(await team.audit()).toHaveLength(1)
  })

  test('who is here already is said beside the address, and what was typed stays', async () => {
    const team = await aTeam(database)
    const answer = await team.invite(team.admin.email.toUpperCase(), { name: 'Kdokoli' })
    expect([answer.status, answer.html.includes('field-email-error'), answer.html.includes('value="Kdokoli"')]).toEqual(
      [422, true, true],
    )
    expect(await team.memberOf(team.admin.email)).toMatchObject({ name: 'Adéla Správná' })
  })

  test.each([{ name: '' }, { email: 'kolegyně' }, { role: 'owner' }, { lang: 'de' }, { idempotency_key: 'x' }])(
    'refuses %j beside the field',
    async (wrong) => {
      const team = await aTeam(database)
      const [name = ''] = Object.keys(wrong)
      const answer = await team.invite(someAddress(), wrong as unknown as Record<string, string>) // each has one field
      expect([
        answer.status,
        answer.html.includes(name === 'idempotency_key' ? 'error-summary' : `field-${name}`),
      ]).toEqual([422, true])
      expect(await team.audit()).toEqual([])
    },
  )

  test('somebody known elsewhere reads the same as somebody new, under the name that was typed', async () => {
    const team = await aTeam(database)
    const known = await aMember(ownerDb, [team.elsewhere], 'admin', 'Tajné Jméno')
    const fresh = someAddress()
    const read = async (email: string) => {
      const { status, html, link } = await team.invite(email)
      const id = (await team.memberOf(email))?.id ?? ''
      const pages = [
        html,
        ...(await Promise.all(
          [team.base, `${team.base}/${id}`].map(async (path) => (await team.app.get(path, team.admin.cookie)).text()),
        )),
      ]
      return {
        status,
        pages: pages.map((page) =>
          page
            .replaceAll('<wbr/>', '')
            .replaceAll(email, '(e)')
            .replaceAll(id, '(id)')
            .replaceAll(link.split('/')[2] ?? '', '(t)'),
        ),
      }
    }
    const first = await read(known.email)
    await ownerDb.deleteFrom('member_tokens').execute()
    await ownerDb
      .deleteFrom('memberships')
      .where('centre_id', '=', team.centre.id)
      .where('member_id', '=', known.id)
      .execute()
    const second = await read(fresh)
    expect(first).toEqual(second)
    expect(first.pages.join()).not.toContain('Tajné')
    expect(await team.memberOf(known.email)).toMatchObject({ name: 'Tajné Jméno' })
    expect(await team.membershipOf(known.id, team.elsewhere.id)).toMatchObject({ role: 'admin', version: 1 })
  })
})

describe('an invitation that waits', () => {
  test('opens nothing, and makes nobody an owner of contacts', async () => {
    const team = await aTeam(database)
    const known = await aMember(ownerDb, [team.elsewhere], 'coordinator', 'Tajné Jméno')
    await team.invite(known.email, { role: 'admin' })
    expect((await team.app.get(`/app/${team.centre.slug}`, known.cookie)).status).toBe(404)
    const pages = ['contacts', 'contacts/new'].map((page) =>
      team.app.get(`/app/${team.centre.slug}/${page}`, team.admin.cookie),
    )
    for (const page of await Promise.all(pages)) expect(await page.text()).not.toContain('Tajné')
  })
})

describe('roles and access', () => {
  const version = '1'

  test('a role changes from the next request on, and is written down; the same again is harmless', async () => {
    const team = await aTeam(database)
    const member = await aMember(ownerDb, [team.centre], 'coordinator')
    for (const _ of [1, 2])
      expect(
        (await team.app.post(`${team.base}/${member.id}`, { role: 'reader', version }, team.admin.cookie)).status,
      ).toBe(303)
    expect(await team.membershipOf(member.id)).toMatchObject({ role: 'reader', version: 2 })
    expect((await team.app.get(`/app/${team.centre.slug}/contacts/new`, member.cookie)).status).toBe(403)
    expect(await team.audit()).toEqual([['member.role', member.id, team.admin.id]])
  })

  test('without access a member is out at once here, and stays in elsewhere; contacts keep their owner', async () => {
    const team = await aTeam(database)
    const member = await aMember(ownerDb, [team.centre, team.elsewhere], 'coordinator', 'Bývalá Kolegyně')
    const contact = await aContact(ownerDb, team.centre, { owner_id: member.id })
    const other = await aContact(ownerDb, team.centre)
    const act = (what: string, seen: string) =>
      team.app.post(`${team.base}/${member.id}/${what}`, { version: seen }, team.admin.cookie)
    expect((await act('disable', '1')).status).toBe(303)
    const here = () => team.app.get(`/app/${team.centre.slug}`, member.cookie)
    expect([(await here()).status, (await team.app.get(`/app/${team.elsewhere.slug}`, member.cookie)).status]).toEqual([
      404, 200,
    ])
    const edit = async (id: string) =>
      (await team.app.get(`/app/${team.centre.slug}/contacts/${id}/edit`, team.admin.cookie)).text()
    expect([(await edit(contact.id)).includes('Bývalá'), (await edit(other.id)).includes('Bývalá')]).toEqual([
      true,
      false,
    ])
    const kept = { given_name: 'Jana', family_name: 'Nová', lang: 'cs', owner_id: member.id, version: '1' }
    const save = (id: string) => team.app.post(`/app/${team.centre.slug}/contacts/${id}`, kept, team.admin.cookie)
    expect([(await save(contact.id)).status, (await save(other.id)).status]).toEqual([303, 422])
    expect((await act('enable', '2')).status).toBe(303)
    expect((await here()).status).toBe(200)
    expect((await team.audit()).filter(([action]) => String(action).startsWith('member.'))).toEqual([
      ['member.disabled', member.id, team.admin.id],
      ['member.enabled', member.id, team.admin.id],
    ])
  })

  test('what somebody else changed meanwhile is not overwritten', async () => {
    const team = await aTeam(database)
    const member = await aMember(ownerDb, [team.centre], 'coordinator')
    await team.app.post(`${team.base}/${member.id}`, { role: 'reader', version }, team.admin.cookie)
    for (const [path, fields] of [
      ['', { role: 'admin', version }],
      ['/disable', { version }],
    ] as const) {
      const stale = await team.app.post(`${team.base}/${member.id}${path}`, fields, team.admin.cookie)
      expect([stale.status, (await stale.text()).includes('name="version" value="2"')]).toEqual([409, true])
    }
    expect(await team.membershipOf(member.id)).toMatchObject({ role: 'reader', version: 2, disabled_at: null })
  })

  test('nobody changes their own role or access, nor makes themselves a link', async () => {
    const team = await aTeam(database)
    await aMember(ownerDb, [team.centre], 'admin')
    const before = await team.membershipOf(team.admin.id)
    for (const [path, fields] of [
      ['', { role: 'reader', version }],
      ['/disable', { version }],
      ['/link', {}],
    ] as const)
      expect([
        path,
        (await team.app.post(`${team.base}/${team.admin.id}${path}`, fields, team.admin.cookie)).status,
      ]).toEqual([path, 422])
    expect([await team.membershipOf(team.admin.id), await team.audit()]).toEqual([before, []])
  })

  test('two administrators who demote or disable each other at once leave one', async () => {
    for (const path of ['', '/disable']) {
      const team = await aTeam(database)
      const other = await aMember(ownerDb, [team.centre], 'admin')
      const fields = { role: 'reader', version }
      const answers = await Promise.all([
        team.app.post(`${team.base}/${other.id}${path}`, fields, team.admin.cookie),
        team.app.post(`${team.base}/${team.admin.id}${path}`, fields, other.cookie),
      ])
      expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
      const left = await Promise.all([team.admin.id, other.id].map((id) => team.membershipOf(id)))
      expect(left.filter(({ role, disabled_at }) => role === 'admin' && !disabled_at)).toHaveLength(1)
    }
  })

  test('an administrator who lost the role while waiting decides nothing, and the last one stays', async () => {
    const team = await aTeam(database)
    const [other, third] = [
      await aMember(ownerDb, [team.centre], 'admin'),
      await aMember(ownerDb, [team.centre], 'admin'),
    ]
    await ownerDb.updateTable('memberships').set({ role: 'reader' }).where('member_id', '=', other.id).execute()
    const place = { settings: testSettings }
    const demote = (by: string, whom: string) =>
      inCentre(appDb, { centreId: team.centre.id }, place, async (scope) => {
        const member = await findTeamMember(scope.db, scope.centreId, whom)
        return member && changeRole(scope, by, member, { role: 'reader', version: member.version })
      })
    expect([
      await demote(other.id, third.id),
      await demote(team.admin.id, third.id),
      await demote(other.id, team.admin.id),
    ]).toEqual(['lost', 'done', 'last'])
  })
})

describe('the pages', () => {
  test('are for administrators of this centre alone, and foreign members are as missing as none', async () => {
    const team = await aTeam(database)
    const stranger = await aMember(ownerDb, [team.elsewhere], 'coordinator')
    const paths = ['', '/new', `/${team.admin.id}`]
    const settings = `href="/app/${team.centre.slug}/settings"`
    const homeOf = async (cookie: string) => (await team.app.get(`/app/${team.centre.slug}`, cookie)).text()
    expect(await homeOf(team.admin.cookie)).toContain(settings)
    for (const role of ['coordinator', 'reader'] as const) {
      const { cookie } = await aMember(ownerDb, [team.centre], role)
      expect(await homeOf(cookie)).not.toContain(settings)
      for (const path of paths) expect((await team.app.get(`${team.base}${path}`, cookie)).status).toBe(403)
      expect((await team.invite(someAddress(), {}, cookie)).status).toBe(403)
    }
    for (const path of paths) {
      expect((await team.app.get(`${team.base}${path}`, stranger.cookie)).status).toBe(404)
      expect((await team.app.get(`${team.base}${path}`)).status).toBe(303)
    }
    for (const id of [stranger.id, newId()])
      expect((await team.app.get(`${team.base}/${id}`, team.admin.cookie)).status).toBe(404)
  })

  test('the list goes on by pages after two hundred, in Czech order, without gaps', async () => {
    const team = await aTeam(database)
    const ids = Array.from({ length: 205 }, () => newId())
    const names = ids.map((_id, at) => `${['Čeněk', 'Cyril', 'Žofie', 'Adam'][at % 4]} ${at}`)
    await ownerDb
      .insertInto('members')
      .values(ids.map((id, at) => ({ id, email: `${id}@example.org`, name: names[at] ?? '' })))
      .execute()
    await ownerDb
      .insertInto('memberships')
      .values(ids.map((id) => ({ centre_id: team.centre.id, member_id: id, role: 'reader' as const })))
      .execute()
    const seen: string[] = []
    let path: string | undefined = team.base
    while (path) {
      const html: string = await (await team.app.get(path, team.admin.cookie)).text()
      seen.push(...[...html.matchAll(/members\/[0-9a-f-]{36}">([^<]+)</g)].map(([, name]) => name ?? ''))
      path = /href="([^"]+)" rel="next"/.exec(html)?.[1]
    }
    expect(seen).toEqual([...names, 'Adéla Správná'].sort(new Intl.Collator('cs').compare))
  })

  test('say when somebody last signed in, but not what they did before they came', async () => {
    const team = await aTeam(database)
    const member = await aMember(ownerDb, [team.centre])
    const page = async () => (await team.app.get(`${team.base}/${member.id}`, team.admin.cookie)).text()
    await ownerDb
      .updateTable('members')
      .set({ signed_in_at: new Date('2020-05-17') })
      .where('id', '=', member.id)
      .execute()
    expect(await page()).not.toContain('2020')
    await team.app.post('/sign-in', { email: member.email, password, next: '' })
    expect(await page()).toContain(String(new Date().getFullYear()))
    expect(await cookieOf(ownerDb, member.id)).not.toBe('')
  })
})
