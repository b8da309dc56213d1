import type { Db } from '../db/connection.ts'

/** Loads the demo network once, and only where no centres of somebody's own are; seeds are imported here alone. */
export const settleDemo = async (ownerDb: Db, now: Date): Promise<{ loaded: boolean }> => {
  const [{ hasForeignCentres }, { loadDemo }] = await Promise.all([
    import('../../seeds/foreign-centres.ts'),
    import('../../seeds/demo.ts'),
  ])
  if (await hasForeignCentres(ownerDb)) throw new Error(notHere)
  return loadDemo(ownerDb, now)
}

/** What somebody who tries the demo needs to know. */
export const demoWelcome = async (): Promise<string> => {
  const { demoPassword, demoSignIns } = await import('../../seeds/members.ts')
  const rows = demoSignIns.map(({ email, role, centre }) => `  ${email.padEnd(38)} ${role.padEnd(12)} ${centre}`)
  return `\nDemo sign-ins, all with the password ${demoPassword}:\n${rows.join('\n')}\n\n`
}

const notHere =
  'DEMO=1 would put invented people with a known password into this database, which has centres of its own. Unset DEMO.'
