import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What the next request gets instead of 202; a `refusal` and `silence` take nothing over, the others do. */
export type Fault =
  | { kind: 'refusal'; status: number; retryAfter?: string; message?: string }
  | { kind: 'silence' }
  | { kind: 'lost-answer' }
  | { kind: 'slow'; ms: number }

export type TakenMessage = {
  tags: string[]
  from: { email: string; name?: string }
  reply_to: { email: string; name?: string }
  to: { email: string; name?: string }[]
  subject: string
  html: string
  text: string
  settings: Record<string, boolean>
}

export type Mailersend = {
  /** The API's address. */
  url: string
  /** Faults for the requests to come, one each, in order. */
  script: (...faults: Fault[]) => void
  /** When each request came, in ms of a clock that only goes forward. */
  requests: () => readonly number[]
  /** Resolves when that many requests have come in all. */
  requested: (count: number) => Promise<void>
  taken: () => readonly TakenMessage[]
  takenOf: (tag: string) => number
  reset: () => void
  close: () => Promise<void>
}

/** MailerSend as far as sending goes: it answers like the real one, and fails as it is told. */
export const startMailersend = async (apiKey = 'a-key'): Promise<Mailersend> => {
  let faults: Fault[] = []
  let requests: number[] = []
  let taken: TakenMessage[] = []
  const sockets = new Set<Socket>()

  const server = createServer(async (request, response) => {
    const text = await bodyOf(request)
    requests.push(performance.now())
    server.emit('counted')
    if (request.method !== 'POST' || request.url !== '/v1/email') return refuse(response, 404)
    if (request.headers.authorization !== `Bearer ${apiKey}`) return refuse(response, 401, 'Unauthenticated.')
    const fault = faults.shift()
    if (fault?.kind === 'silence') return
    if (fault?.kind === 'refusal') return refuse(response, fault.status, fault.message, fault.retryAfter)
    taken.push(JSON.parse(text))
    if (fault?.kind === 'lost-answer') return request.socket.destroy()
    setTimeout(() => accept(response, `message-${taken.length}`), fault?.ms ?? 0)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()

  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/v1`,
    script: (...next) => faults.push(...next),
    requests: () => requests,
    requested: async (count) => {
      while (requests.length < count) await once(server, 'counted')
    },
    taken: () => taken,
    takenOf: (tag) => taken.filter(({ tags }) => tags.includes(tag)).length,
    reset: () => {
      faults = []
      requests = []
      taken = []
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

const accept = (response: ServerResponse, id: string) => response.writeHead(202, { 'x-message-id': id }).end()

const refuse = (response: ServerResponse, status: number, message = 'Refused.', retryAfter?: string) =>
  response
    .writeHead(status, { 'content-type': 'application/json', ...(retryAfter ? { 'retry-after': retryAfter } : {}) })
    .end(JSON.stringify({ message }))
