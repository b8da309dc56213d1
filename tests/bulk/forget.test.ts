import { getLogger } from '@logtape/logtape'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { forgetOldChanges } from '../../src/bulk/forget.ts'
import { sweep } from '../../src/clock.ts'
import { inCentre } from '../../src/db/scope.ts'
import { randomId } from '../../src/lib/ids.ts'
import { undoableUntil } from '../../src/lib/retention.ts'
import { dayOf } from '../../src/lib/time.ts'
import { testApp, testSettings } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { aBulkDesk, idsOf } from './bulk-desk.ts'

const database = testDatabase()
const { appDb, ownerDb } = database
const app = testApp(appDb)
const sweepNow = () =>
  sweep(appDb, { clock: (now) => now, settings: testSettings, log: getLogger('krajan') }).then(({ troubles }) =>
    expect(troubles).toBe(0),
  )

const planned = { what: 'next_step', next_step: 'Zavolat paní Malé', next_step_on: '2030-01-02', overwrite: 'on' }

const aChange = async (action: Record<string, string> = planned, who?: Record<string, string>) => {
  const desk = await aBulkDesk(database, app)
  const people = await desk.people(2, { next_step: 'Tajný krok', next_step_on: '2029-01-01', family_name: 'Hledaná' })
  const id = await desk.start(who ?? idsOf(people), action)
  await desk.work()
  const kept = async () => {
    const { rows } = await sql<{ kept: string }>`
      select concat(b.action, b.query, (select jsonb_agg(r.before) from bulk_rows r where r.job_id = b.job_id)) as kept
      from bulk_changes b where b.job_id = ${id}`.execute(ownerDb)
    return rows[0]?.kept ?? ''
  }
  const steps = async () =>
    (await ownerDb.selectFrom('contacts').select('next_step').where('centre_id', '=', desk.centre.id).execute()).map(
      ({ next_step }) => next_step,
    )
  const endedAgo = (days: number) =>
    sql`update jobs set ended_at = now() - make_interval(secs => ${days * 86_400}) where id = ${id}`.execute(ownerDb)
  const askUndo = () => desk.send(`/bulk/${id}/undo`, { idempotency_key: randomId() })
  return { desk, id, kept, steps, endedAgo, askUndo }
}

const plain = (html: string) => html.replaceAll('\u00a0', ' ')

describe('what a bulk change overwrote', () => {
  test('is kept for ninety days, as its page says, and then neither it nor what was written is', async () => {
    const { desk, id, kept, endedAgo, steps, askUndo } = await aChange(planned, { all: '1', query: 'q=Hledan%C3%A1' })
    const until = dayOf(undoableUntil(new Date()))
    const [year = '', month = '', day = ''] = until.split('-')
    const page = plain((await desk.page(`/bulk/${id}`)).html)
    expect(page).toContain(`Vrátit to jde do ${Number(day)}. ${Number(month)}. ${year}.`)
    await endedAgo(89.9)
    await sweepNow()
    const before = await kept()
    for (const told of ['Tajný krok', 'Zavolat paní Malé', 'q=Hledan']) expect(before).toContain(told)

    await endedAgo(90.1)
    const late = plain((await desk.page(`/bulk/${id}`)).html)
    expect([late.includes('Vrátit to už nejde'), late.includes(`/bulk/${id}/undo`)]).toEqual([true, false])
    const refused = await askUndo()
    expect([refused.status, plain(refused.html).includes('Vrátit to už nejde')]).toEqual([422, true])
    await sweepNow()
    const after = await kept()
    for (const told of ['Tajný', 'Malé', 'Hledan', '2029']) expect(after).not.toContain(told)
    const { status, html } = await desk.page(`/bulk/${id}?state=changed`)
    expect([status, html.match(/Hledaná/g)?.length]).toEqual([200, 2])
    await endedAgo(1)
    expect((await askUndo()).status).toBe(422)
    expect(await steps()).toEqual(['Zavolat paní Malé', 'Zavolat paní Malé'])
  })

  test('is kept until an undoing that began in time has ended', async () => {
    const { desk, kept, endedAgo, steps, askUndo } = await aChange()
    await endedAgo(89.9)
    expect((await askUndo()).status).toBe(303)
    await endedAgo(91)
    await sweepNow()
    expect(await kept()).toContain('Tajný krok')
    await desk.work()
    expect(await steps()).toEqual(['Tajný krok', 'Tajný krok'])
    await sweepNow()
    expect(await kept()).not.toContain('Tajný krok')
  })

  test('is put back wholly or not at all when somebody undoes it at the last moment', async () => {
    const later = { settings: testSettings, clock: (now: Date) => new Date(now.getTime() + 60_000) }
    for (let round = 0; round < 8; round++) {
      const { desk, kept, endedAgo, steps, askUndo } = await aChange()
      await endedAgo(90 - 30 / 86_400)
      const [asked] = await Promise.all([
        askUndo(),
        inCentre(appDb, { centreId: desk.centre.id }, later, forgetOldChanges),
      ])
      await desk.work()
      expect(await steps()).toEqual(Array(2).fill(asked.status === 303 ? 'Tajný krok' : 'Zavolat paní Malé'))
      expect((await kept()).includes('Tajný krok')).toBe(asked.status === 303)
    }
  })

  test('of a note keeps no word of it', async () => {
    const { kept, endedAgo } = await aChange({ what: 'note', body: 'Důvěrné sdělení' })
    expect(await kept()).toContain('Důvěrné')
    await endedAgo(91)
    await sweepNow()
    expect(await kept()).not.toContain('Důvěrné')
  })
})
