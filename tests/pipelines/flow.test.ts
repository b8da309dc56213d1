import { describe, expect, test } from 'vitest'
import { inCentre } from '../../src/db/scope.ts'
import { newId } from '../../src/lib/ids.ts'
import type { CentreStage } from '../../src/lib/stages.ts'
import { listBehind, listFlow, listStanding } from '../../src/pipelines/queries/flow.ts'
import { findEditionAndStages } from '../../src/tracks/queries/stages.ts'
import { aDesk, idsIn } from '../contacts/desk.ts'
import { testApp, testSettings } from '../support/app.ts'
import { aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const now = new Date('2026-11-20T12:00:00Z')
const day = (number: number) => new Date(Date.UTC(2026, 8, number, 10))

type Step = [stage: string, at: Date]

/** Three people on their way, told by hand: days are those of September, which goes on to the 81st. */
const ways: Step[][] = [
  [
    ['known', day(1)],
    ['considering', day(11)],
    ['exploring', day(31)],
    ['considering', day(41)],
  ],
  [
    ['known', day(2)],
    ['considering', day(6)],
    ['not_now', day(16)],
  ],
  [
    ['considering', day(20)],
    ['lost', day(60)],
  ],
]

const aTrack = async () => {
  const desk = await aDesk(ownerDb, app)
  const people: string[] = []
  for (const way of ways) {
    const last = way.at(-1)
    const { id, enrolmentId } = await aContact(ownerDb, desk.centre, { stage: last?.[0] ?? '' })
    people.push(id)
    await ownerDb
      .updateTable('enrolments')
      .set({ stage_since: last?.[1] ?? now })
      .where('id', '=', enrolmentId)
      .execute()
    const changes = way.map(([to_stage, at], index) => ({
      centre_id: desk.centre.id,
      id: newId(),
      enrolment_id: enrolmentId,
      from_stage: way[index - 1]?.[0] ?? null,
      to_stage,
      at,
    }))
    await ownerDb.insertInto('stage_changes').values(changes).execute()
  }
  const ask = <Answer>(question: (db: typeof appDb, stages: CentreStage[]) => Promise<Answer>) =>
    inCentre(appDb, { centreId: desk.centre.id }, { settings: testSettings }, async ({ db, centreId }) => {
      const { stages } = await findEditionAndStages(db, centreId, 'cs')
      return question(
        db,
        stages.filter(({ track }) => track === 'return'),
      )
    })
  return { desk, people, ask }
}

describe('the flow through the stages', () => {
  test('counts who came, who went on, who is still there, and how long they stayed', async () => {
    const { desk, ask } = await aTrack()
    const span = { from: '2026-09-01', to: '2026-11-20' }
    const rows = await ask((db, stages) => listFlow(db, desk.centre.id, stages, 'return', span, now))
    const of = (code: string) => rows?.find(({ stage }) => stage === code)
    expect(of('known')).toEqual({ stage: 'known', reached: 2, went_on: 2, running: 0, quartiles: [5.5, 7, 8.5] })
    // stays of 20, 10 and 40 days, and one that has gone on for 40 days and two hours
    expect(of('considering')).toMatchObject({ reached: 3, went_on: 1, running: 1 })
    expect(of('considering')?.quartiles[0]).toBeCloseTo(17.5, 5)
    expect(of('considering')?.quartiles[1]).toBeCloseTo(30, 5)
    expect(of('considering')?.quartiles[2]).toBeCloseTo(40 + 2 / 24 / 4, 5)
    expect(of('exploring')).toMatchObject({ reached: 1, went_on: 0, running: 0, quartiles: [10, 10, 10] })
    expect(of('not_now')).toMatchObject({ reached: 1, went_on: 0, running: 1 })
    expect(of('lost')).toMatchObject({ reached: 1, went_on: 0, running: 1 })
    expect(of('matching')).toBeUndefined()
  })

  test('looks at a period by the days of Prague, and follows those who came in it to their end', async () => {
    const { desk, ask } = await aTrack()
    const span = { from: '2026-09-06', to: '2026-09-11' }
    const rows = await ask((db, stages) => listFlow(db, desk.centre.id, stages, 'return', span, now))
    expect(rows?.map(({ stage, reached, went_on }) => [stage, reached, went_on])).toEqual([['considering', 2, 1]])
    const before = { from: '2026-09-07', to: '2026-09-10' }
    expect(await ask((db, stages) => listFlow(db, desk.centre.id, stages, 'return', before, now))).toEqual([])
  })

  test('leads to the people behind each number, each once, page by page', async () => {
    const { desk, people, ask } = await aTrack()
    const span = { from: '2026-09-01', to: '2026-11-20' }
    const behind = async (stage: string, of: 'reached' | 'went_on' | 'running' | 'unplanned' | 'over_clock') => {
      const met: string[] = []
      let after: string | undefined
      do {
        const page = await ask((db, stages) =>
          listBehind(db, desk.centre.id, stages, 'return', now, { stage, of, span, after, size: 1 }),
        )
        met.push(...(page?.rows.map(({ contact_id }) => contact_id) ?? []))
        after = page?.next
      } while (after)
      return met
    }
    const [first, second, third] = people
    expect(await behind('considering', 'reached')).toEqual([first, third, second])
    expect(await behind('considering', 'went_on')).toEqual([first])
    expect(await behind('considering', 'running')).toEqual([first])
    expect(await behind('considering', 'unplanned')).toEqual([first])
    expect(await behind('considering', 'over_clock')).toEqual([first])
    expect(await behind('exploring', 'over_clock')).toEqual([])
  })

  test('counts who stands where today, planned and over the clock', async () => {
    const { desk, people, ask } = await aTrack()
    const rows = () => ask((db, stages) => listStanding(db, desk.centre.id, stages, 'return', now))
    const of = async (code: string) => (await rows())?.find(({ stage }) => stage === code)
    expect(await of('considering')).toEqual({ stage: 'considering', count: 1, with_next_step: 0, over_clock: 1 })
    expect(await of('not_now')).toEqual({ stage: 'not_now', count: 1, with_next_step: 0, over_clock: 0 })
    const step = { next_step: 'Zavolat', next_step_on: '2026-12-01' }
    await ownerDb.updateTable('contacts').set(step).where('id', 'in', people).execute()
    expect(await of('considering')).toMatchObject({ with_next_step: 1 })
  })

  test('is a page of pictures with their tables, for readers too, and for nobody else', async () => {
    const { desk, people } = await aTrack()
    const { status, html } = await desk.page('/pipelines/return/flow?period=ever')
    expect([status, html.match(/role="img"/g)?.length, html.match(/<table/g)?.length]).toEqual([200, 2, 3])
    const link = /href="([^"]*\/flow\/considering\?of=reached[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const list = await (await app.get(link, desk.member.cookie)).text()
    expect(idsIn(list).sort()).toEqual([...people].sort())
    const elsewhere = await aDesk(ownerDb, app)
    expect((await app.get(`${desk.base}/pipelines/return/flow`, elsewhere.member.cookie)).status).toBe(404)
    expect((await desk.page('/pipelines/relocation/flow')).status).toBe(404)
    expect((await desk.page('/pipelines/return/flow/nonsense')).status).toBe(404)
    for (const garbage of ['?period=x', '?of=x&period=ever', '?after=x', '?after=%00'])
      expect((await desk.page(`/pipelines/return/flow/considering${garbage}`)).status).toBe(200)
  })
})
