import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { inCentre, type Scope } from '../../src/db/scope.ts'
import { addDays, dayOf } from '../../src/lib/time.ts'
import { parkAnew } from '../../src/pipelines/parking.ts'
import { findEnrolment } from '../../src/pipelines/queries/enrolments.ts'
import { wakeDue, wakeNow } from '../../src/pipelines/waking.ts'
import { findEditionAndStages } from '../../src/tracks/queries/stages.ts'
import { mergingIn } from '../duplicates/merging.ts'
import { testSettings } from '../support/app.ts'
import { aCentre, aContact, aMember, type TestCentre, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const database = testDatabase()
const { appDb, ownerDb } = database
const today = dayOf(new Date())
let centre: TestCentre
let member: TestMember
const { mergeForm, formOf } = mergingIn(
  database,
  () => centre,
  () => member,
)

beforeAll(async () => {
  centre = await aCentre(ownerDb)
  member = await aMember(ownerDb, [centre])
})

const aSleeper = async (until = today) => {
  const person = await aContact(ownerDb, centre, { stage: 'not_now' })
  const rest = { park_reason: 'other' as const, park_trigger: 'date' as const, parked_from: 'considering' }
  await ownerDb
    .updateTable('enrolments')
    .set({ ...rest, parked_until: until, parked_at: new Date() })
    .where('id', '=', person.enrolmentId)
    .execute()
  return person
}

const inside = <Result>(work: (scope: Scope) => Promise<Result>) =>
  inCentre(appDb, { centreId: centre.id }, { settings: testSettings }, work)

const stagesHere = async ({ db, centreId }: Scope) => (await findEditionAndStages(db, centreId, 'cs')).stages

const again = { park_reason: 'other', park_trigger: 'date', park_day: addDays(today, 9), park_year: '', park_note: '' }

type Doing = (person: { enrolmentId: string }) => Promise<unknown>
const doings: Record<string, Doing> = {
  'the clock wakes them': () => inside(wakeDue),
  'a member wakes them': ({ enrolmentId }) =>
    inside(async (scope) => wakeNow(scope, member.id, await stagesHere(scope), enrolmentId, 1)),
  'a member parks them anew': ({ enrolmentId }) =>
    inside(async (scope) => {
      const enrolment = await findEnrolment(scope.db, scope.centreId, enrolmentId)
      const form = { ...again, version: 1 } as Parameters<typeof parkAnew>[3] // the words of the form
      return enrolment && parkAnew(scope, member.id, enrolment, form)
    }),
}

/** A merge, or a bulk change, up to the moment when it has the person and goes for their place on the track. */
const holding = async (contactId: string, enrolmentId: string, meanwhile: () => Promise<unknown>) => {
  const other = openDb(database.ownerUrl, { max: 1 })
  try {
    await other.transaction().execute(async (trx) => {
      await sql`select from contacts where id = ${contactId} for update`.execute(trx)
      const doing = meanwhile()
      await new Promise((resolve) => setTimeout(resolve, 300))
      await sql`update enrolments set version = version + 1 where id = ${enrolmentId}`.execute(trx)
      return { doing }
    })
  } finally {
    await other.destroy()
  }
}

test.each(Object.keys(doings))('whoever holds a person gets their place on a track too while %s', async (what) => {
  const person = await aSleeper()
  let doing: Promise<unknown> | undefined
  await holding(person.id, person.enrolmentId, () => {
    doing = doings[what]?.(person)
    return Promise.resolve(doing)
  })
  await doing
  const place = ownerDb.selectFrom('enrolments').select(['stage', 'version']).where('id', '=', person.enrolmentId)
  expect(await place.execute()).toEqual([{ stage: 'not_now', version: 2 }])
})

test('people who are merged and woken at the same moment are one person who is awake or rests, and nobody fails', async () => {
  for (let round = 0; round < 12; round++) {
    const [winner, loser] = await Promise.all([aSleeper(), aSleeper()])
    const [a, b] = round % 2 ? [winner, loser] : [loser, winner]
    const [merged] = await Promise.all([mergeForm(await formOf(a.id, b.id)), inside(wakeDue), inside(wakeDue)])
    expect(['merged', 'stale']).toContain(merged.kind)
    const places = await ownerDb
      .selectFrom('enrolments')
      .select(['contact_id', 'stage'])
      .where('contact_id', 'in', [a.id, b.id])
      .execute()
    expect(new Set(places.map(({ contact_id }) => contact_id)).size).toBe(places.length)
    expect(places).toHaveLength(merged.kind === 'merged' ? 1 : 2)
    await inside(wakeDue)
  }
}, 60_000)
