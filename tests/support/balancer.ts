import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export type Balancer = {
  url: string
  /** Resolves when it sends requests to this port again. */
  trusts: (port: number) => Promise<void>
  /** Requests that had to be asked again elsewhere. */
  repeated: () => number
  close: () => Promise<void>
}

type Target = { port: number; up: boolean; agent: Agent }

/**
 * A reverse proxy as they are: requests in turn over connections kept open, to whoever said "ready" a moment ago.
 * It asks elsewhere only what is safe to ask twice: what was refused unheard, or a GET that got no answer.
 */
export const startBalancer = async (ports: readonly number[], askEveryMs = 100): Promise<Balancer> => {
  const targets = ports.map((port): Target => ({ port, up: false, agent: new Agent({ keepAlive: true }) }))
  let turn = 0
  let repeated = 0
  let closed = false

  const next = (tried: Target[]) => {
    const up = targets.filter((target) => target.up && !tried.includes(target))
    return up[turn++ % up.length]
  }
  const pass = (asked: IncomingMessage, body: Buffer, answer: ServerResponse, tried: Target[] = []) => {
    const target = next(tried)
    if (!target) return answer.writeHead(tried.length ? 502 : 503).end('nobody is there')
    const { method, url: path, headers } = asked
    const passed = request({
      port: target.port,
      host: '127.0.0.1',
      agent: target.agent,
      method,
      path,
      headers: own(headers),
    })
    passed.on('response', (got) => {
      answer.writeHead(got.statusCode ?? 502, own(got.headers))
      got.on('error', () => answer.destroy()).pipe(answer)
    })
    passed.on('error', (error) => {
      if (answer.headersSent) return answer.destroy()
      if (!isUnheard(error) && method !== 'GET') return answer.writeHead(502).end(error.message)
      repeated++
      pass(asked, body, answer, [...tried, target])
    })
    passed.end(body)
  }
  const server = createServer(async (asked, answer) => pass(asked, await bodyOf(asked), answer))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()

  const ask = async (target: Target) => {
    while (!closed) {
      const answer = await fetch(`http://127.0.0.1:${target.port}/readyz`, { headers: { connection: 'close' } }).catch(
        () => undefined,
      )
      target.up = answer?.ok === true
      await answer?.text().catch(() => {})
      await sleep(askEveryMs)
    }
  }
  const asking = targets.map(ask)

  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    trusts: async (port) => {
      while (!targets.some((target) => target.port === port && target.up)) await sleep(20)
    },
    repeated: () => repeated,
    close: async () => {
      closed = true
      await Promise.all(asking)
      for (const { agent } of targets) agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const isUnheard = (error: Error) => 'code' in error && error.code === 'ECONNREFUSED'

/** A connection belongs to its two ends. */
const own = ({ connection, 'keep-alive': _, 'transfer-encoding': __, ...headers }: IncomingMessage['headers']) =>
  headers

const bodyOf = async (asked: IncomingMessage) => {
  const chunks: Buffer[] = []
  for await (const chunk of asked) chunks.push(chunk)
  return Buffer.concat(chunks)
}
