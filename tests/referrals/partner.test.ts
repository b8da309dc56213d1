import { describe, expect, test } from 'vitest'
import { waitForTurn } from '../../src/db/turn.ts'
import { randomId } from '../../src/lib/ids.ts'
import { dayOf } from '../../src/lib/time.ts'
import { sharedFields } from '../../src/lib/words.ts'
import { addWorkingDays } from '../../src/lib/working-days.ts'
import { transitions } from '../../src/referrals/states.ts'
import { languages, publicMessages } from '../../views/messages/index.ts'
import { aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { type Scene, setScene } from './scene.ts'

const database = testDatabase()
const { ownerDb } = database

const page = async (scene: Scene, link: string) => {
  const response = await scene.app.get(link)
  return { status: response.status, html: await response.text(), headers: response.headers }
}
const withdraw = (scene: Scene, id: string) =>
  scene.app.post(`${scene.base}/referrals/${id}/withdraw`, {}, scene.member.cookie)

describe('the partner’s page', () => {
  test('shows who asks, what is needed, by when, and exactly the facts agreed to; opening it changes nothing', async () => {
    const scene = await setScene(database)
    const referral = await scene.refer(['name'])
    const link = await scene.linkOf()
    for (let prefetched = 0; prefetched < 3; prefetched++) await scene.app.get(link, undefined, { purpose: 'prefetch' })
    const { status, html, headers } = await page(scene, `${link}?lang=cs`)
    expect([status, headers.get('cache-control'), headers.get('x-robots-tag')]).toEqual([200, 'no-store', 'noindex'])
    expect(
      [
        scene.centre.name,
        'Hledá práci v\u00a0marketingu.',
        'Hledá práci v marketingu.',
        'Jana Dvořáková',
        'Pomůžeme',
      ].filter((said) => html.includes(said)).length,
    ).toBe(4)
    expect(await scene.history(referral.id)).toEqual(['null > sent by staff'])
    expect((await scene.referral(referral.id)).version).toBe(1)
  })

  test.each(sharedFields)('says the %s only where it was ticked, in no byte of it or of any mail', async (field) => {
    const secret = `tajne${randomId().slice(0, 8)}`
    const values = {
      name: { family_name: secret },
      email: { email: `${secret}@example.org` },
      phone: { phone: '+420777123987' },
      field: { field: secret },
      residence: { residence: secret },
      municipality_origin: { municipality_origin: secret },
      languages: {},
    }[field]
    const said = { phone: '777 123 987', languages: 'Tschechisch' }[field as string] ?? secret
    const scene = await setScene(database)
    const { id } = await aContact(ownerDb, scene.centre, {
      given_name: 'Jan',
      family_name: 'Jiný',
      email: `jiny-${randomId()}@example.org`,
      phone: '+420601234567',
      ...values,
    })
    await ownerDb
      .insertInto('activities')
      .values({
        centre_id: scene.centre.id,
        id: randomId(),
        contact_id: id,
        kind: 'counselling',
        body: 'Tajný zápis z poradny',
        occurred_at: new Date(),
        created_at: new Date(),
      })
      .execute()
    const others = sharedFields.filter((other) => other !== field)
    const bytes = async () => {
      const link = await scene.linkOf()
      const mails = (await scene.mails())
        .map(({ subject, html, body, to_name }) => subject + html + body + to_name)
        .join('')
      const opened = await page(scene, `${link}?lang=de`)
      await scene.app.post(`${link}/accept?lang=de`, {})
      return { mails, shown: opened.html + (await page(scene, `${link}?lang=de`)).html }
    }
    await scene.refer(others, { contact: id })
    const without = await bytes()
    expect([without.shown.includes(said), without.mails.includes(said)]).toEqual([false, false])
    await scene.refer([field], { contact: id })
    const withIt = await bytes()
    expect([withIt.shown.includes(said), withIt.mails.includes(said)]).toEqual([true, false])
    expect(without.shown + withIt.shown + without.mails + withIt.mails).not.toContain('Tajný zápis')
  })

  test.each(languages)('speaks %s, with every reason to decline', async (lang) => {
    const scene = await setScene(database)
    await scene.refer(['name'])
    const { html } = await page(scene, `${await scene.linkOf()}?lang=${lang}`)
    const t = publicMessages(lang)
    expect(html).toContain(`<html lang="${lang}"`)
    for (const key of [
      'referral.accept',
      'referral.decline',
      'decline.no_capacity',
      'shared.name',
      'referral.use',
    ] as const)
      expect(html).toContain(t(key))
  })
})

describe('an answer', () => {
  test('of yes is written down with all that follows from it', async () => {
    const scene = await setScene(database)
    const referral = await scene.refer(['name'])
    const link = await scene.linkOf()
    const answer = await scene.app.post(`${link}/accept?lang=cs`, { answer: 'Ozveme se v pondělí.' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${link}?lang=cs`])
    expect(await scene.referral(referral.id)).toMatchObject({
      state: 'accepted',
      answer: 'Ozveme se v pondělí.',
      reason: null,
    })
    expect(await scene.history(referral.id)).toEqual([
      'null > sent by staff',
      'sent > opened by partner',
      'opened > accepted by partner',
    ])
    expect(await scene.timeline()).toEqual([
      'consent_given',
      'referral_sent: Sklárna Zkušební: Práce',
      'referral_accepted: Sklárna Zkušební: Práce',
      'next_step_set',
    ])
    const [mail] = await scene.mails(scene.member.email)
    expect([
      mail?.kind,
      mail?.body.includes(`/app/${scene.centre.slug}/referrals/${referral.id}`),
      mail?.body.includes('Dvořáková'),
    ]).toEqual(['referral_answered', true, false])
    expect(await scene.contactRow()).toMatchObject({
      next_step: 'Dát vědět, jak to dopadlo',
      next_step_on: addWorkingDays(dayOf(new Date()), 2),
    })
    const { html } = await page(scene, `${link}?lang=cs`)
    expect([html.includes('Přijali jste'), html.includes('Jana Dvořáková'), html.includes('/accept')]).toEqual([
      true,
      true,
      false,
    ])
  })

  test('of no carries its reason, hides the person, and leaves a planned next step alone', async () => {
    const scene = await setScene(database, { next_step: 'Zavolat', next_step_on: '2199-01-01' })
    const referral = await scene.refer(['name'])
    const link = await scene.linkOf()
    await scene.app.post(`${link}/decline?lang=cs`, { reason: 'no_capacity', answer: 'Až na jaře.' })
    expect(await scene.referral(referral.id)).toMatchObject({
      state: 'declined',
      reason: 'no_capacity',
      answer: 'Až na jaře.',
    })
    expect((await scene.timeline()).at(-1)).toBe('referral_declined: Sklárna Zkušební: Práce')
    expect(await scene.contactRow()).toMatchObject({ next_step: 'Zavolat', next_step_on: '2199-01-01' })
    const { html } = await page(scene, `${link}?lang=cs`)
    expect([html.includes('Nemáme kapacitu'), html.includes('Dvořáková'), html.includes('marketingu')]).toEqual([
      true,
      false,
      false,
    ])
  })

  test.each([[{}], [{ reason: '' }], [{ reason: 'nonsense' }], [{ reason: 'other', answer: 'x'.repeat(501) }]])(
    'of no with %j is asked again',
    async (fields) => {
      const scene = await setScene(database)
      const referral = await scene.refer(['name'])
      const answer = await scene.app.post(`${await scene.linkOf()}/decline?lang=cs`, fields)
      expect([answer.status, (await answer.text()).includes('error-summary')]).toEqual([422, true])
      expect(await scene.history(referral.id)).toEqual(['null > sent by staff'])
    },
  )

  test('is one, though two people of the partner press at once; the second sees what was decided', async () => {
    const scene = await setScene(database)
    for (let round = 0; round < 5; round++) {
      const referral = await scene.refer(['name'])
      const link = await scene.linkOf()
      const answers = await Promise.all([
        scene.app.post(`${link}/accept?lang=cs`, {}),
        scene.app.post(`${link}/decline?lang=cs`, { reason: 'wrong_service' }),
        scene.app.post(`${link}/accept?lang=cs`, {}),
      ])
      const { state } = await scene.referral(referral.id)
      const expected = state === 'accepted' ? [303, 409, 303] : [409, 303, 409]
      expect(answers.map(({ status }) => status)).toEqual(expected)
      expect((await scene.history(referral.id)).length).toBe(3)
      expect(
        (await scene.mails(scene.member.email)).filter(({ referral_id }) => referral_id === referral.id).length,
      ).toBe(1)
      const loser = answers.find(({ status }) => status === 409)
      expect(await loser?.text()).toContain(state === 'accepted' ? 'Přijali jste' : 'Odmítli jste')
    }
  })

  test('given again changes nothing', async () => {
    const scene = await setScene(database)
    const referral = await scene.refer(['name'])
    const link = await scene.linkOf()
    for (let again = 0; again < 3; again++) expect((await scene.app.post(`${link}/accept`, {})).status).toBe(303)
    expect((await scene.app.post(`${link}/decline`, { reason: 'nonsense' })).status).toBe(200)
    expect([(await scene.history(referral.id)).length, (await scene.mails()).length]).toEqual([3, 2])
  })
})

describe('a link', () => {
  test('that never was, was cut short, or has ended looks the same, also to its buttons', async () => {
    const scene = await setScene(database)
    const referral = await scene.refer(['name'])
    const link = await scene.linkOf()
    await ownerDb
      .updateTable('referral_tokens')
      .set({ expires_at: new Date() })
      .where('referral_id', '=', referral.id)
      .execute()
    const unknown = `/p/${'x'.repeat(43)}`
    const seen = async (path: string) => {
      const { status, html } = await page(scene, `${path}?lang=cs`)
      return { status, html: html.replaceAll(/[0-9a-f-]{36}/g, '').replaceAll(path, '') }
    }
    expect(await seen(link)).toEqual(await seen(unknown))
    expect([(await seen(link)).status, (await seen(link)).html.includes('už neplatí')]).toEqual([404, true])
    expect((await page(scene, link.slice(0, -1))).status).toBe(404)
    for (const path of [`${link}/accept`, `${unknown}/accept`, `${link}/decline`])
      expect((await scene.app.post(path, { reason: 'other' })).status).toBe(404)
    expect((await scene.referral(referral.id)).state).toBe('sent')
  })

  test('lives a fortnight longer than the day asked for', async () => {
    const scene = await setScene(database)
    await scene.refer(['name'], { decide_by: dayOf(new Date()) })
    const link = await scene.linkOf()
    scene.pass(14)
    expect((await page(scene, link)).status).toBe(200)
    scene.pass(1)
    expect((await page(scene, link)).status).toBe(404)
  })

  test('of a partner we do not work with now shows and takes nothing, until we do again; staff see what waits', async () => {
    const scene = await setScene(database)
    const accepted = await scene.refer(['name'])
    const oldLink = await scene.linkOf()
    await scene.app.post(`${oldLink}/accept`, {})
    const referral = await scene.refer(['name'])
    const link = await scene.linkOf()
    const staffPage = async () =>
      (await scene.app.get(`${scene.base}/partners/${scene.partner.id}`, scene.member.cookie)).text()
    const work = (active: boolean) =>
      ownerDb.updateTable('partners').set({ active }).where('id', '=', scene.partner.id).execute()
    expect(await staffPage()).not.toContain('čeká na jeho odpověď')
    await work(false)
    expect(await staffPage()).toContain('1 doporučení čeká na jeho odpověď')
    const answers = [scene.app.get(`${link}?lang=cs`), scene.app.post(`${link}/accept?lang=cs`, {})]
    for (const answer of await Promise.all(answers)) {
      const html = await answer.text()
      expect([answer.status, html.includes('Tohle doporučení už neplatí'), /Dvořáková|marketingu/.test(html)]).toEqual([
        410,
        true,
        false,
      ])
    }
    expect([(await scene.referral(referral.id)).state, (await scene.referral(accepted.id)).state]).toEqual([
      'sent',
      'accepted',
    ])
    expect((await page(scene, oldLink)).html).toContain('Jana Dvořáková')
    await work(true)
    expect((await page(scene, link)).html).toContain('Jana Dvořáková')
  })

  test('of one referral never opens another, and answers from elsewhere are refused', async () => {
    const scene = await setScene(database)
    const first = await scene.refer(['name'])
    const firstLink = await scene.linkOf()
    const second = await scene.refer(['name'])
    await scene.app.post(`${firstLink}/accept`, {})
    expect([(await scene.referral(first.id)).state, (await scene.referral(second.id)).state]).toEqual([
      'accepted',
      'sent',
    ])
    const forged = await scene.app.post(`${await scene.linkOf()}/accept`, {}, undefined, {
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
    })
    expect([forged.status, (await scene.referral(second.id)).state]).toEqual([403, 'sent'])
  })
})

describe('a consent withdrawn while the partner reads', () => {
  test.each(['accept', 'decline'])('makes the next %s show nothing and change nothing', async (button) => {
    const scene = await setScene(database)
    const referral = await scene.refer(['name', 'email'])
    const link = await scene.linkOf()
    expect((await page(scene, `${link}?lang=cs`)).html).toContain('Jana Dvořáková')
    await withdraw(scene, referral.id)
    const answer = await scene.app.post(`${link}/${button}?lang=cs`, { reason: 'other' })
    const after = await page(scene, `${link}?lang=cs`)
    for (const [status, html] of [
      [answer.status, await answer.text()],
      [after.status, after.html],
    ] as const) {
      expect([
        status,
        html.includes('Tohle doporučení už neplatí'),
        /Dvořáková|marketingu|Sklárna|@example\.org/.test(html),
      ]).toEqual([410, true, false])
    }
    expect(await scene.referral(referral.id)).toMatchObject({
      state: 'withdrawn',
      shared: {},
      fields: ['name', 'email'],
    })
    expect(await scene.history(referral.id)).toEqual(['null > sent by staff', 'sent > withdrawn by staff'])
    expect((await scene.timeline()).slice(2)).toEqual([
      'consent_withdrawn',
      'referral_withdrawn: Sklárna Zkušební: Práce',
    ])
    const told = (await scene.mails(scene.partner.email)).find(({ kind }) => kind === 'referral_withdrawn')
    expect(told && /Dvořáková|Jana|marketingu/.test(told.subject + told.html + told.body)).toBe(false)
  })

  test('and an answer at the same moment end in one of the two ways, never in both', async () => {
    const scene = await setScene(database)
    for (let round = 0; round < 6; round++) {
      const referral = await scene.refer(['name'])
      const link = await scene.linkOf()
      await Promise.all([withdraw(scene, referral.id), scene.app.post(`${link}/accept`, {})])
      const { state, shared } = await scene.referral(referral.id)
      expect([state, shared]).toEqual(['withdrawn', {}])
      expect([2, 4]).toContain((await scene.history(referral.id)).length)
      expect((await page(scene, link)).status).toBe(410)
    }
  })

  test('is seen by an answer that was on its way already', async () => {
    const scene = await setScene(database)
    const referral = await scene.refer(['name'])
    const link = await scene.linkOf()
    const onItsWay = await ownerDb.transaction().execute(async (trx) => {
      await waitForTurn(trx, scene.centre.id, `referral ${referral.id}`)
      const answer = scene.app.post(`${link}/accept?lang=cs`, {})
      await new Promise((resolve) => setTimeout(resolve, 300))
      await trx
        .updateTable('referral_tokens')
        .set({ revoked_at: new Date() })
        .where('referral_id', '=', referral.id)
        .execute()
      await trx.updateTable('referrals').set({ state: 'withdrawn', shared: {} }).where('id', '=', referral.id).execute()
      return { answer }
    })
    const answer = await onItsWay.answer
    expect([answer.status, /Dvořáková|marketingu/.test(await answer.text())]).toEqual([410, false])
    expect((await scene.referral(referral.id)).state).toBe('withdrawn')
  })

  test('after a refusal leaves the refusal, and empties what was shared', async () => {
    const scene = await setScene(database)
    const referral = await scene.refer(['name'])
    await scene.app.post(`${await scene.linkOf()}/decline`, { reason: 'other' })
    await withdraw(scene, referral.id)
    await withdraw(scene, referral.id)
    expect(await scene.referral(referral.id)).toMatchObject({ state: 'declined', reason: 'other', shared: {} })
    expect((await scene.timeline()).filter((line) => line === 'consent_withdrawn').length).toBe(1)
    expect((await page(scene, await scene.linkOf())).status).toBe(410)
  })
})

test('nothing leads out of an end, and every waiting state can end in every way', () => {
  for (const end of ['declined', 'withdrawn', 'recalled', 'expired'] as const) expect(transitions[end]).toEqual([])
  expect(transitions.accepted).toEqual(['withdrawn'])
  expect(transitions.sent).toEqual(['opened', ...transitions.opened])
})
