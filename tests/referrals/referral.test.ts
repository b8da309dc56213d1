import { getLogger } from '@logtape/logtape'
import { describe, expect, test } from 'vitest'
import { sweep } from '../../src/clock.ts'
import { randomId } from '../../src/lib/ids.ts'
import { addDays, dayOf } from '../../src/lib/time.ts'
import { addWorkingDays } from '../../src/lib/working-days.ts'
import { testSettings } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aPartner, setScene } from './scene.ts'

const database = testDatabase()
const { ownerDb } = database

describe('a referral', () => {
  test('leaves with a consent, a mail to the partner in its language, a line on the timeline and an audit entry', async () => {
    const scene = await setScene(database)
    const referral = await scene.refer(['name', 'phone'])
    expect(referral).toMatchObject({
      recipient: 'Sklárna Zkušební: Práce',
      state: 'sent',
      fields: ['name', 'phone'],
      shared: { name: 'Jana Dvořáková', phone: '+420601234567' },
      need: 'Hledá práci v marketingu.',
      member_id: scene.member.id,
    })
    const consents = await ownerDb
      .selectFrom('consents')
      .selectAll()
      .where('contact_id', '=', scene.contact.id)
      .execute()
    expect(
      consents.map(({ purpose, recipient, fields, state, source }) => ({ purpose, recipient, fields, state, source })),
    ).toEqual([
      {
        purpose: 'referral',
        recipient: 'Sklárna Zkušební: Práce',
        fields: ['name', 'phone'],
        state: 'granted',
        source: 'referral:written',
      },
    ])
    expect(consents[0]?.wording).toContain(
      `${scene.centre.name} předalo příjemci Sklárna Zkušební: Práce tyto mé údaje: jméno, telefon`,
    )
    expect(await scene.timeline()).toEqual(['consent_given', 'referral_sent: Sklárna Zkušební: Práce'])
    expect(await scene.history(referral.id)).toEqual(['null > sent by staff'])
    expect(
      (await scene.mails()).map(({ kind, to_address, lang, referral_id }) => [kind, to_address, lang, referral_id]),
    ).toEqual([['referral_asked', scene.partner.email, 'de', referral.id]])
    const audit = await ownerDb.selectFrom('audit_entries').selectAll().where('subject_id', '=', referral.id).execute()
    expect(audit.map(({ action, member_id, fields }) => ({ action, member_id, fields }))).toEqual([
      { action: 'referral.sent', member_id: scene.member.id, fields: ['name', 'phone'] },
    ])
  })

  test('sent twice by one form is one referral, also when both come at once', async () => {
    const scene = await setScene(database)
    const posted = scene.fields()
    const answers = await Promise.all([scene.post(posted), scene.post(posted), scene.post(posted)])
    const places = new Set(answers.map((answer) => answer.headers.get('location')))
    expect([answers.map(({ status }) => status), places.size]).toEqual([[303, 303, 303], 1])
    expect([(await scene.mails()).length, (await scene.timeline()).length]).toEqual([1, 2])
  })

  test.each([
    ['without the consent tick', { consent: '' }, 'Bez souhlasu nic poslat nejde.'],
    ['without a way of consent', { consent_how: '' }, 'Vyberte jednu'],
    ['agreed by phone without a note', { consent_how: 'phone' }, 'Tohle prosím vyplňte.'],
    ['without a need', { need: '  ' }, 'Tohle prosím vyplňte.'],
    ['to nobody', { recipient: '' }, 'Vyberte jednu'],
    ['to a partner who never was', { recipient: `partner:${randomId()}` }, 'Vyberte jednu'],
    ['by a day that is over', { decide_by: '2020-01-01' }, 'Termín už minul, zvolte pozdější.'],
    ['by a day too far off', { decide_by: addDays(dayOf(new Date()), 181) }, 'nejpozději den za 180 dní'],
    ['by no day', { decide_by: '2026-02-31' }, 'Zadejte platné datum.'],
    ['with an unknown tick', { share_name: 'yes' }, 'Vyberte jednu'],
    ['without a key', { idempotency_key: 'x' }, 'Formulář se načetl neúplný.'],
  ])('%s is refused, keeps what was typed and leaves nothing', async (_how, wrong, sentence) => {
    const scene = await setScene(database)
    const answer = await scene.post(scene.fields(['name', 'email'], wrong))
    const html = await answer.text()
    expect([answer.status, html.includes(sentence)]).toEqual([422, true])
    if (!('need' in wrong)) expect(html).toContain('Hledá práci v marketingu.')
    expect(/name="share_email"[^>]*checked/.test(html)).toBe(true)
    expect([await scene.timeline(), (await scene.mails()).length]).toEqual([[], 0])
    expect(
      await ownerDb.selectFrom('consents').select('id').where('contact_id', '=', scene.contact.id).execute(),
    ).toEqual([])
  })

  test('is not offered to a partner who stopped, nor for a service no longer offered, nor to another centre’s partner', async () => {
    const scene = await setScene(database)
    const other = await setScene(database)
    const idle = await aPartner(ownerDb, scene.centre, { active: false, name: 'Bývalý partner' })
    const form = await (
      await scene.app.get(`${scene.base}/referrals/new?contact=${scene.contact.id}`, scene.member.cookie)
    ).text()
    expect([
      form.includes('Sklárna Zkušební: Práce'),
      form.includes('Bývalý partner'),
      form.includes(other.partner.id),
    ]).toEqual([true, false, false])
    for (const recipient of [
      `partner:${idle.id}`,
      `service:${idle.service}`,
      `partner:${other.partner.id}`,
      `centre:${scene.centre.id}`,
    ])
      expect((await scene.post(scene.fields(['name'], { recipient }))).status).toBe(422)
    await ownerDb.updateTable('services').set({ active: false }).where('id', '=', scene.partner.service).execute()
    expect((await scene.post(scene.fields())).status).toBe(422)
    expect((await scene.refer(['name'], { recipient: `partner:${scene.partner.id}` })).service_id).toBeNull()
  })

  test('may wait for its answer for 180 days', async () => {
    const scene = await setScene(database)
    const decide_by = addDays(dayOf(new Date()), 180)
    expect((await scene.refer(['name'], { decide_by })).decide_by).toBe(decide_by)
  })

  test('of a contact of another centre, or of nobody, is missing', async () => {
    const scene = await setScene(database)
    const other = await setScene(database)
    for (const contact of [other.contact.id, randomId(), 'x', ''])
      expect((await scene.post(scene.fields(['name'], { contact }))).status).toBe(404)
    expect(
      (await scene.app.get(`${scene.base}/referrals/new?contact=${other.contact.id}`, scene.member.cookie)).status,
    ).toBe(404)
    expect(await other.timeline()).toEqual([])
  })

  test('asks for an answer within ten working days unless told otherwise, and shows what would go', async () => {
    const scene = await setScene(database)
    const html = await (
      await scene.app.get(`${scene.base}/referrals/new?contact=${scene.contact.id}`, scene.member.cookie)
    ).text()
    expect(html).toContain(`value="${addWorkingDays(dayOf(new Date()), 10)}"`)
    expect(
      ['Jméno: Jana Dvořáková', 'Bydliště: Praha', 'Rodná obec: Sokolov', 'Jazyk: čeština'].every((fact) =>
        html.includes(fact),
      ),
    ).toBe(true)
    expect(html).not.toContain('share_field')
    expect(/type="checkbox"[^>]*checked/.test(html)).toBe(false)
  })

  test('by a reader is forbidden, by a stranger sent to sign in', async () => {
    const scene = await setScene(database)
    const reader = await aMember(ownerDb, [scene.centre], 'reader')
    expect((await scene.app.post(`${scene.base}/referrals`, scene.fields(), reader.cookie)).status).toBe(403)
    expect((await scene.app.post(`${scene.base}/referrals`, scene.fields())).headers.get('location')).toContain(
      '/sign-in',
    )
    expect(await scene.timeline()).toEqual([])
  })
})

