import { once } from 'node:events'
import { createServer, connect as dial, type Socket } from 'node:net'

export type CachingProxy = {
  url: string
  /** Whether answers are remembered and given again; all is forgotten when it changes. */
  caching: (on: boolean) => void
  /** How many SELECTs were answered from memory. */
  hits: () => number
  close: () => Promise<void>
}

type Message = { type: string; bytes: Buffer }
type Shared = { on: boolean; hits: number; answers: Map<string, Buffer> }

/**
 * What Hyperdrive does with its query caching on, as far as it is documented: between us and PostgreSQL, understanding
 * the protocol, answering a SELECT without functions outside of a transaction as it was answered before, whoever asked.
 */
export const startCachingProxy = async (url: string): Promise<CachingProxy> => {
  const target = new URL(url)
  const real = { host: target.hostname, port: Number(target.port) }
  const shared: Shared = { on: true, hits: 0, answers: new Map() }
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = dial(real)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.setNoDelay().on('error', () => {})
      socket.on('close', () => sockets.delete(socket))
    }
    stand(client, upstream, shared)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  target.port = String(typeof address === 'object' && address ? address.port : 0)
  return {
    url: target.href,
    caching: (on) => {
      shared.on = on
      shared.answers.clear()
    },
    hits: () => shared.hits,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const stand = (client: Socket, upstream: Socket, shared: Shared) => {
  const statements = new Map<string, string>()
  let batch: Message[] = []
  let isIdle = false
  let answer: Message[] = []
  let rememberAs: string | undefined
  let insert: Buffer | undefined

  const ask = (asked: Message[]) => {
    for (const { bytes } of asked.filter(({ type }) => type === 'P'))
      statements.set(textAt(bytes, 5), statementOf(bytes))
    const question = isIdle ? questionOf(asked, statements) : undefined
    const known = question && shared.on ? shared.answers.get(question) : undefined
    answer = []
    rememberAs = known ? undefined : question
    insert = known
    if (known) shared.hits++
    const asFar = known ? asked.filter(({ type }) => !'BE'.includes(type)) : asked
    if (known && asFar.length === 1) return client.write(Buffer.concat([known, readyForQuery]))
    return upstream.write(Buffer.concat(asFar.map(({ bytes }) => bytes)))
  }

  const clientSays = messagesIn(true, (message) => {
    batch.push(message)
    if (message.type !== '' && !'QSHpX'.includes(message.type)) return
    const asked = batch
    batch = []
    ask(asked)
  })
  const serverSays = messagesIn(false, (message) => {
    answer.push(message)
    if (message.type === 'Z') {
      if (insert) client.write(insert)
      insert = undefined
      if (rememberAs && shared.on) shared.answers.set(rememberAs, resultOf(answer))
      rememberAs = undefined
      isIdle = message.bytes.at(-1) === 0x49
    }
    client.write(message.bytes)
  })
  client.on('data', clientSays)
  upstream.on('data', serverSays)
  client.on('close', () => upstream.destroy())
  upstream.on('close', () => client.destroy())
}

/** The statement and its values, when the answer to this batch may be remembered. */
const questionOf = (asked: Message[], statements: Map<string, string>) => {
  const bind = asked.find(({ type }) => type === 'B')?.bytes
  if (!bind || asked.at(-1)?.type !== 'S') return undefined
  const portal = textAt(bind, 5)
  const statement = textAt(bind, 6 + portal.length)
  const text = statements.get(statement) ?? ''
  if (!/^\s*select\b/i.test(text) || /\w\(/.test(text)) return undefined
  return `${text}\n${bind.subarray(7 + portal.length + statement.length).toString('hex')}`
}

const textAt = (bytes: Buffer, at: number) => bytes.subarray(at, bytes.indexOf(0, at)).toString()

/** Parse: its name, then the text. */
const statementOf = (bytes: Buffer) => textAt(bytes, 6 + textAt(bytes, 5).length)

const resultOf = (answer: Message[]) =>
  Buffer.concat(answer.filter(({ type }) => '2DC'.includes(type)).map(({ bytes }) => bytes))

/** "Z", the length 5, idle. */
const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5, 0x49])

/** Cuts a stream into messages: a type and a length; the very first of a client has no type. */
const messagesIn = (startsBare: boolean, take: (message: Message) => void) => {
  let rest: Buffer = Buffer.alloc(0)
  let isBare = startsBare
  return (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const head = isBare ? 0 : 1
      if (rest.length < head + 4) return
      const length = head + rest.readUInt32BE(head)
      if (rest.length < length) return
      const bytes = rest.subarray(0, length)
      rest = rest.subarray(length)
      const type = isBare ? '' : String.fromCharCode(bytes[0] ?? 0)
      isBare = false
      take({ type, bytes })
    }
  }
}
