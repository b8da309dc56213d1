import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { jobHandlers } from '../../src/handlers.ts'
import { runPieces } from '../../src/jobs/job.ts'
import { randomId } from '../../src/lib/ids.ts'
import { times } from '../jobs/counting.ts'
import { testApp } from '../support/app.ts'
import { aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aBulkDesk, idsOf } from './bulk-desk.ts'

const database = testDatabase()
const { appDb, ownerDb } = database
const app = testApp(appDb)

/** Everything of a contact and their places that a bulk change could change; the version tells of every change. */
const stateOf = async (id: string) => {
  const { rows } = await sql<{ state: unknown }>`
    select jsonb_build_object('contact', to_jsonb(c) - '{version,updated_at,touched_on}'::text[],
      'enrolments', (select jsonb_agg(to_jsonb(e) - 'version' order by e.track) from enrolments e where e.contact_id = c.id),
      'tasks', (select jsonb_agg(k.title) from tasks k where k.contact_id = c.id and k.state = 'open')) as state
    from contacts c where c.id = ${id}`.execute(ownerDb)
  return rows[0]?.state
}

const parked = { park_reason: 'studies', park_trigger: 'date', park_day: '2027-06-30' }

describe('undoing a bulk change', () => {
  test('puts everything back as it was, whatever was done, and tells of it', async () => {
    const desk = await aBulkDesk(database, app, ['return', 'relocation'])
    const [one] = await desk.people(1, { tags: ['první', 'druhý', 'třetí'], residence: 'Brno' })
    const [two] = await desk.people(1, { owner_id: desk.member.id, next_step: 'Něco', next_step_on: '2029-01-01' })
    const people = [one?.id ?? '', two?.id ?? '']
    const before = await Promise.all(people.map(stateOf))
    const actions: Record<string, string>[] = [
      { what: 'add_tag', tag: 'nový' },
      { what: 'remove_tag', tag: 'druhý' },
      { what: 'owner', owner_id: '' },
      { what: 'owner', owner_id: desk.member.id },
      { what: 'next_step', next_step: 'Zavolat', next_step_on: '2030-01-02', overwrite: 'on' },
      { what: 'residence', area: 'CZ010' },
      { what: 'horizon', horizon: 'never' },
      { what: 'move', to: 'return:not_now', ...parked },
      { what: 'enrol', to: 'relocation:enquiry' },
      { what: 'task', title: 'Poslat leták', due_on: '2030-02-03', assignee_id: desk.member.id },
    ]
    for (const action of actions) {
      const id = await desk.start({ ids: people.join(',') }, action)
      await desk.work()
      const changed = (await desk.rows(id)).filter(({ state }) => state === 'changed').length
      expect([action, changed > 0, await Promise.all(people.map(stateOf))]).not.toEqual([action, true, before])
      const undone = await desk.undo(id)
      expect([action, await desk.job(undone)]).toEqual([
        action,
        { state: 'done', total: changed, done: changed, failed: 0 },
      ])
      expect([action, await Promise.all(people.map(stateOf))]).toEqual([action, before])
      expect((await desk.rows(id)).filter(({ state }) => state === 'undone')).toHaveLength(changed)
    }
    const lines = await ownerDb
      .selectFrom('activities')
      .where('contact_id', '=', people[0] ?? '')
      .where('kind', '=', 'bulk_undone')
      .select(['member_id'])
      .execute()
    expect(lines.length).toBeGreaterThan(5)
    expect(lines.every(({ member_id }) => member_id === desk.member.id)).toBe(true)
    const ways = await sql<{ from_stage: string; to_stage: string }>`
      select s.from_stage, s.to_stage from stage_changes s join enrolments e on e.id = s.enrolment_id
      where e.contact_id = ${people[0]} order by s.id`.execute(ownerDb)
    expect(ways.rows).toEqual([
      { from_stage: 'considering', to_stage: 'not_now' },
      { from_stage: 'not_now', to_stage: 'considering' },
    ])
  })

  test('leaves what somebody changed since, and says whom', async () => {
    const desk = await aBulkDesk(database, app)
    const other = await aMember(ownerDb, [desk.centre], 'coordinator', 'Petr Jiný')
    const people = await desk.people(3)
    const [first, second, third] = people.map(({ id }) => id).sort()
    const id = await desk.start(idsOf(people), { what: 'owner', owner_id: desk.member.id })
    await desk.work()
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
    const undone = await desk.undo(id)
    expect(await desk.job(undone)).toEqual({ state: 'done', total: 3, done: 2, failed: 1 })
    expect(await desk.rows(id)).toEqual([
      { contact_id: first, state: 'kept', reason: 'changed_since' },
      { contact_id: second, state: 'undone', reason: '' },
      { contact_id: third, state: 'undone', reason: '' },
    ])
    const owners = await ownerDb
      .selectFrom('contacts')
      .where('centre_id', '=', desk.centre.id)
      .select(['owner_id', 'field'])
      .orderBy('id')
      .execute()
    expect(owners).toEqual([
      { owner_id: other.id, field: '' },
      { owner_id: null, field: 'hasič' },
      { owner_id: null, field: '' },
    ])
    const { html } = await desk.page(`/bulk/${id}`)
    expect(html).toContain('Od té doby totéž změnil někdo jiný.')
    expect(html).toContain(`/contacts/${first}"`)
    expect(html).not.toContain(`/contacts/${second}"`)
  })

  test('leaves a place on a track where it has moved on, a tag taken away and a task done', async () => {
    const desk = await aBulkDesk(database, app, ['return', 'relocation'])
    const people = await desk.people(1)
    const id = people[0]?.id ?? ''
    const enrolled = await desk.start(idsOf(people), { what: 'enrol', to: 'relocation:enquiry' })
    const moved = await desk.start(idsOf(people), { what: 'move', to: 'return:not_now', ...parked })
    const tagged = await desk.start(idsOf(people), { what: 'add_tag', tag: 'x' })
    await desk.work()
    await ownerDb
      .updateTable('enrolments')
      .set({ stage: 'arrived', version: 3 })
      .where('contact_id', '=', id)
      .where('track', '=', 'relocation')
      .execute()
    await ownerDb
      .updateTable('enrolments')
      .set({ stage: 'lost', version: 3 })
      .where('contact_id', '=', id)
      .where('track', '=', 'return')
      .execute()
    await ownerDb.updateTable('contacts').set({ tags: [] }).where('id', '=', id).execute()
    const before = await stateOf(id)
    for (const change of [enrolled, moved, tagged]) {
      await desk.undo(change)
      expect(await desk.rows(change)).toEqual([{ contact_id: id, state: 'kept', reason: 'changed_since' }])
    }
    expect(await stateOf(id)).toEqual(before)
  })

  test('keeps tags that came since, and takes away its own alone', async () => {
    const desk = await aBulkDesk(database, app)
    const people = await desk.people(1, { tags: ['a'] })
    const id = await desk.start(idsOf(people), { what: 'add_tag', tag: 'x' })
    await desk.work()
    await ownerDb
      .updateTable('contacts')
      .set({ tags: ['a', 'x', 'b'] })
      .where('id', '=', people[0]?.id ?? '')
      .execute()
    await desk.undo(id)
    expect(await stateOf(people[0]?.id ?? '')).toMatchObject({ contact: { tags: ['a', 'b'] } })
  })

  test('asked for twice is done once, and not before the change has ended', async () => {
    const desk = await aBulkDesk(database, app)
    const id = await desk.start(idsOf(await desk.people(2)), { what: 'add_tag', tag: 'x' })
    const early = await desk.send(`/bulk/${id}/undo`, { idempotency_key: randomId() })
    expect([early.status, early.html.includes('Změna ještě běží')]).toEqual([422, true])
    await desk.work()
    const both = await Promise.all([1, 2].map(() => desk.send(`/bulk/${id}/undo`, { idempotency_key: randomId() })))
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(new Set(both.map(({ location }) => location)).size).toBe(1)
    await desk.work()
    expect((await desk.send(`/bulk/${id}/undo`, { idempotency_key: randomId() })).status).toBe(422)
    const lines = await sql<{ count: number }>`
      select count(*)::int from activities where centre_id = ${desk.centre.id} and kind = 'bulk_undone'`.execute(
      ownerDb,
    )
    expect(lines.rows[0]?.count).toBe(2)
  })

  test('of a note strikes the notes out, but not those struck out already: they are history', async () => {
    const desk = await aBulkDesk(database, app)
    const people = await desk.people(2)
    const [first, second] = people.map(({ id }) => id).sort()
    const id = await desk.start(idsOf(people), { what: 'note', body: 'Pozváni.' })
    await desk.work()
    const note = await ownerDb
      .selectFrom('activities')
      .where('contact_id', '=', first ?? '')
      .select('id')
      .executeTakeFirst()
    await desk.send(`/contacts/${first}/activities/${note?.id}/strike`, {})
    await desk.undo(id)
    expect(await desk.rows(id)).toEqual([
      { contact_id: first, state: 'kept', reason: 'changed_since' },
      { contact_id: second, state: 'undone', reason: '' },
    ])
    for (const person of [first, second]) {
      const { html } = await desk.page(`/contacts/${person}`)
      expect(html).toContain('<del>')
      const kinds = await ownerDb
        .selectFrom('activities')
        .where('contact_id', '=', person ?? '')
        .select(['kind', 'body'])
        .orderBy('id')
        .execute()
      expect(kinds).toEqual([
        { kind: 'note', body: 'Pozváni.' },
        { kind: 'note_struck', body: '' },
      ])
    }
  })
})

