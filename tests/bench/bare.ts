import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { fillIn } from './fill-in.ts'
import { shuffled } from './generate.ts'
import { type Loop, type Result, summary } from './shots.ts'
import { type Asked, statements } from './statements.ts'

// A process of its own: the driver running one statement after the other, nothing else.
process.on('message', (loop: Loop) => {
  run(loop).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
process.send?.({ ready: true })

let open: { url: string; client: postgres.Sql } | undefined

const connect = async (url: string, max: number): Promise<postgres.Sql> => {
  if (open?.url === url) return open.client
  await open?.client.end()
  open = { url, client: postgres(url, { max, onnotice: () => {} }) }
  return open.client
}

const run = async ({ url, statement, asked, order, connections, seconds }: Loop): Promise<Result> => {
  const client = await connect(url, connections)
  const latencies: number[] = []
  const began = performance.now()
  const until = began + seconds * 1000
  const lane = async (number: number) => {
    const own = order === 'own' ? asked.filter((_, index) => index % connections === number) : asked
    const list = order === 'random' ? shuffled(own, number + 1) : own
    for (let lap = 0; ; lap++)
      for (const each of list) {
        if (performance.now() >= until) return
        const sent = performance.now()
        await statements[statement](client, filled(each, lap))
        latencies.push(performance.now() - sent)
      }
  }
  await Promise.all(Array.from({ length: connections }, (_, number) => lane(number)))
  return { ...summary(latencies, (performance.now() - began) / 1000), statuses: {}, failures: [] }
}

const filled = (asked: Asked, lap: number): Asked => {
  const uuid = randomUUID()
  return Object.fromEntries(Object.entries(asked).map(([name, text]) => [name, fillIn(text, uuid, lap)]))
}
