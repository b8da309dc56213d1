import { sql } from 'kysely'
import { hashPassword } from '../src/accounts/passwords.ts'
import type { Db, Trx } from '../src/db/connection.ts'
import { tagMany } from './bulk-change.ts'
import { openCentres } from './centres.ts'
import { writeEnquiries } from './enquiries.ts'
import { tellFacts } from './facts.ts'
import { demoPassword } from './members.ts'
import { inviteNatives } from './natives.ts'
import { welcomeNewcomers } from './newcomers.ts'
import { befriendPartners } from './partners.ts'
import { shareAnswers } from './releases.ts'
import { insertRows, noRows, type Rows } from './rows.ts'
import { askNatives } from './surveys.ts'
import { planTasks } from './tasks.ts'
import { writeTwins } from './twins.ts'

export { type DemoSignIn, demoPassword, demoSignIns } from './members.ts'

/** Loads the demo network once, as the owner of the tables: five centres of invented people around real events. */
export const loadDemo = (ownerDb: Db, now: Date): Promise<{ loaded: boolean }> =>
  ownerDb.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${demoLock})`.execute(trx)
    if (await isLoaded(trx)) return { loaded: false }
    await inventDemo(trx, now)
    await shareAnswers(trx, now)
    return { loaded: true }
  })

/** Everything but what is shared of it. */
export const inventDemo = async (trx: Trx, now: Date) => {
  await insertRows(trx, inventNetwork(now, await hashPassword(demoPassword)))
  await askNatives(trx, now)
  await befriendPartners(trx, now)
  await tellFacts(trx, now)
  await planTasks(trx, now)
  await writeEnquiries(trx, now)
  await writeTwins(trx, now)
  await tagMany(trx, now)
}

const demoLock = 7_231_044

const isLoaded = async (trx: Trx): Promise<boolean> => {
  const centre = await trx.selectFrom('centres').select('id').where('slug', '=', 'karlovarsky').executeTakeFirst()
  return centre !== undefined
}

const inventNetwork = (now: Date, passwordHash: string): Rows => {
  const rows = noRows()
  for (const scene of openCentres(rows, now, passwordHash)) {
    if (scene.centre.slug === 'karlovarsky') inviteNatives(scene)
    else welcomeNewcomers(scene, scene.centre.slug)
  }
  return rows
}
