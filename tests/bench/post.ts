import { getLogger } from '@logtape/logtape'
import { type Db, openDb } from '../../src/db/connection.ts'
import { deliverMails } from '../../src/mail/delivery.ts'
import { mailersendTransport } from '../../src/mail/mailersend.ts'
import { memoryOf } from './processes.ts'
import { settings } from './settings.ts'
import { type Result, summary } from './shots.ts'

export type Delivery = { url: string; peerUrl: string; seconds: number }
export type DeliveryResult = Result & { idlePss: number; busyPss: number }

// The ledger's own sender in a process of its own, without the server around it.
process.on('message', (delivery: Delivery) => {
  deliver(delivery).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
process.send?.({ ready: true })

let db: Db | undefined
let idlePss = 0

const deliver = async ({ url, peerUrl, seconds }: Delivery): Promise<DeliveryResult> => {
  idlePss ||= (await memoryOf(process.pid)).pss
  db ??= openDb(url)
  const began = performance.now()
  let since = began
  const latencies: number[] = []
  const { send } = mailersendTransport({ apiKey: 'bench', baseUrl: peerUrl })
  const timed: typeof send = async (mail) => {
    const sent = await send(mail)
    latencies.push(performance.now() - since)
    since = performance.now()
    return sent
  }
  const done = await deliverMails(
    db,
    {
      transport: { send: timed },
      settings,
      clock: (now) => now,
      log: getLogger('bench'),
      signal: AbortSignal.timeout(seconds * 1000),
    },
    { most: 1_000_000 },
  )
  const { accepted, ...others } = done
  const failures = Object.values(others).some((count) => count > 0) ? [`of the mails ${JSON.stringify(done)}`] : []
  const busyPss = (await memoryOf(process.pid)).pss
  const measured = summary(latencies, (performance.now() - began) / 1000)
  return { ...measured, count: accepted, statuses: {}, failures, idlePss, busyPss }
}
