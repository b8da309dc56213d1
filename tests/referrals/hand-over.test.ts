import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inCentre, type Scope, visit } from '../../src/db/scope.ts'
import { randomId } from '../../src/lib/ids.ts'
import { testSettings } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { decideBy, type Scene, setScene } from './scene.ts'

const database = testDatabase()
const { ownerDb, appDb } = database

/** Two centres: one hands a person over, the other is asked. */
const twoScenes = async (share = ['name', 'email', 'phone', 'residence'] as const) => {
  const from = await setScene(database)
  const to = await setScene(database)
  await ownerDb
    .updateTable('centres')
    .set({ tracks: ['relocation'] })
    .where('id', '=', to.centre.id)
    .execute()
  const referral = await from.refer([...share], { recipient: `centre:${to.centre.id}`, need: 'Stěhuje se k vám.' })
  const letter = await letterOf(referral.id)
  const press = (button: 'accept' | 'decline', fields: Record<string, string> = {}, cookie = to.member.cookie) =>
    to.app.post(`${to.base}/referrals/incoming/${letter.id}/${button}`, fields, cookie)
  const open = async (cookie = to.member.cookie) =>
    (await to.app.get(`${to.base}/referrals/incoming/${letter.id}`, cookie)).text()
  return { from, to, referral, letter, press, open }
}

const letterOf = (referralId: string) =>
  ownerDb.selectFrom('hand_overs').selectAll().where('from_referral_id', '=', referralId).executeTakeFirstOrThrow()
const contactsOf = ({ centre }: Scene) =>
  ownerDb.selectFrom('contacts').selectAll().where('centre_id', '=', centre.id).orderBy('id').execute()

