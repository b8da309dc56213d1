import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { randomId } from '../../src/lib/ids.ts'
import { errorIn, everythingOf, fieldIn } from '../contacts/desk.ts'
import { testApp } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aBulkDesk, idsOf } from './bulk-desk.ts'

const database = testDatabase()
const { appDb, ownerDb } = database
const app = testApp(appDb)
const aDeskHere = () => aBulkDesk(database, app)
const tagsOf = async (id: string) => (await everythingOf(ownerDb, id)).contact?.tags

describe('a bulk change', () => {
  test('shows who is chosen, what would change, and changes exactly that, with a line and an audit row for each', async () => {
    const desk = await aDeskHere()
    const people = await desk.people(3)
    const [tagged] = await desk.people(1, { tags: ['Plzeň', 'Chebsko'] })
    const [other] = await desk.people(1)
    const who = idsOf([...people, ...(tagged ? [tagged] : [])])
    const chosen = await desk.send('/bulk/new', who)
    expect([chosen.status, chosen.html.includes('4 lidé')]).toEqual([200, true])

    const action = { what: 'add_tag', tag: 'Chebsko' }
    const preview = await desk.preview(who, action)
    expect(preview.html).toContain('Přidat štítek „Chebsko“')
    expect(preview.html).toContain('Štítek už má.')
    expect(preview.html).toContain('Změnit 3 lidi')
    const before = await everythingOf(ownerDb, other?.id ?? '')

    const id = await desk.start(who, action)
    expect(await desk.job(id)).toEqual({ state: 'waiting', total: 4, done: 0, failed: 0 })
    expect(await tagsOf(people[0]?.id ?? '')).toEqual([])
    await desk.work()
    expect(await desk.job(id)).toEqual({ state: 'done', total: 4, done: 4, failed: 0 })
    for (const person of people) {
      const now = await everythingOf(ownerDb, person.id)
      expect([now.contact?.tags, now.contact?.version]).toEqual([['Chebsko'], 2])
      expect(now.activities).toMatchObject([
        {
          kind: 'bulk_changed',
          member_id: desk.member.id,
          particulars: { action: 'add_tag', fields: 'tags', job: id },
        },
      ])
      expect(now.audit).toEqual([
        { action: 'contact.edited', subject_type: 'contact', fields: ['tags'], member_id: desk.member.id },
      ])
    }
    expect([await tagsOf(tagged?.id ?? ''), (await everythingOf(ownerDb, tagged?.id ?? '')).activities]).toEqual([
      ['Plzeň', 'Chebsko'],
      [],
    ])
    expect(await everythingOf(ownerDb, other?.id ?? '')).toEqual(before)
    const result = await desk.page(`/bulk/${id}`)
    expect(result.html).toContain('3 lidé')
    expect((await desk.page(`/bulk/${id}?state=skipped`)).html).toContain('Štítek už má.')
  })

  test('sent twice, even at once, is one job', async () => {
    const desk = await aDeskHere()
    const people = await desk.people(3)
    const form = await desk.shown(idsOf(people), { what: 'note', body: 'Pozváni na sraz.' })
    const answers = await Promise.all([1, 2, 3].map(() => desk.send('/bulk', form)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1)
    await desk.work()
    expect((await desk.send('/bulk', form)).location).toBe(answers[0]?.location)
    await desk.work()
    for (const { id } of people)
      expect((await everythingOf(ownerDb, id)).activities.map(({ kind, body }) => [kind, body])).toEqual([
        ['note', 'Pozváni na sraz.'],
      ])
  })

  test('of all that a list finds is settled when it begins', async () => {
    const desk = await aDeskHere()
    await desk.people(3, { residence: 'Plzeň', family_name: 'Hledaná' })
    await desk.people(2, { residence: 'Praha', family_name: 'Jinde' })
    const who = { all: '1', query: 'q=Hledan%C3%A1' }
    const id = await desk.start(who, { what: 'horizon', horizon: 'within_3_years' })
    const [late] = await desk.people(1, { family_name: 'Hledaná' })
    await desk.work()
    expect((await desk.rows(id)).map(({ state }) => state)).toEqual(['changed', 'changed', 'changed'])
    expect((await everythingOf(ownerDb, late?.id ?? '')).contact?.horizon).toBeNull()
  })

  test('is not begun when others are chosen by now than were shown', async () => {
    const desk = await aDeskHere()
    await desk.people(2, { family_name: 'Hledaná' })
    const form = await desk.shown({ all: '1', query: 'q=Hledan%C3%A1' }, { what: 'add_tag', tag: 'nový' })
    await desk.people(1, { family_name: 'Hledaná' })
    const again = await desk.send('/bulk', form)
    expect([again.status, again.html.includes('Mezitím se změnilo'), again.html.includes('Změnit 3 lidi')]).toEqual([
      409,
      true,
      true,
    ])
    const jobs = await ownerDb.selectFrom('jobs').where('centre_id', '=', desk.centre.id).selectAll().execute()
    expect(jobs).toEqual([])
  })

  test('passes by who was changed meanwhile or is gone, tells of each, and changes the rest', async () => {
    const desk = await aDeskHere()
    const other = await aMember(ownerDb, [desk.centre], 'coordinator', 'Petr Jiný')
    const people = await desk.people(4)
    const [first, second, third, fourth] = people.map(({ id }) => id).sort()
    const id = await desk.start(idsOf(people), { what: 'owner', owner_id: desk.member.id })
    await ownerDb
      .updateTable('contacts')
      .set({ owner_id: other.id })
      .where('id', '=', first ?? '')
      .execute()
    await ownerDb
      .updateTable('contacts')
      .set({ field: 'hasič' })
      .where('id', '=', second ?? '')
      .execute()
    await ownerDb
      .deleteFrom('enrolments')
      .where('contact_id', '=', third ?? '')
      .execute()
    await ownerDb
      .deleteFrom('contacts')
      .where('id', '=', third ?? '')
      .execute()
    await desk.work()
    expect(await desk.rows(id)).toEqual([
      { contact_id: first, state: 'failed', reason: 'changed' },
      { contact_id: second, state: 'changed', reason: '' },
      { contact_id: third, state: 'failed', reason: 'gone' },
      { contact_id: fourth, state: 'changed', reason: '' },
    ])
    expect(await desk.job(id)).toEqual({ state: 'done', total: 4, done: 2, failed: 2 })
    expect((await everythingOf(ownerDb, first ?? '')).contact?.owner_id).toBe(other.id)
    const { html } = await desk.page(`/bulk/${id}`)
    expect(html).toContain('Totéž mezitím změnil někdo jiný.')
    expect(html).toContain(`/contacts/${third}"`)
    const bytes = await (await desk.get(`/bulk/${id}/failures.csv`)).arrayBuffer()
    const csv = Buffer.from(bytes).toString('utf8').replaceAll('\u00a0', ' ')
    const [head, ...lines] = csv.split('\r\n').filter(Boolean)
    expect(head).toBe('\uFEFFJméno;Proč;Odkaz')
    expect(lines).toEqual([
      `Jana Dvořáková;Totéž mezitím změnil někdo jiný.;http://krajan.test${desk.base}/contacts/${first}`,
      `;Kontakt tu už není, nejspíš ho někdo sloučil s jiným.;http://krajan.test${desk.base}/contacts/${third}`,
    ])
  })

  test('does what each action says', async () => {
    const desk = await aBulkDesk(database, app, ['return', 'relocation'])
    const { rows } = { rows: await desk.people(2, { tags: ['a', 'b'], residence: 'Brno' }) }
    const who = idsOf(rows)
    const act = async (action: Record<string, string>) => {
      await desk.start(who, action)
      await desk.work()
      return everythingOf(ownerDb, rows[1]?.id ?? '')
    }
    expect((await act({ what: 'remove_tag', tag: 'a' })).contact?.tags).toEqual(['b'])
    expect((await act({ what: 'owner', owner_id: desk.member.id })).contact?.owner_id).toBe(desk.member.id)
    const planned = await act({ what: 'next_step', next_step: 'Zavolat', next_step_on: '2030-01-02' })
    expect(planned.contact).toMatchObject({ next_step: 'Zavolat', next_step_on: '2030-01-02' })
    expect(planned.activities.at(-1)).toMatchObject({ kind: 'next_step_set', body: 'Zavolat' })
    expect((await act({ what: 'residence', area: 'DE' })).contact).toMatchObject({
      residence_region: '',
      residence_country: 'DE',
    })
    expect((await act({ what: 'enrol', to: 'relocation:enquiry' })).enrolments).toEqual([
      { track: 'relocation', stage: 'enquiry', version: 1, parked_until: null },
      { track: 'return', stage: 'considering', version: 1, parked_until: null },
    ])
    const parked = { park_reason: 'studies', park_trigger: 'date', park_day: '2027-06-30' }
    const moved = await act({ what: 'move', to: 'return:not_now', ...parked })
    expect(moved.enrolments[1]).toEqual({ track: 'return', stage: 'not_now', version: 2, parked_until: '2027-06-30' })
    expect(moved.activities.at(-1)).toMatchObject({ kind: 'stage_moved', member_id: desk.member.id })
    await act({ what: 'task', title: 'Poslat leták', due_on: '2030-02-03', assignee_id: desk.member.id })
    const tasks = await ownerDb
      .selectFrom('tasks')
      .select(['title', 'state'])
      .where('centre_id', '=', desk.centre.id)
      .execute()
    expect(tasks).toEqual([
      { title: 'Poslat leták', state: 'open' },
      { title: 'Poslat leták', state: 'open' },
    ])
  })

  test('keeps a next step that is planned already, unless told otherwise', async () => {
    const desk = await aDeskHere()
    const people = await desk.people(1, { next_step: 'Jiný krok', next_step_on: '2029-01-01' })
    const action = { what: 'next_step', next_step: 'Zavolat', next_step_on: '2030-01-02' }
    expect((await desk.preview(idsOf(people), action)).html).toContain('Další krok už má naplánovaný.')
    await desk.start(idsOf(people), { ...action, overwrite: 'on' })
    await desk.work()
    expect((await everythingOf(ownerDb, people[0]?.id ?? '')).contact?.next_step).toBe('Zavolat')
  })

  test('moves nobody who lacks what their stage asks for', async () => {
    const desk = await aDeskHere()
    await ownerDb.updateTable('stages').set({ strict: true }).where('centre_id', '=', desk.centre.id).execute()
    const people = await desk.people(1, { stage: 'considering' })
    const action = { what: 'move', to: 'return:exploring' }
    const [ready] = await desk.people(1, { stage: 'considering' })
    const talk = {
      contact_id: ready?.id ?? '',
      kind: 'meeting' as const,
      occurred_at: new Date(),
      created_at: new Date(),
    }
    await ownerDb
      .insertInto('activities')
      .values({ centre_id: desk.centre.id, id: randomId(), ...talk })
      .execute()
    const who = idsOf([...people, ...(ready ? [ready] : [])])
    expect((await desk.preview(who, action)).html).toContain('dosavadní fázi ještě chybí')
    const id = await desk.start(who, action)
    await desk.work()
    const states = await desk.rows(id)
    expect(states.find(({ contact_id }) => contact_id === ready?.id)?.state).toBe('changed')
    expect(states.find(({ contact_id }) => contact_id === people[0]?.id)).toMatchObject({
      state: 'skipped',
      reason: 'unready',
    })
    expect((await everythingOf(ownerDb, people[0]?.id ?? '')).enrolments[0]?.stage).toBe('considering')
  })

  test('leaves alone who asked to be left alone, and moves nobody there', async () => {
    const desk = await aDeskHere()
    const people = await desk.people(1, { stage: 'lost' })
    const whose = people[0]?.id ?? ''
    await ownerDb.updateTable('enrolments').set({ outcome: 'asked_to_stop' }).where('contact_id', '=', whose).execute()
    const id = await desk.start(idsOf(people), { what: 'move', to: 'return:known' }).catch(() => undefined)
    expect(id).toBeUndefined()
    const preview = await desk.preview(idsOf(people), { what: 'move', to: 'return:known' })
    expect(preview.html).toContain('abychom se už neozývali')
    expect((await everythingOf(ownerDb, whose)).enrolments[0]?.stage).toBe('lost')
  })

  test('is of fifty thousand people at most', async () => {
    const desk = await aDeskHere()
    const many = sql`insert into contacts (centre_id, id, family_name, source, created_at, updated_at)
      select ${desk.centre.id}, gen_random_uuid(), 'Mnohá', 'staff', now(), now() from generate_series(1, 50001)`
    const superDb = openDb(database.superUrl, { max: 1 })
    await superDb.transaction().execute(async (trx) => {
      // without triggers: it is only about how many they are
      await sql`set local session_replication_role = replica`.execute(trx)
      await many.execute(trx)
    })
    await superDb.destroy()
    const chosen = await desk.send('/bulk/new', { all: '1', query: '' })
    expect([chosen.status, chosen.html.replaceAll('\u00a0', ' ').includes('nejvýš 50 000 lidí')]).toEqual([422, true])
    const form = { all: '1', query: '', what: 'add_tag', tag: 'x', seen: 'd'.repeat(32), idempotency_key: randomId() }
    expect((await desk.send('/bulk', form)).status).toBe(422)
  }, 30_000)

  test('with something wrong in it is not shown but asked for again, with what was typed', async () => {
    const desk = await aDeskHere()
    const who = idsOf(await desk.people(1))
    const wrong = await desk.preview(who, { what: 'next_step', next_step: 'Zavolat', next_step_on: '31. 2.' })
    expect([wrong.status, fieldIn(wrong.html, 'next_step')]).toEqual([422, 'Zavolat'])
    expect(errorIn(wrong.html, 'next_step_on')).toBeTruthy()
    const wrongs: Record<string, string>[] = [
      { what: 'delete' },
      { what: 'add_tag', tag: '' },
      { what: 'add_tag', tag: 'a,b' },
      { what: 'owner', owner_id: randomId() },
      { what: 'task', title: 'x', due_on: '2030-01-01', assignee_id: randomId() },
      { what: 'enrol', to: 'return:nowhere' },
      { what: 'enrol', to: 'relocation:enquiry' },
      { what: 'move', to: 'return:not_now' },
      { what: 'move', to: 'return:not_now', park_reason: 'studies', park_trigger: 'date', park_day: '2001-01-01' },
      { what: 'move', to: 'return:lost' },
      { what: 'move', to: 'return:lost', outcome: 'asked_to_stop' },
      { what: 'residence', area: 'XX' },
      { what: 'horizon', horizon: 'tomorrow' },
    ]
    for (const action of wrongs)
      for (const path of ['/bulk/preview', '/bulk'])
        expect([action, (await desk.send(path, { ...who, ...action })).status]).toEqual([action, 422])
  })

  test('of nobody, or of people of another centre, changes nothing', async () => {
    const desk = await aDeskHere()
    const elsewhere = await aDeskHere()
    const [theirs] = await elsewhere.people(1)
    const nobody: Record<string, string>[] = [
      {},
      { ids: '' },
      { ids: 'x' },
      { ids: theirs?.id ?? '' },
      { all: '1', query: 'q=nikdo' },
      { all: '1', query: `${'q=a&'.repeat(6_000)}` },
    ]
    for (const who of nobody) {
      const { status, html } = await desk.send('/bulk/new', who)
      expect([status, html.includes('Nikoho jste nevybrali')]).toEqual([422, true])
      const form = { ...who, what: 'add_tag', tag: 'x', seen: 'd'.repeat(32), idempotency_key: randomId() }
      expect((await desk.send('/bulk', form)).status).toBe(422)
    }
    expect(await tagsOf(theirs?.id ?? '')).toEqual([])
  })

  test('is for those who may edit', async () => {
    const desk = await aDeskHere()
    const who = idsOf(await desk.people(1))
    const id = await desk.start(who, { what: 'add_tag', tag: 'x' })
    const reader = await aMember(ownerDb, [desk.centre], 'reader')
    const stranger = (await aDeskHere()).member
    for (const path of ['/bulk', '/bulk/new', '/bulk/preview', `/bulk/${id}/undo`, `/jobs/${id}/cancel`]) {
      expect((await app.post(`${desk.base}${path}`, who, reader.cookie)).status).toBe(403)
      expect((await app.post(`${desk.base}${path}`, who, stranger.cookie)).status).toBe(404)
    }
    expect((await app.get(`${desk.base}/bulk/${id}`, reader.cookie)).status).toBe(200)
    // names leave the house with a file
    expect((await app.get(`${desk.base}/bulk/${id}/failures.csv`, reader.cookie)).status).toBe(403)
    expect((await desk.job(id))?.state).toBe('waiting')
  })

  test('is known to the database by its own centre alone', async () => {
    const desk = await aDeskHere()
    const id = await desk.start(idsOf(await desk.people(1)), { what: 'add_tag', tag: 'x' })
    const other = await aDeskHere()
    for (const path of [`/bulk/${id}`, `/bulk/${id}/failures.csv`, `/jobs/${id}`])
      expect((await other.get(path)).status).toBe(404)
    expect((await other.send(`/bulk/${id}/undo`, { idempotency_key: randomId() })).status).toBe(404)
    expect((await other.send(`/jobs/${id}/cancel`, {})).status).toBe(404)
  })

  test('of who stands in a stage of another list, with a word that means a filter, is of the chosen alone', async () => {
    const desk = await aDeskHere()
    const [one] = await desk.people(1, { tags: ['x'] })
    await aContact(ownerDb, desk.centre, { tags: ['y'] })
    // the list's own fields beside the tick for all
    const chosen = await desk.send('/bulk/new', { all: '1', tag: 'x' })
    expect(fieldIn(chosen.html, 'query')).toBe('tag=x')
    const asked = await desk.page('/bulk/new?all=1&tag=x')
    expect([asked.status, fieldIn(asked.html, 'query')]).toEqual([200, 'tag=x'])
    const id = await desk.start({ all: '1', query: 'tag=x' }, { what: 'add_tag', tag: 'z' })
    await desk.work()
    expect((await desk.rows(id)).map(({ contact_id }) => contact_id)).toEqual([one?.id])
  })
})
