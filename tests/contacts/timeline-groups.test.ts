import { describe, expect, test } from 'vitest'
import { newId, randomId } from '../../src/lib/ids.ts'
import { type ActivityKind, notedKinds } from '../../src/lib/words.ts'
import { testApp } from '../support/app.ts'
import { aContact, anEvent } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk, fieldIn } from './desk.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)

const aHistory = async (...kinds: ActivityKind[]) => {
  const desk = await aDesk(ownerDb, app)
  const contact = await aContact(ownerDb, desk.centre)
  const start = Date.parse('2026-05-01T10:00:00Z')
  const rows = kinds.map((kind, index) => {
    const at = new Date(start + index * 1000)
    return { centre_id: desk.centre.id, id: newId(), contact_id: contact.id, kind, occurred_at: at, created_at: at }
  })
  if (rows.length > 0) await ownerDb.insertInto('activities').values(rows).execute()
  const shown = async (query = '') =>
    [...(await desk.page(`/contacts/${contact.id}${query}`)).html.matchAll(/id="activity-([0-9a-f-]{36})"/g)].map(
      ([, id]) => rows.find((row) => row.id === id)?.kind,
    )
  return { desk, contact, path: `/contacts/${contact.id}`, rows, shown }
}

describe('the timeline by kind', () => {
  test.each<[string, ActivityKind[]]>([
    ['notes', ['counselling', 'phone_call', 'note']],
    ['events', ['no_show', 'attended', 'registered']],
    ['mails', ['mail_sent', 'email']],
    ['changes', ['merged', 'woken', 'stage_moved', 'created']],
    ['consents', ['consent_withdrawn', 'consent_given']],
    ['tasks', ['task_reopened', 'task_added', 'next_step_set']],
  ])('shows %s alone', async (group, wanted) => {
    const { shown } = await aHistory(
      'created',
      'note',
      'registered',
      'email',
      'consent_given',
      'next_step_set',
      'stage_moved',
      'phone_call',
      'attended',
      'no_show',
      'mail_sent',
      'consent_withdrawn',
      'task_added',
      'woken',
      'merged',
      'counselling',
      'task_reopened',
    )
    expect(await shown(`?show=${group}`)).toEqual(wanted)
    expect(await shown()).toHaveLength(17)
    expect(await shown('?show=nonsense')).toHaveLength(17)
  })

  test('pages a group by key, each entry once', async () => {
    const { desk, path, rows } = await aHistory(
      ...Array.from({ length: 140 }, (_, index): ActivityKind => (index % 2 === 0 ? 'note' : 'registered')),
    )
    const seen: (string | undefined)[] = []
    for (let next: string | undefined = '?show=events'; next !== undefined; ) {
      const { html } = await desk.page(`${path}${next}`)
      seen.push(...[...html.matchAll(/id="activity-([0-9a-f-]{36})"/g)].map(([, id]) => id))
      next = /href="[^"]*(\?[^"]*after=[^"]*)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen).toEqual(
      rows
        .filter(({ kind }) => kind === 'registered')
        .map(({ id }) => id)
        .toReversed(),
    )
  })
})