describe('a hand-over', () => {
  test('puts a letter with the need and the ticked facts into the other centre’s box, and no mail to anybody', async () => {
    const { from, to, referral, letter, open } = await twoScenes()
    expect(referral).toMatchObject({
      to_centre_id: to.centre.id,
      partner_id: null,
      recipient: to.centre.name,
      state: 'sent',
    })
    expect(letter).toMatchObject({
      centre_id: to.centre.id,
      from_centre_id: from.centre.id,
      from_centre: from.centre.name,
      state: 'waiting',
      contact_id: null,
      need: 'Stěhuje se k vám.',
      shared: referral.shared,
      decide_by: decideBy,
    })
    expect(Object.keys(letter.shared).toSorted()).toEqual(['email', 'name', 'phone', 'residence'])
    const html = await open()
    expect(['Jana Dvořáková', 'Praha', from.centre.name].every((said) => html.includes(said))).toBe(true)
    expect(html).not.toContain('Sokolov')
    expect(await (await to.app.get(`${to.base}/referrals`, to.member.cookie)).text()).toContain('Jana Dvořáková')
    expect([(await from.mails()).length, (await to.mails()).length]).toEqual([0, 0])
  })

  test('accepted makes a contact of the receiving centre, at the start of its track, and tells the sender', async () => {
    const { from, to, referral, press } = await twoScenes()
    const answer = await press('accept')
    const person = (await contactsOf(to)).at(-1)
    expect(answer.headers.get('location')).toBe(`${to.base}/contacts/${person?.id}`)
    expect(person).toMatchObject({
      given_name: 'Jana',
      family_name: 'Dvořáková',
      residence: 'Praha',
      municipality_origin: '',
      source: 'hand_over',
      owner_id: to.member.id,
    })
    const enrolments = await ownerDb
      .selectFrom('enrolments')
      .selectAll()
      .where('contact_id', '=', person?.id ?? '')
      .execute()
    expect(enrolments.map(({ track, stage }) => [track, stage])).toEqual([['relocation', 'enquiry']])
    expect(await to.timeline(person?.id)).toEqual(['created', 'enrolled', `taken_over: ${from.centre.name}`])
    expect(await from.timeline()).toEqual([
      'consent_given',
      `referral_sent: ${to.centre.name}`,
      `handed_over: ${to.centre.name}`,
      'next_step_set',
    ])
    expect(await from.history(referral.id)).toEqual([
      'null > sent by staff',
      'sent > opened by centre',
      'opened > accepted by centre',
    ])
    expect((await from.mails(from.member.email)).map(({ kind, centre_id }) => [kind, centre_id])).toEqual([
      ['referral_answered', from.centre.id],
    ])
    expect(await letterOf(referral.id)).toMatchObject({
      state: 'accepted',
      contact_id: person?.id,
      decided_by: to.member.id,
    })
  })

  test('of somebody the receiving centre knows by their address joins the one contact there', async () => {
    const { from, to, press } = await twoScenes()
    const [address] = await ownerDb
      .selectFrom('contact_points')
      .select('value')
      .where('contact_id', '=', from.contact.id)
      .where('kind', '=', 'email')
      .execute()
    const known = await aContact(ownerDb, to.centre, {
      given_name: 'Jana',
      family_name: 'Stará',
      ...(address ? { email: address.value } : {}),
    })
    const before = (await contactsOf(to)).length
    expect((await press('accept')).headers.get('location')).toBe(`${to.base}/contacts/${known.id}`)
    expect((await contactsOf(to)).length).toBe(before)
    expect(await to.timeline(known.id)).toEqual(['enrolled', `taken_over: ${from.centre.name}`])
    expect((await contactsOf(to)).find(({ id }) => id === known.id)?.family_name).toBe('Stará')
  })

  test('pressed twice at once, by two members, is one contact', async () => {
    const { to, press } = await twoScenes()
    const other = await aMember(ownerDb, [to.centre])
    const before = (await contactsOf(to)).length
    const answers = await Promise.all([
      press('accept'),
      press('accept', {}, other.cookie),
      press('decline', { reason: 'other' }),
    ])
    const accepted = answers.filter((answer) => answer.headers.get('location')?.includes('/contacts/')).length
    expect((await contactsOf(to)).length - before).toBe(accepted)
    expect(accepted).toBeLessThanOrEqual(1)
  })

  test('declined carries its reason back and empties the letter', async () => {
    const { from, to, referral, press, open } = await twoScenes()
    expect((await press('decline', {})).status).toBe(422)
    expect((await press('decline', { reason: 'nonsense' })).status).toBe(422)
    await press('decline', { reason: 'not_eligible', answer: 'Není z kraje.' })
    expect(await from.referral(referral.id)).toMatchObject({
      state: 'declined',
      reason: 'not_eligible',
      answer: 'Není z kraje.',
    })
    expect(await letterOf(referral.id)).toMatchObject({ state: 'declined', shared: {}, need: '' })
    expect((await contactsOf(to)).length).toBe(1)
    expect(await open()).not.toContain('Dvořáková')
  })

  test.each(['accept', 'decline'] as const)('can take no %s once its fortnight of grace is over', async (button) => {
    const { to, referral, press, open } = await twoScenes()
    to.pass(90 + 14)
    expect(await open()).toContain(`/${button}"`)
    to.pass(1)
    expect(await open()).not.toContain(`/${button}"`)
    expect((await press(button, { reason: 'other' })).headers.get('location')).toContain('done=decided')
    expect([(await letterOf(referral.id)).state, (await contactsOf(to)).length]).toEqual(['waiting', 1])
  })

  test('waits in a centre once for each person, also when two forms come at once', async () => {
    const { from, to, press } = await twoScenes()
    const lettersIn = (scene: Scene) =>
      ownerDb.selectFrom('hand_overs').select('state').where('centre_id', '=', scene.centre.id).orderBy('id').execute()
    const again = () => from.post(from.fields(['name'], { recipient: `centre:${to.centre.id}` }))
    const second = await again()
    expect([second.status, (await second.text()).includes('už jedno předání téhož člověka čeká')]).toEqual([422, true])
    await press('decline', { reason: 'other' })
    const both = await Promise.all([again(), again()])
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 422])
    expect(await lettersIn(to)).toEqual([{ state: 'declined' }, { state: 'waiting' }])
    const third = await setScene(database)
    expect((await from.post(from.fields(['name'], { recipient: `centre:${third.centre.id}` }))).status).toBe(303)
    expect(await lettersIn(third)).toEqual([{ state: 'waiting' }])
  })

  test('needs at least a name', async () => {
    const from = await setScene(database)
    const to = await setScene(database)
    const answer = await from.post(from.fields(['email'], { recipient: `centre:${to.centre.id}` }))
    expect([answer.status, (await answer.text()).includes('aspoň jméno')]).toEqual([422, true])
    expect(
      (await ownerDb.selectFrom('hand_overs').select('id').where('centre_id', '=', to.centre.id).execute()).length,
    ).toBe(0)
  })
})

