import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { inCentre } from '../../src/db/scope.ts'
import { retire } from '../../src/tracks/settings.ts'
import { testSettings } from '../support/app.ts'
import { aCentre, aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { appDb, ownerDb, ownerUrl } = testDatabase()

test('whoever holds a person, as a merge does, gets their place too while the stage they stand in is emptied', async () => {
  const centre = await aCentre(ownerDb)
  const member = await aMember(ownerDb, [centre], 'admin')
  const { id, enrolmentId } = await aContact(ownerDb, centre, { stage: 'matching' })
  const other = openDb(ownerUrl, { max: 1 })
  let retiring: Promise<unknown> | undefined
  await other.transaction().execute(async (trx) => {
    await sql`select from contacts where id = ${id} for update`.execute(trx)
    retiring = inCentre(appDb, { centreId: centre.id }, { settings: testSettings }, (scope) =>
      retire(scope, member.id, 'matching', { version: 1, to: 'exploring' }),
    )
    await new Promise((resolve) => setTimeout(resolve, 300))
    await sql`update enrolments set version = version + 1 where id = ${enrolmentId}`.execute(trx)
  })
  await other.destroy()
  expect(await retiring).toEqual({ kind: 'retired', moved: 1 })
  const place = ownerDb.selectFrom('enrolments').select(['stage', 'version']).where('id', '=', enrolmentId)
  expect(await place.execute()).toEqual([{ stage: 'exploring', version: 3 }])
})