describe('history', () => {
  test('cannot be rewritten or removed by the app', async () => {
    const { rows } = await aHistory('note')
    const [note] = rows
    const of = { centre_id: note?.centre_id ?? '', id: note?.id ?? '' }
    for (const change of [{ body: 'x' }, { kind: 'email' as const }, { occurred_at: new Date() }, { member_id: null }])
      await expect(appDb.updateTable('activities').set(change).where('id', '=', of.id).execute()).rejects.toThrow(
        'permission denied',
      )
    await expect(appDb.deleteFrom('activities').where('id', '=', of.id).execute()).rejects.toThrow('permission denied')
  })

  test.each(notedKinds)('keeps a struck %s, struck out once, with who did it', async (kind) => {
    const { desk, contact, path, rows } = await aHistory(kind)
    const strike = `${path}/activities/${rows[0]?.id}/strike`
    expect((await desk.page(path)).html).toContain(`action="${desk.base}${strike}"`)
    const answers = await Promise.all([1, 2, 3].map(() => desk.send(strike, {})))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    const struck = await ownerDb
      .selectFrom('activities')
      .select(['kind', 'member_id'])
      .where('contact_id', '=', contact.id)
      .where('kind', '=', 'note_struck')
      .execute()
    expect(struck).toEqual([{ kind: 'note_struck', member_id: desk.member.id }])
    expect((await desk.page(path)).html).not.toContain(`action="${desk.base}${strike}"`)
  })

  test('of what happened by itself cannot be struck out, nor that of another contact', async () => {
    const { desk, path, rows } = await aHistory('registered', 'note')
    const other = await aContact(ownerDb, desk.centre)
    const [event, note] = rows
    expect((await desk.send(`${path}/activities/${event?.id}/strike`, {})).status).toBe(404)
    expect((await desk.send(`/contacts/${other.id}/activities/${note?.id}/strike`, {})).status).toBe(404)
  })

  test('tells of check-in, whoever writes it: came, or did not', async () => {
    const { desk, contact } = await aHistory()
    const event = await anEvent(ownerDb, desk.centre, { title: 'Setkání v Plzni' })
    const id = newId()
    const now = new Date()
    await ownerDb
      .insertInto('registrations')
      .values({
        centre_id: desk.centre.id,
        id,
        event_id: event.id,
        contact_id: contact.id,
        name: 'Jana',
        email: 'j@example.org',
        email_norm: 'j@example.org',
        party_size: 1,
        lang: 'cs',
        state: 'confirmed',
        state_since: now,
        idempotency_key: randomId(),
        created_at: now,
      })
      .execute()
    for (const state of ['attended', 'attended', 'no_show'] as const)
      await ownerDb.updateTable('registrations').set({ state }).where('id', '=', id).execute()
    const told = await ownerDb
      .selectFrom('activities')
      .select(['kind', 'particulars'])
      .where('contact_id', '=', contact.id)
      .orderBy('kind')
      .execute()
    expect(told).toEqual([
      { kind: 'attended', particulars: { event: 'Setkání v Plzni', registration: id } },
      { kind: 'no_show', particulars: { event: 'Setkání v Plzni', registration: id } },
    ])
  })
})

describe('a note in Markdown', () => {
  test('is seen before it is kept, with what was typed', async () => {
    const { desk, contact, path } = await aHistory()
    const body = '**Chce** domů\n\n## Co dál\n\n[web](javascript:alert(1))'
    const { status, html } = await desk.send(`${path}/activities`, { kind: 'note', body, preview: '1' })
    expect([status, html.includes('<strong>Chce</strong> domů'), html.includes('href="javascript')]).toEqual([
      200,
      true,
      false,
    ])
    expect(fieldIn(html, 'body')).toBe(body)
    const kept = await ownerDb.selectFrom('activities').select('id').where('contact_id', '=', contact.id).execute()
    expect(kept).toEqual([])
  })

  test('stands on the timeline as it was meant, and keeps the order of headings', async () => {
    const { desk, path } = await aHistory()
    await desk.send(`${path}/activities`, { kind: 'note', body: '# Nadpis\n\n- jedna\n- dvě\n\n<script>x</script>' })
    const { html } = await desk.page(path)
    expect(html).toContain('<p><strong>Nadpis</strong></p>')
    expect(html).toContain('<li>jedna</li>')
    expect([html.match(/<h1/g)?.length, html.includes('<script>x')]).toEqual([1, false])
  })

  test('is none where the app wrote it: a subject, a title or a next step are quoted', async () => {
    const { desk, contact, path } = await aHistory()
    const at = new Date()
    const row = { centre_id: desk.centre.id, contact_id: contact.id, occurred_at: at, created_at: at }
    await ownerDb
      .insertInto('activities')
      .values({ ...row, id: newId(), kind: 'mail_sent', body: '**Máte** místo' })
      .execute()
    expect((await desk.page(path)).html).toContain('<p>**Máte** místo</p>')
  })
})
