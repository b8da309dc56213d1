import { openDb } from '../../src/db/connection.ts'
import { mailersendTransport } from '../../src/mail/mailersend.ts'
import type { Outgoing, Transport } from '../../src/mail/transport.ts'
import { deliver, later } from './post-office.ts'

/** One pass in a process of its own, which dies without a word at the point named. */
const [databaseUrl = '', apiUrl = '', point = ''] = process.argv.slice(2)

const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  for (;;);
}

const real = mailersendTransport({ apiKey: 'a-key', baseUrl: apiUrl })
const transport: Transport = {
  send: async (mail: Outgoing) => {
    if (point === 'claimed') die()
    const sent = await real.send(mail)
    if (point === 'sent') die()
    return sent
  },
}

const clock = (databaseTime: Date) => (point === 'unclaimed' ? die() : later(0)(databaseTime))
const db = openDb(databaseUrl)
await deliver(db, { transport, clock })
await db.destroy()