describe('a bulk change of many', () => {
  test('whose connection is cut in the middle of a piece changes everybody once, and undoes everybody once', async () => {
    const desk = await aBulkDesk(database, app)
    await ownerDb.executeQuery(
      sql`insert into contacts (centre_id, id, given_name, family_name, source, created_at, updated_at)
        select ${desk.centre.id}, gen_random_uuid(), 'Jana', 'Hromadná', 'staff', now(), now() from generate_series(1, 1500)`.compile(
        ownerDb,
      ),
    )
    const id = await desk.start({ all: '1', query: 'q=Hromadn%C3%A1' }, { what: 'add_tag', tag: 'x' })
    await cutting(id, 3)
    expect((await desk.job(id))?.done).toBe(800)
    await desk.work()
    expect(await desk.job(id)).toEqual({ state: 'done', total: 1500, done: 1500, failed: 0 })
    expect(await versions(desk.centre.id)).toEqual([{ version: 2, count: 1500, lines: 1500, audits: 1500 }])

    const undone = await desk.undo(id)
    expect(await desk.job(undone)).toEqual({ state: 'done', total: 1500, done: 1500, failed: 0 })
    expect(await versions(desk.centre.id)).toEqual([{ version: 3, count: 1500, lines: 3000, audits: 3000 }])
  })

  /** Works until the piece with this number, whose connection is cut after everything in it was written. */
  const cutting = async (id: string, nth: number) => {
    const [cut, superDb] = [openDb(database.appUrl, { max: 1 }), openDb(database.superUrl, { max: 1 })]
    let pieces = 0
    const handlers = jobHandlers.map((handler) => ({
      ...handler,
      piece: async (...[scope, job]: Parameters<typeof handler.piece>) => {
        const piece = await handler.piece(scope, job)
        if (++pieces === nth) {
          const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(scope.db)
          await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(superDb)
        }
        return piece
      },
    }))
    try {
      await expect(runPieces(cut, handlers, times, { mostMs: 60_000 })).rejects.toThrow()
    } finally {
      await Promise.all([cut.destroy(), superDb.destroy()])
    }
    await sql`update jobs set lease_until = now() - interval '1 second' where id = ${id}`.execute(ownerDb)
  }

  const versions = async (centreId: string) => {
    const { rows } = await sql`
      select version, count(*)::int as count,
        (select count(*)::int from activities a where a.centre_id = ${centreId}) as lines,
        (select count(*)::int from audit_entries a where a.centre_id = ${centreId} and a.subject_type = 'contact') as audits
      from contacts where centre_id = ${centreId} group by version`.execute(ownerDb)
    return rows
  }
})
