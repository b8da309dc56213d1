import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aDesk, chosenIn } from '../contacts/desk.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { setScene } from './scene.ts'

const database = testDatabase()
const { appDb, ownerDb } = database

const agreed = { consent_contact: 'on' }

const retire = (centreId: string, ...codes: string[]) =>
  ownerDb
    .updateTable('stages')
    .set({ retired_at: new Date() })
    .where('centre_id', '=', centreId)
    .where('code', 'in', codes)
    .execute()

const standings = async (centreId: string) => {
  const { rows } = await sql`
    select e.stage, s.to_stage, a.particulars->>'stage' as told from enrolments e
      join stage_changes s on s.enrolment_id = e.id
      join activities a on a.contact_id = e.contact_id and a.kind = 'enrolled'
    where e.centre_id = ${centreId} order by e.created_at`.execute(ownerDb)
  return rows
}

test('whose event leads to a stage that was retired meanwhile begins where the track does, and so it is written', async () => {
  const scene = await setScene(database, { capacity: null, entry_stage: 'matching' })
  await scene.come('jana@example.org', agreed)
  // without the way of the settings, which takes events along
  await retire(scene.centre.id, 'matching')
  await scene.come('petr@example.org', agreed)
  expect(await standings(scene.centre.id)).toEqual([
    { stage: 'matching', to_stage: 'matching', told: 'matching' },
    { stage: 'known', to_stage: 'known', told: 'known' },
  ])
})

test('nobody comes into a stage that is being retired at that moment', async () => {
  const scene = await setScene(database, { capacity: null, entry_stage: 'matching' })
  await scene.register('jana@example.org', agreed)
  let pressed: Promise<Response> | undefined
  await ownerDb.transaction().execute(async (trx) => {
    // as the settings do
    await sql`select from stages where centre_id = ${scene.centre.id} and code = 'matching' for update`.execute(trx)
    await sql`update stages set retired_at = now() where centre_id = ${scene.centre.id} and code = 'matching'`.execute(
      trx,
    )
    pressed = scene.press('jana@example.org', 'confirm')
    await new Promise((resolve) => setTimeout(resolve, 300))
  })
  expect((await pressed)?.status).toBe(303)
  expect(await standings(scene.centre.id)).toEqual([{ stage: 'known', to_stage: 'known', told: 'known' }])
})

test('a new event leads to where people begin who come by themselves, and where that is retired to the first stage awake', async () => {
  const desk = await aDesk(ownerDb, testApp(appDb), { role: 'admin' })
  const suggested = async () => chosenIn((await desk.page('/events/new')).html, 'entry_stage')
  expect(await suggested()).toBe('considering')
  await retire(desk.centre.id, 'considering')
  expect(await suggested()).toBe('known')
  await retire(desk.centre.id, 'known', 'in_touch')
  expect(await suggested()).toBe('exploring')
})
