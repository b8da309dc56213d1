import { setTimeout as sleep } from 'node:timers/promises'
import { broken, memoryTable, timesTable } from './figures.ts'
import { startPair } from './pair.ts'
import { watchMemory } from './samples.ts'
import { visitorsOf } from './visitors.ts'

// 10 000 attempts on 60 places, 500 at a time, two processes on one database: `node --import tsx tests/bench/rush.ts [attempts]`
const attempts = Number(process.argv[2] ?? 10_000)
const places = 60
const page = '/cs/karlovarsky/events/setkani-plzen'

const pair = await startPair()
const { ownerDb, servers } = pair
const event = await ownerDb
  .selectFrom('events')
  .select(['centre_id', 'id'])
  .where('slug', '=', 'setkani-plzen')
  .executeTakeFirstOrThrow()
const taken = () =>
  ownerDb
    .selectFrom('event_places')
    .select(['taken', 'waiting', 'capacity'])
    .where('event_id', '=', event.id)
    .executeTakeFirstOrThrow()
const before = await taken()
await ownerDb
  .updateTable('event_places')
  .set({ capacity: before.taken + places })
  .where('event_id', '=', event.id)
  .execute()

const samples = watchMemory(pair)
const visitors = visitorsOf(
  servers.map(({ url }) => url),
  250,
)
let next = 0
const attempt = async () => {
  while (next < attempts) {
    const email = `zajemce${next++}@example.org`
    const fields = { name: 'Karel Novák', email, party_size: '1', idempotency_key: crypto.randomUUID() }
    await visitors.ask('register', page, { fields })
  }
}
const began = performance.now()
await Promise.all(Array.from({ length: 500 }, attempt))
const seconds = (performance.now() - began) / 1000

const states = await ownerDb
  .selectFrom('registrations')
  .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
  .where('event_id', '=', event.id)
  .where('email_norm', 'like', 'zajemce%')
  .groupBy('state')
  .execute()
const after = await taken()
visitors.leave()
await sleep(1000)
console.info(timesTable(visitors.seen))
console.info(`\n${memoryTable(await samples(), 0)}`)
console.info(
  `\n${attempts} attempts in ${seconds.toFixed(1)} s, ${(attempts / seconds).toFixed(0)} a second; ${JSON.stringify(states)}`,
)
const exact = after.taken === before.taken + places && after.taken === after.capacity
console.info(exact ? `exactly ${places} places given` : `WRONG: ${JSON.stringify({ before, after })}`)
const errors = broken(visitors.seen).length
console.info(`${errors} broken answers; ended with ${await pair.stop()}`)
process.exit(exact && errors === 0 ? 0 : 1)
