import { getLogger } from '@logtape/logtape'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { runJobs, sweep } from '../../src/clock.ts'
import { openDb } from '../../src/db/connection.ts'
import { runPieces } from '../../src/jobs/job.ts'
import { newId } from '../../src/lib/ids.ts'
import type { Transport } from '../../src/mail/transport.ts'
import { promise } from '../mail/post-office.ts'
import { logged, testSettings } from '../support/app.ts'
import { aCentre, aContact, aMember, type TestCentre } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aCount, counted, counting, times, upTo } from './counting.ts'

const { appDb, ownerDb, superUrl } = testDatabase()
const deps = { clock: (now: Date) => now, settings: testSettings, log: getLogger('krajan') }
const [hour, day] = [3_600_000, 86_400_000]

/** Whatever is written to this table about this centre fails, as a mistake of ours would; the first centre of two. */
const breakdown = async (table: string, { id }: TestCentre) => {
  const name = `broken_${table}_${id.slice(-12)}`
  await sql
    .raw(`create function ${name}() returns trigger language plpgsql as $$ begin
        if coalesce(new.centre_id, old.centre_id) = '${id}' then raise exception 'no such "Jana Dvořáková"'; end if;
        return coalesce(new, old);
      end $$;
      create trigger ${name} before update or delete on ${table} for each row execute function ${name}();`)
    .execute(ownerDb)
  return () => sql.raw(`drop trigger ${name} on ${table}; drop function ${name}()`).execute(ownerDb)
}

const errors = () => logged.filter(({ level }) => level === 'error').map(({ properties }) => properties)

let broken: TestCentre
let sound: TestCentre
beforeEach(async () => {
  broken = await aCentre(ownerDb)
  sound = await aCentre(ownerDb)
  logged.length = 0
})

const anOldMerge = async ({ id: centre_id }: TestCentre) => {
  const of = { centre_id, id: newId(), winner_id: newId(), loser_id: newId(), changes: sql<string>`'[]'::jsonb` }
  await ownerDb
    .insertInto('merges')
    .values({ ...of, merged_at: new Date(Date.now() - 91 * day) })
    .execute()
}

const mergesIn = async (centre: TestCentre) =>
  (await ownerDb.selectFrom('merges').select('id').where('centre_id', '=', centre.id).execute()).length

const aDueTask = async ({ id: centre_id }: TestCentre, assignee_id: string) => {
  const due = { title: 'Zavolat', due_on: '2026-11-20', remind_at: new Date(Date.now() - hour), created_at: new Date() }
  await ownerDb
    .insertInto('tasks')
    .values({ centre_id, id: newId(), assignee_id, created_by: assignee_id, ...due })
    .execute()
}

const mailsIn = async ({ id }: TestCentre) =>
  (await ownerDb.selectFrom('mails').select(['kind', 'state']).where('centre_id', '=', id).execute()).map(
    ({ kind, state }) => `${kind} ${state}`,
  )

describe('what goes wrong in one centre', () => {
  test('holds up neither the others nor the rest of the sweep, and is logged without what it quotes', async () => {
    const mend = await breakdown('merges', broken)
    for (const centre of [broken, sound]) await anOldMerge(centre)
    const member = await aMember(ownerDb, [sound])
    await ownerDb
      .updateTable('sessions')
      .set({ expires_at: new Date(Date.now() - 8 * day), created_at: new Date(Date.now() - 9 * day) })
      .where('member_id', '=', member.id)
      .execute()
    expect(await sweep(appDb, deps)).toEqual({ troubles: 1 })
    expect([await mergesIn(broken), await mergesIn(sound)]).toEqual([1, 0])
    const sessions = ownerDb.selectFrom('sessions').select('id').where('member_id', '=', member.id)
    expect(await sessions.execute()).toEqual([])
    expect(errors()).toEqual([
      expect.objectContaining({
        step: 'forgetMerges',
        centreId: broken.id,
        error: expect.objectContaining({ code: 'P0001' }),
      }),
    ])
    expect(JSON.stringify(logged)).not.toContain('Dvořáková')
    await mend()
    expect(await sweep(appDb, deps)).toEqual({ troubles: 0 })
    expect(await mergesIn(broken)).toBe(0)
  })

  test('keeps nobody elsewhere from being reminded, and no mail from leaving', async () => {
    const mend = await breakdown('tasks', broken)
    const member = await aMember(ownerDb, [broken, sound])
    for (const centre of [broken, sound]) await aDueTask(centre, member.id)
    const transport: Transport = { send: async () => ({ kind: 'accepted', providerMessageId: newId() }) }
    const ran = await runJobs(appDb, { ...deps, settings: { ...testSettings, mail: 'ready' }, transport })
    expect([ran.troubles, ran.mails?.accepted]).toEqual([1, 1])
    expect([await mailsIn(broken), await mailsIn(sound)]).toEqual([[], ['task_reminder accepted']])
    await mend()
  })

  test('in a step that no centre can be blamed for ends that step alone', async () => {
    const superDb = openDb(superUrl, { max: 1 })
    await promise(appDb, sound.id, {})
    await sql`alter function centres_with_reminders rename to nobody_to_remind`.execute(superDb)
    const transport: Transport = { send: async () => ({ kind: 'accepted', providerMessageId: newId() }) }
    const ran = await runJobs(appDb, { ...deps, transport })
    await sql`alter function nobody_to_remind rename to centres_with_reminders`.execute(superDb)
    await superDb.destroy()
    expect([ran.troubles, ran.mails?.accepted]).toEqual([1, 1])
    expect(errors()).toEqual([expect.objectContaining({ step: 'remind', centreId: '' })])
  })

  test('keeps no mail of another from leaving, and none is sent twice for it', async () => {
    for (const centre of [broken, sound]) await promise(appDb, centre.id, {}, {})
    const mend = await breakdown('mails', broken)
    let sent = 0
    const transport: Transport = {
      send: async () => {
        sent++
        return { kind: 'accepted', providerMessageId: newId() }
      },
    }
    const { troubles, mails } = await runJobs(appDb, { ...deps, transport })
    expect([troubles, mails?.accepted, sent]).toEqual([1, 2, 2])
    const states = async (centre: TestCentre) => (await mailsIn(centre)).map((mail) => mail.split(' ')[1])
    expect([await states(broken), await states(sound)]).toEqual([
      ['ready', 'ready'],
      ['accepted', 'accepted'],
    ])
    await mend()
    expect((await runJobs(appDb, { ...deps, transport })).mails?.accepted).toBe(2)
    expect(sent).toBe(4)
  })

  test('keeps no long work of another from being done', async () => {
    const people = await Promise.all([broken, sound].map((centre) => aContact(ownerDb, centre)))
    const [first = '', second = ''] = people.map(({ id }) => id)
    await aCount(appDb, broken.id, first, 3)
    await aCount(appDb, sound.id, second, 3)
    const mend = await breakdown('jobs', broken)
    const troubles: unknown[] = []
    const onTrouble = (error: unknown) => troubles.push(error)
    await runPieces(appDb, [counting(2)], times, { mostMs: 5_000, onTrouble })
    expect([await counted(ownerDb, first), await counted(ownerDb, second)]).toEqual([[], upTo(3)])
    expect(troubles.length).toBeGreaterThan(0)
    await mend()
  })
})
