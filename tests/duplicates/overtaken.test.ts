import { beforeAll, expect, test } from 'vitest'
import { contactsData } from '../../src/contacts/queries/personal-data.ts'
import { merge } from '../../src/duplicates/merge/merge.ts'
import { mergesData } from '../../src/duplicates/queries/merges.ts'
import { randomId } from '../../src/lib/ids.ts'
import { addressHash } from '../../src/mail/ledger.ts'
import { suppress } from '../../src/pipelines/queries/suppressions.ts'
import { aDesk, type Desk } from '../contacts/desk.ts'
import { testApp } from '../support/app.ts'
import { aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { idOf, mergingIn } from './merging.ts'

const database = testDatabase()
const { appDb, ownerDb } = database
const app = testApp(appDb)
let desk: Desk
const { inside, formOf, mergeNow, undoNow } = mergingIn(
  database,
  () => desk.centre,
  () => desk.member,
)

beforeAll(async () => {
  desk = await aDesk(ownerDb, app)
})

const two = async () => {
  const one = await aContact(ownerDb, desk.centre, { given_name: 'Anna', family_name: 'Malá' })
  const other = await aContact(ownerDb, desk.centre, { given_name: 'Tajemná', family_name: 'Neznámá' })
  return [one.id, other.id] as const
}

test('who writes about somebody at the moment of their merge is told that another was faster', async () => {
  const [winner, loser] = await two()
  const form = await formOf(winner, loser)
  const { promise: isMerged, resolve: merged } = Promise.withResolvers<void>()
  const merging = inside(async (scope) => {
    const done = await merge(scope, desk.member.id, form)
    merged()
    await new Promise((resolve) => setTimeout(resolve, 400))
    return done
  })
  await isMerged
  const task = { title: 'Zavolat', due_on: '2030-01-01', contact_id: loser, idempotency_key: randomId() }
  const { status } = await desk.send('/tasks', task)
  expect([(await merging).kind, status]).toEqual(['merged', 409])
  expect(await ownerDb.selectFrom('tasks').select('id').execute()).toEqual([])
})

test('a merge by mistake tells nobody the data of the other person, once it is taken back', async () => {
  const [winner, loser] = await two()
  const told = () =>
    inside(async (scope) => JSON.stringify([await mergesData(scope, winner), await contactsData(scope, winner)]))
  const id = idOf(await mergeNow(winner, loser))
  expect(await told()).toContain('Tajemná')
  await undoNow(id)
  expect(await told()).not.toContain('Tajemná')
  expect(await told()).toContain(id)
})

test('after ninety days nothing is taken back, be it swept already or not', async () => {
  const [winner, loser] = await two()
  const id = idOf(await mergeNow(winner, loser))
  const long = new Date(Date.now() - 91 * 86_400_000)
  await ownerDb.updateTable('merges').set({ merged_at: long }).where('id', '=', id).execute()
  expect(await undoNow(id)).toEqual({ kind: 'late' })
  expect(await ownerDb.selectFrom('contacts').select('id').where('id', '=', loser).execute()).toEqual([])
})

test('who asks after a merge not to be written to has asked, also when the merge is taken back', async () => {
  const emails = ['stop@example.org', 'jinde@example.org']
  const [winner, loser] = await Promise.all(emails.map((email) => aContact(ownerDb, desk.centre, { email })))
  const ask = (whose: string[]) =>
    inside(async ({ db, centreId, now }) => (await suppress(db, centreId, whose.map(addressHash), now)) ?? true)
  const silent = async () =>
    (await ownerDb.selectFrom('suppressions').select('address_hash').where('centre_id', '=', desk.centre.id).execute())
      .length
  await ask(emails.slice(0, 1))
  const id = idOf(await mergeNow(winner?.id ?? '', loser?.id ?? ''))
  expect(await silent()).toBe(2)
  await ask(emails)
  await undoNow(id)
  expect(await silent()).toBe(2)
})

test('who moves somebody while they are merged stops neither, and is never told of a bug', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const [winner, loser] = await two()
      const place = await ownerDb
        .selectFrom('enrolments')
        .select(['id', 'version'])
        .where('contact_id', '=', loser)
        .executeTakeFirstOrThrow()
      const form = await formOf(winner, loser)
      const moving = { stage: 'known', version: String(place.version) }
      const [, { status }] = await Promise.all([
        inside((scope) => merge(scope, desk.member.id, form)),
        desk.send(`/enrolments/${place.id}/stage`, moving),
      ])
      return status
    }),
  )
  expect(outcomes.filter((status) => ![303, 404, 409].includes(status))).toEqual([])
})
