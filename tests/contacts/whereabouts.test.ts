import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { countByResidence, countByTown, countGatherings } from '../../src/contacts/queries/whereabouts.ts'
import { newId } from '../../src/lib/ids.ts'
import { after as later } from '../../src/lib/time.ts'
import { testApp } from '../support/app.ts'
import { aContact, anEvent } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk, type Desk } from './desk.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)

const placeOf = async (id: string) =>
  ownerDb
    .selectFrom('contacts')
    .where('id', '=', id)
    .select(['residence_region as region', 'residence_country as country'])
    .executeTakeFirstOrThrow()

const person = async (
  { centre }: Desk,
  facts: Parameters<typeof aContact>[2] & { horizon?: 'within_6_months' | 'some_day' },
) => {
  const { horizon, ...rest } = facts
  const { id } = await aContact(ownerDb, centre, rest)
  if (horizon) await ownerDb.updateTable('contacts').set({ horizon }).where('id', '=', id).execute()
  return id
}

const attends = (desk: Desk, eventId: string, contactId: string) =>
  sql`insert into registrations (centre_id, id, event_id, contact_id, name, email, email_norm, party_size, lang, state,
      state_since, idempotency_key, created_at)
    values (${desk.centre.id}, ${newId()}, ${eventId}, ${contactId}, 'Jana', ${`${contactId}@example.org`},
      ${`${contactId}@example.org`}, 1, 'cs', 'attended', now(), ${newId()}, now())`.execute(ownerDb)

describe('where a contact lives', () => {
  test.each([
    ['Plzeň', 'CZ032', ''],
    ['plzen', 'CZ032', ''],
    ['Plzeň – Bory', 'CZ032', ''],
    ['Praha 6', 'CZ010', ''],
    ['Praha 6 - Dejvice', 'CZ010', ''],
    ['Brno-Židenice', 'CZ064', ''],
    ['Frýdek-Místek', 'CZ080', ''],
    ['Mnichov (Bavorsko)', '', 'DE'],
    ['Київ', '', 'UA'],
    ['Nikdenínov', '', ''],
  ])('of %s is known by the town', async (residence, region, country) => {
    const desk = await aDesk(ownerDb, app)
    const { id } = await aContact(ownerDb, desk.centre, { residence })
    expect(await placeOf(id)).toEqual({ region, country })
  })

  test('moves with the town, but not from what somebody chose', async () => {
    const desk = await aDesk(ownerDb, app)
    const { id } = await aContact(ownerDb, desk.centre, { residence: 'Plzeň' })
    const change = (changes: Record<string, string>) =>
      ownerDb.updateTable('contacts').set(changes).where('id', '=', id).execute()
    await change({ residence: 'Berlín' })
    expect(await placeOf(id)).toEqual({ region: '', country: 'DE' })
    await change({ residence: 'Lhota', residence_region: 'CZ063', residence_country: '' })
    expect(await placeOf(id)).toEqual({ region: 'CZ063', country: '' })
    await change({ residence: 'Nová Lhota' })
    expect(await placeOf(id)).toEqual({ region: 'CZ063', country: '' })
  })
})

describe('the map of where people live', () => {
  test('counts those on the way by region and country, and whom we could ask and have not met for a year', async () => {
    const desk = await aDesk(ownerDb, app)
    const elsewhere = await aDesk(ownerDb, app)
    const now = new Date()
    const met = await person(desk, { residence: 'Plzeň', email: 'a@example.org' })
    const metLongAgo = await person(desk, { residence: 'Plzeň', email: 'b@example.org', horizon: 'within_6_months' })
    await person(desk, { residence: 'Klatovy', horizon: 'some_day' })
    await person(desk, { residence: 'Berlín', phone: '+49301234567' })
    await person(desk, { residence: '' })
    await person(desk, { residence: 'Plzeň', stage: 'lost', email: 'c@example.org' })
    await person(elsewhere, { residence: 'Plzeň', email: 'd@example.org' })
    const lately = await anEvent(ownerDb, desk.centre, { starts_at: later(now, { days: -30 }) })
    const once = await anEvent(ownerDb, desk.centre, { starts_at: later(now, { days: -500 }) })
    await attends(desk, lately.id, met)
    await attends(desk, once.id, metLongAgo)

    expect(await countByResidence(ownerDb, desk.centre.id, 'return', later(now, { days: -365 }))).toEqual(
      [
        { region: '', country: 'DE', people: 1, reachable: 1, soon: 0, unmet: 1 },
        { region: 'CZ032', country: '', people: 3, reachable: 2, soon: 1, unmet: 1 },
        { region: '', country: '', people: 1, reachable: 0, soon: 0, unmet: 0 },
      ].sort((one, other) => other.unmet - one.unmet || other.people - one.people),
    )
    expect(await countGatherings(ownerDb, desk.centre.id, now)).toEqual([
      { region: 'CZ032', country: '', events: 2, latest: expect.any(Date), attended: 2 },
    ])
    expect(await countByTown(ownerDb, desk.centre.id, 'return', { region: 'CZ032', country: '' }, 30)).toEqual([
      { residence: 'Plzeň', people: 2, soon: 1 },
      { residence: 'Klatovy', people: 1, soon: 0 },
    ])
  })

  test('proposes the next meetup where most of those are, never at home, and leads to its form', async () => {
    const desk = await aDesk(ownerDb, app)
    await person(desk, { residence: 'Cheb', email: 'a@example.org' })
    await person(desk, { residence: 'Sokolov', email: 'b@example.org' })
    await person(desk, { residence: 'Plzeň', email: 'c@example.org' })
    const { status, html } = await desk.page('/contacts/where?region=CZ032')
    expect(status).toBe(200)
    expect(/id="next-meetup".*?<\/section>/s.exec(html)?.[0]).toContain(`${desk.base}/events/new?town=Plze%C5%88`)
    const [, people = ''] = /href="([^"]*contacts\?[^"]*town=Plze%C5%88[^"]*)"/.exec(html) ?? []
    const listed = await desk.page(people.replaceAll('&amp;', '&').slice(desk.base.length))
    expect(listed.html).toContain('data-said="1 kontakt"')
    expect((await desk.page('/events/new?town=Plzeň')).html).toMatch(
      /name="town"[^>]*value="Plzeň"|value="Plzeň"[^>]*name="town"/,
    )
  })

  test('is no error whatever stands in its address, and says so when there is nobody', async () => {
    const desk = await aDesk(ownerDb, app)
    const { status, html } = await desk.page('/contacts/where?region=x&country=%00&track=nonsense')
    expect(status).toBe(200)
    expect(html).toContain('Zatím není koho počítat')
  })
})
