import { openDb } from '../../src/db/connection.ts'
import { inCentre } from '../../src/db/scope.ts'
import { remindHere } from '../../src/tasks/reminders.ts'
import { later, settings } from '../mail/post-office.ts'

/** Promises the reminders of one centre in a process of its own, which dies without a word at the point named. */
const [databaseUrl = '', centreId = '', point = ''] = process.argv.slice(2)

const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  for (;;);
}

const db = openDb(databaseUrl)
await inCentre(db, { centreId }, { settings, clock: later(0) }, async (scope) => {
  // the letter's address comes from the settings, which are read after the task was taken and before the mail is queued
  const watched = new Proxy(scope.settings, {
    get: (all, name) => (point === 'taken' && name === 'publicUrl' ? die() : Reflect.get(all, name)),
  })
  await remindHere({ ...scope, settings: watched })
  if (point === 'queued') die()
})
await db.destroy()