describe('the list', () => {
  test('has those that wait first, tells the overdue ones, filters by state and goes on page by page', async () => {
    const scene = await setScene(database)
    const decided = await scene.refer()
    await scene.app.post(`${await scene.linkOf()}/accept`, {})
    const late = await aContact(ownerDb, scene.centre, { given_name: 'Opožděný', family_name: 'Čekal' })
    await scene.refer(['name'], { contact: late.id, decide_by: dayOf(new Date()) })
    for (let many = 0; many < 51; many++) await scene.refer(['name'])
    scene.pass(2)
    const cookie = (await aMember(ownerDb, [scene.centre])).cookie
    const first = await (await scene.app.get(`${scene.base}/referrals`, cookie)).text()
    const next = /href="([^"]*after=[^"]*)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await (await scene.app.get(next, cookie)).text()
    const idsIn = (html: string) => [...html.matchAll(/referrals\/([0-9a-f-]{36})"/g)].map(([, id]) => id)
    expect([idsIn(first).length, idsIn(second).length, new Set([...idsIn(first), ...idsIn(second)]).size]).toEqual([
      50, 3, 53,
    ])
    expect([idsIn(second).at(-1), second.includes('Po termínu'), first.includes('Po termínu')]).toEqual([
      decided.id,
      true,
      false,
    ])
    const accepted = await (await scene.app.get(`${scene.base}/referrals?state=accepted`, cookie)).text()
    expect(idsIn(accepted)).toEqual([decided.id])
    expect(
      idsIn(await (await scene.app.get(`${scene.base}/referrals?state=nonsense&after=%FF`, cookie)).text()).length,
    ).toBe(50)
  })
})

describe('recalling', () => {
  test('ends a referral nobody has answered, and its link with it; once', async () => {
    const scene = await setScene(database)
    const referral = await scene.refer()
    const link = await scene.linkOf()
    const recall = () => scene.app.post(`${scene.base}/referrals/${referral.id}/recall`, {}, scene.member.cookie)
    expect((await recall()).headers.get('location')).toContain('done=recalled')
    expect((await recall()).headers.get('location')).toContain('done=too_late')
    expect((await scene.referral(referral.id)).state).toBe('recalled')
    expect(await scene.history(referral.id)).toEqual(['null > sent by staff', 'sent > recalled by staff'])
    const page = await scene.app.get(link)
    expect([page.status, (await page.text()).includes('Dvořáková')]).toEqual([410, false])
    expect((await scene.mails(scene.partner.email)).map(({ kind, state }) => [kind, state])).toEqual([
      ['referral_asked', 'skipped_obsolete'],
      ['referral_withdrawn', 'ready'],
    ])
  })

  test('comes too late after an answer', async () => {
    const scene = await setScene(database)
    const referral = await scene.refer()
    await scene.app.post(`${await scene.linkOf()}/accept`, {})
    await scene.app.post(`${scene.base}/referrals/${referral.id}/recall`, {}, scene.member.cookie)
    expect((await scene.referral(referral.id)).state).toBe('accepted')
  })
})

describe('time', () => {
  test('ends a referral nobody answered a fortnight after its day, a letter to another centre with it, and no other', async () => {
    const scene = await setScene(database)
    const other = await setScene(database)
    const day = dayOf(new Date())
    const unanswered = await scene.refer(['name'], { decide_by: day })
    const letter = await scene.refer(['name'], { decide_by: day, recipient: `centre:${other.centre.id}` })
    const later = await scene.refer(['name'])
    const answered = await scene.refer(['name'], { decide_by: day })
    await scene.app.post(`${await scene.linkOf()}/accept`, {})
    const states = async () =>
      Promise.all([unanswered, letter, later, answered].map(async ({ id }) => (await scene.referral(id)).state))
    const sweepAfter = (days: number) =>
      sweep(database.appDb, {
        clock: (now) => new Date(now.getTime() + days * 86_400_000),
        settings: testSettings,
        log: getLogger('krajan'),
      })
    await sweepAfter(14)
    expect(await states()).toEqual(['sent', 'sent', 'sent', 'accepted'])
    await sweepAfter(15)
    await sweepAfter(16)
    expect(await states()).toEqual(['expired', 'expired', 'sent', 'accepted'])
    expect(await scene.history(unanswered.id)).toEqual(['null > sent by staff', 'sent > expired by clock'])
    const [box] = await ownerDb.selectFrom('hand_overs').selectAll().where('from_referral_id', '=', letter.id).execute()
    expect([box?.state, box?.shared, box?.need]).toEqual(['withdrawn', {}, ''])
  })
})
