import { describe, expect, test } from 'vitest'
import { randomId } from '../../src/lib/ids.ts'
import { testApp } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk, errorIn, everythingOf, fieldIn } from './desk.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)

const aFamily = async () => {
  const desk = await aDesk(ownerDb, app)
  const jan = await aContact(ownerDb, desk.centre, {
    given_name: 'Jan',
    family_name: 'Kovář',
    email: 'jan@example.org',
  })
  const marie = await aContact(ownerDb, desk.centre, {
    given_name: 'Marie',
    family_name: 'Kovářová',
    residence: 'Cheb',
  })
  const tie = (id: string, who: string, relation: string, more: Record<string, string> = {}) =>
    desk.send(`/contacts/${id}/relations`, { who, relation, key: randomId(), ...more })
  const wordsOn = async (id: string) => {
    const { html } = await desk.page(`/contacts/${id}`)
    return [...html.matchAll(/contacts\/[0-9a-f-]{36}">([^<]*)<\/a> <span class="muted">\(([^)]*)\)/g)].map(
      ([, name, word]) => `${name}: ${word}`,
    )
  }
  const ties = () =>
    ownerDb.selectFrom('contact_relations').selectAll().where('centre_id', '=', desk.centre.id).orderBy('id').execute()
  return { desk, jan, marie, tie, wordsOn, ties }
}

describe('a tie between two people', () => {
  test.each([
    ['parent', 'rodič', 'dítě'],
    ['child', 'dítě', 'rodič'],
    ['spouse', 'manžel/ka', 'manžel/ka'],
    ['sibling', 'sourozenec', 'sourozenec'],
    ['asks_for', 'ptá se za tohoto člověka', 'člověk, za kterého se ptá'],
    ['asked_by', 'člověk, za kterého se ptá', 'ptá se za tohoto člověka'],
    ['buddy', 'průvodce', 'průvodce'],
  ])('%s is said from both sides: %s, %s', async (relation, here, there) => {
    const { jan, marie, tie, wordsOn } = await aFamily()
    expect((await tie(jan.id, 'Marie Kovářová', relation)).status).toBe(303)
    expect([await wordsOn(jan.id), await wordsOn(marie.id)]).toEqual([
      [`Marie Kovářová: ${here}`],
      [`Jan Kovář: ${there}`],
    ])
  })

  test('stands on both timelines and in both audits, and tying again, from either side, changes nothing', async () => {
    const { jan, marie, tie, ties } = await aFamily()
    await tie(jan.id, 'kovarova marie', 'spouse')
    const before = await ties()
    expect((await tie(jan.id, 'Marie Kovářová', 'spouse')).status).toBe(303)
    expect((await tie(marie.id, 'jan@example.org', 'spouse')).status).toBe(303)
    expect([before.length, await ties()]).toEqual([1, before])
    for (const { id } of [jan, marie]) {
      const { activities, audit } = await everythingOf(ownerDb, id)
      expect(activities.map(({ kind, particulars }) => [kind, particulars])).toEqual([
        ['edited', { fields: 'relations' }],
      ])
      expect(audit.map(({ action, fields }) => [action, fields])).toEqual([['contact.edited', ['relations']]])
    }
  })

  test('by many at once from both sides is one, every time', async () => {
    const { desk, jan, tie, ties } = await aFamily()
    for (const name of ['Anna', 'Běla', 'Cilka', 'Dana', 'Ema', 'Fany']) {
      const other = await aContact(ownerDb, desk.centre, { given_name: name, family_name: 'Jediná' })
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          index % 2 ? tie(jan.id, `${name} Jediná`, 'partner') : tie(other.id, 'Jan Kovář', 'partner'),
        ),
      )
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(303))
    }
    expect((await ties()).length).toBe(6)
  })

  test('cannot make two people each other’s parents', async () => {
    const { jan, marie, tie, ties } = await aFamily()
    await tie(jan.id, 'Marie Kovářová', 'parent')
    const { status, html } = await tie(marie.id, 'Jan Kovář', 'parent')
    expect([status, errorIn(html, 'who'), (await ties()).length]).toEqual([422, 'Tento vztah už tu je.', 1])
  })

  test('asks who is meant where more people bear the name, and takes the answer', async () => {
    const { desk, jan, marie, tie, ties } = await aFamily()
    const other = await aContact(ownerDb, desk.centre, {
      given_name: 'Marie',
      family_name: 'Kovářová',
      residence: 'Aš',
    })
    const { status, html } = await tie(jan.id, 'Marie Kovářová', 'parent')
    expect([status, fieldIn(html, 'who'), html.includes(marie.id), html.includes(other.id)]).toEqual([
      422,
      'Marie Kovářová',
      true,
      true,
    ])
    expect((await tie(jan.id, 'Marie Kovářová', 'parent', { other_id: other.id })).status).toBe(303)
    expect((await ties()).map(({ from_id, to_id }) => [from_id, to_id])).toEqual([[other.id, jan.id]])
  })

  test('with nobody we know, with oneself, or with somebody of another centre is refused and keeps what was typed', async () => {
    const { desk, jan, tie, ties } = await aFamily()
    const stranger = await aContact(ownerDb, (await aDesk(ownerDb, app)).centre, { given_name: 'Cizí' })
    for (const answer of [
      await tie(jan.id, 'Nikdo Neznámý', 'parent'),
      await tie(jan.id, 'jan@example.org', 'parent'),
      await tie(jan.id, 'Cizí', 'parent', { other_id: stranger.id }),
      await tie(jan.id, 'Jan', 'parent', { other_id: jan.id }),
    ])
      expect([answer.status, errorIn(answer.html, 'who')?.startsWith('Nikoho takového')]).toEqual([422, true])
    expect((await tie(jan.id, 'Marie', 'enemy')).status).toBe(422)
    const reader = await aMember(ownerDb, [desk.centre], 'reader')
    const fields = { who: 'Marie Kovářová', relation: 'spouse', key: randomId() }
    expect((await app.post(`${desk.base}/contacts/${jan.id}/relations`, fields, reader.cookie)).status).toBe(403)
    expect(await ties()).toEqual([])
  })

  test('is untied from either side, once, and not by way of a third person', async () => {
    const { desk, jan, marie, tie, ties } = await aFamily()
    const third = await aContact(ownerDb, desk.centre, { given_name: 'Třetí' })
    await tie(jan.id, 'Marie Kovářová', 'spouse')
    const [present] = await ties()
    await desk.send(`/contacts/${third.id}/relations/${present?.id}/remove`, {})
    expect((await ties()).length).toBe(1)
    for (let twice = 0; twice < 2; twice++)
      expect((await desk.send(`/contacts/${marie.id}/relations/${present?.id}/remove`, {})).status).toBe(303)
    expect(await ties()).toEqual([])
    expect((await everythingOf(ownerDb, jan.id)).audit.length).toBe(2)
  })
})