describe('withdrawn consent', () => {
  test('empties a letter that waits, and the other centre can do nothing with it any more', async () => {
    const { from, to, referral, press, open } = await twoScenes()
    await from.app.post(`${from.base}/referrals/${referral.id}/withdraw`, {}, from.member.cookie)
    expect(await letterOf(referral.id)).toMatchObject({ state: 'withdrawn', shared: {}, need: '' })
    expect(/Dvořáková|Stěhuje/.test(await open())).toBe(false)
    expect((await press('accept')).headers.get('location')).toContain('done=decided')
    expect([(await contactsOf(to)).length, (await from.referral(referral.id)).state]).toEqual([1, 'withdrawn'])
  })

  test('leaves the other centre its own contact, once accepted', async () => {
    const { from, to, referral, press } = await twoScenes()
    await press('accept')
    await from.app.post(`${from.base}/referrals/${referral.id}/withdraw`, {}, from.member.cookie)
    expect((await contactsOf(to)).length).toBe(2)
    expect([(await letterOf(referral.id)).state, (await from.referral(referral.id)).state]).toEqual([
      'accepted',
      'withdrawn',
    ])
  })

  test('and acceptance at the same moment wait for each other and never deadlock', async () => {
    for (let round = 0; round < 5; round++) {
      const { from, to, referral, press } = await twoScenes()
      const answers = await Promise.all([
        press('accept'),
        from.app.post(`${from.base}/referrals/${referral.id}/withdraw`, {}, from.member.cookie),
      ])
      expect(answers.map(({ status }) => status)).toEqual([303, 303])
      const { state } = await letterOf(referral.id)
      expect([(await contactsOf(to)).length, (await from.referral(referral.id)).state]).toEqual([
        state === 'accepted' ? 2 : 1,
        'withdrawn',
      ])
    }
  })
})

describe('neither centre', () => {
  test('sees more of the other than the letter and its answer', async () => {
    const { from, to, referral, letter, press } = await twoScenes()
    await press('accept')
    const theirPages = [
      `${from.base}/referrals/${referral.id}`,
      `${from.base}/contacts/${from.contact.id}`,
      `${from.base}/referrals/incoming/${letter.id}`,
      `${from.base}/mail`,
    ]
    for (const path of theirPages) expect((await to.app.get(path, to.member.cookie)).status).toBe(404)
    for (const [scene, path] of [
      [to, `${to.base}/referrals/${referral.id}`],
      [from, `${from.base}/referrals/incoming/${letter.id}`],
    ] as const)
      expect((await scene.app.get(path, scene.member.cookie)).status).toBe(404)
    for (const button of ['accept', 'decline'] as const)
      expect(
        (
          await from.app.post(
            `${from.base}/referrals/incoming/${letter.id}/${button}`,
            { reason: 'other' },
            from.member.cookie,
          )
        ).status,
      ).toBe(404)
    const senders = await (await from.app.get(`${from.base}/referrals/${referral.id}`, from.member.cookie)).text()
    const takers = (await contactsOf(to)).at(-1)?.id ?? ''
    expect([senders.includes(takers), senders.includes(to.member.id), senders.includes(to.member.email)]).toEqual([
      false,
      false,
      false,
    ])
  })

  test('may be left open by a visit, also when its work fails', async () => {
    const from = await setScene(database)
    const to = await setScene(database)
    const seen = (scope: Scope) =>
      sql<{ id: string }>`select id from contacts order by id`
        .execute(scope.db)
        .then(({ rows }) => rows.map(({ id }) => id))
    const told = await inCentre(appDb, { centreId: from.centre.id }, { settings: testSettings }, async (scope) => {
      const there = await visit(scope, to.centre.id, seen)
      const failed = await visit(scope, to.centre.id, () => Promise.reject(new Error('planted'))).catch(
        (error: Error) => error.message,
      )
      return { there, failed, here: await seen(scope) }
    })
    expect(told).toEqual({ there: [to.contact.id], failed: 'planted', here: [from.contact.id] })
    const broken = inCentre(appDb, { centreId: from.centre.id }, { settings: testSettings }, (scope) =>
      visit(scope, to.centre.id, (there) => sql`select ${randomId()}::int`.execute(there.db)),
    )
    await expect(broken).rejects.toThrow(/invalid input syntax/)
  })

  test('gets a letter when the rest of the referral fails', async () => {
    const from = await setScene(database)
    const to = await setScene(database)
    await sql`alter table audit_entries add constraint planted check (action <> 'referral.sent' or centre_id <> ${sql.lit(from.centre.id)}) not valid`.execute(
      ownerDb,
    )
    const answer = await from.post(from.fields(['name'], { recipient: `centre:${to.centre.id}` }))
    await sql`alter table audit_entries drop constraint planted`.execute(ownerDb)
    expect(answer.status).toBe(500)
    expect(await ownerDb.selectFrom('hand_overs').select('id').where('centre_id', '=', to.centre.id).execute()).toEqual(
      [],
    )
    expect(await from.timeline()).toEqual([])
  })
})
