import { sql, type Updateable } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Contacts } from '../../src/db/types.generated.ts'
import { newId } from '../../src/lib/ids.ts'
import type { StageNeed } from '../../src/lib/stages.ts'
import { aDesk } from '../contacts/desk.ts'
import { testApp } from '../support/app.ts'
import { aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const carried = { 'HX-Request': 'true', 'HX-Request-Type': 'partial', 'HX-Target': 'div#board-flash' }

const someone = async (needs: StageNeed[], stage = 'considering') => {
  const desk = await aDesk(ownerDb, app)
  const { id, enrolmentId } = await aContact(ownerDb, desk.centre, { stage, given_name: 'Jana', family_name: 'Malá' })
  const stages = ownerDb.updateTable('stages').where('centre_id', '=', desk.centre.id)
  await stages.where('code', '=', stage).set({ needs, strict: true }).execute()
  const now = () =>
    ownerDb
      .selectFrom('enrolments')
      .select(['stage', 'version', 'outcome'])
      .where('id', '=', enrolmentId)
      .executeTakeFirstOrThrow()
  const told = () =>
    ownerDb
      .selectFrom('activities')
      .select(['kind', 'body', 'particulars'])
      .where('contact_id', '=', id)
      .orderBy('id')
      .execute()
  return {
    desk,
    id,
    path: `/enrolments/${enrolmentId}/stage`,
    now,
    told,
    here: { centre_id: desk.centre.id, contact_id: id },
  }
}

const at = new Date()
type Here = { centre_id: string; contact_id: string }

/** How each fact comes to be known. */
const facts: Record<StageNeed, (here: Here, memberId: string) => Promise<unknown>> = {
  basis: (here) => edit(here, { lawful_basis: 'legitimate_interest' }),
  conversation: (here) =>
    ownerDb
      .insertInto('activities')
      .values({ ...here, id: newId(), kind: 'phone_call', occurred_at: at, created_at: at })
      .execute(),
  next_step: (here) => edit(here, { next_step: 'Zavolat', next_step_on: '2030-01-01' }),
  owner: (here, owner_id) => edit(here, { owner_id }),
  horizon: (here) => edit(here, { horizon: 'some_day' }),
  barriers: (here) =>
    ownerDb
      .insertInto('contact_motives')
      .values({ ...here, kind: 'barrier', code: 'housing', noted_at: at })
      .execute(),
  field: (here) => edit(here, { field: 'lékařka' }),
  language: (here) =>
    ownerDb
      .insertInto('contact_languages')
      .values({ ...here, lang: 'de', level: 'B1' })
      .execute(),
  residence: (here) => edit(here, { residence: 'Brno' }),
  residence_title: (here) =>
    ownerDb
      .insertInto('contact_statuses')
      .values({ ...here, id: newId(), kind: 'residence', value: 'blue_card', created_at: at })
      .execute(),
}

const edit = (here: Here, set: Updateable<Contacts>) =>
  ownerDb.updateTable('contacts').set(set).where('id', '=', here.contact_id).execute()

const words: Record<StageNeed, string> = {
  basis: 'důvod, proč o\u00a0člověku smíme vědět',
  conversation: 'zapsaný rozhovor',
  next_step: 'další krok',
  owner: 'kdo se stará',
  horizon: 'kdy by se chtěl/a vrátit',
  barriers: 'co brání návratu',
  field: 'obor',
  language: 'jazyk',
  residence: 'kde teď žije',
  residence_title: 'pobytové oprávnění',
}

describe('what must be known before somebody goes on', () => {
  test.each(Object.keys(facts) as StageNeed[])('%s: refused without it, by name; moved with it', async (need) => {
    const { desk, path, now, here } = await someone([need])
    const before = await now()
    const { status, html } = await desk.send(path, { stage: 'exploring', version: '1' })
    expect([status, await now()]).toEqual([422, before])
    expect(html).toContain(`chybí: ${words[need]}.`)
    expect(html).toContain(`Doplnit: ${words[need]}`)
    await facts[need](here, desk.member.id)
    expect((await desk.send(path, { stage: 'exploring', version: '1' })).status).toBe(303)
    expect((await now()).stage).toBe('exploring')
  })

  test('an open task is a next step too', async () => {
    const { desk, path, here } = await someone(['next_step'])
    const task = {
      id: newId(),
      assignee_id: desk.member.id,
      title: 'Poslat nabídky',
      due_on: '2030-01-01',
      created_at: at,
    }
    await ownerDb
      .insertInto('tasks')
      .values({ ...here, ...task })
      .execute()
    expect((await desk.send(path, { stage: 'exploring', version: '1' })).status).toBe(303)
  })

  test('can be passed over with a reason, which stays on the timeline', async () => {
    const { desk, path, now, told } = await someone(['conversation', 'owner'])
    const anyway = { stage: 'exploring', version: '1', anyway: 'on', why: '' }
    const asked = await desk.send(path, anyway)
    expect([asked.status, asked.html.includes('field-why-error')]).toEqual([422, true])
    expect((await now()).stage).toBe('considering')
    expect((await desk.send(path, { ...anyway, why: 'Domluveno na akci' })).status).toBe(303)
    expect(await told()).toMatchObject([
      { kind: 'stage_moved', body: 'Domluveno na akci', particulars: { without: 'conversation owner' } },
    ])
  })

  test('holds nobody back who goes back, to rest or to the end', async () => {
    const { desk, path, now } = await someone(['conversation'])
    expect((await desk.send(path, { stage: 'known', version: '1' })).status).toBe(303)
    await ownerDb
      .updateTable('stages')
      .set({ needs: ['conversation'], strict: true })
      .where('centre_id', '=', desk.centre.id)
      .execute()
    const rest = { park_reason: 'studies', park_trigger: 'home_coming_days' }
    expect((await desk.send(path, { stage: 'not_now', version: '2', ...rest })).status).toBe(303)
    expect((await desk.send(path, { stage: 'lost', version: '3', outcome: 'other' })).status).toBe(303)
    expect(await now()).toEqual({ stage: 'lost', version: 4, outcome: 'other' })
  })

  test('on a board the card goes back with the sentence, and the question comes into the dialog', async () => {
    const { desk, path, now } = await someone(['conversation'])
    const answer = await app.post(
      `${desk.base}${path}`,
      { stage: 'exploring', version: '1' },
      desk.member.cookie,
      carried,
    )
    const html = await answer.text()
    expect([answer.status, html.includes('<html'), (await now()).stage]).toEqual([422, false, 'considering'])
    for (const said of ['chybí: zapsaný rozhovor', 'hx-target="#move-dialog-body"', 'name="why"', '#new-activity'])
      expect(html).toContain(said)
    const trigger = JSON.parse(answer.headers.get('HX-Trigger') ?? '{}')
    expect(trigger.announce).toContain('chybí: zapsaný rozhovor')
  })

  test('a link to a stage opens the question at once', async () => {
    const { desk, path } = await someone(['conversation'])
    const form = path.replace('/stage', '/edit')
    expect((await desk.page(`${form}?stage=exploring`)).html).toContain('name="why"')
    expect((await desk.page(`${form}?stage=not_now`)).html).toContain('name="park_reason"')
    expect((await desk.page(`${form}?stage=lost`)).html).toContain('name="outcome"')
    expect((await desk.page(`${form}?stage=known`)).html).toContain('name="stage"')
  })
})

describe('who is lost', () => {
  test('is lost for a reason', async () => {
    const { desk, path, now } = await someone([])
    const asked = await desk.send(path, { stage: 'lost', version: '1' })
    expect([asked.status, asked.html.includes('name="outcome"'), (await now()).stage]).toEqual([
      422,
      true,
      'considering',
    ])
    const garbage = await desk.send(path, { stage: 'lost', version: '1', outcome: 'nonsense' })
    expect([garbage.status, (await now()).stage]).toEqual([422, 'considering'])
  })

  test('and asked us to stop: no mail leaves for them and the newsletter ends; coming back they can be written to', async () => {
    const { desk, path, here, told } = await someone([])
    const point = { kind: 'email' as const, value: 'Jana@Example.org', value_norm: 'jana@example.org', created_at: at }
    await ownerDb
      .insertInto('contact_points')
      .values({ ...here, id: newId(), ...point })
      .execute()
    const consent = {
      purpose: 'newsletter' as const,
      wording: 'Ano',
      lang: 'cs',
      source: 'test',
      state: 'granted' as const,
    }
    await ownerDb
      .insertInto('consents')
      .values({ ...here, id: newId(), ...consent, granted_at: at })
      .execute()
    const suppressed = () =>
      ownerDb.selectFrom('suppressions').select('reason').where('centre_id', '=', here.centre_id).execute()
    const agreed = () =>
      ownerDb.selectFrom('consents').select('state').where('contact_id', '=', here.contact_id).execute()

    expect((await desk.send(path, { stage: 'lost', version: '1', outcome: 'asked_to_stop' })).status).toBe(303)
    expect([await suppressed(), await agreed()]).toEqual([[{ reason: 'asked' }], [{ state: 'withdrawn' }]])
    expect((await told()).map(({ kind }) => kind)).toEqual(['stage_moved', 'consent_withdrawn'])
    await desk.send(path, { stage: 'considering', version: '2' })
    expect([await suppressed(), await agreed()]).toEqual([[], [{ state: 'withdrawn' }]])
  })
})

test('what a stage only advises holds nobody back, as it is shipped', async () => {
  const { desk, path, now, here } = await someone(['conversation'])
  const stages = ownerDb.updateTable('stages').set({ strict: sql`default` }).where('centre_id', '=', here.centre_id)
  await stages.execute()
  expect((await desk.send(path, { stage: 'exploring', version: '1' })).status).toBe(303)
  expect((await now()).stage).toBe('exploring')
})
