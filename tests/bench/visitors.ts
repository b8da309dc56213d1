import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export type Answer = { status: number | string; body: string; headers: Record<string, string | string[] | undefined> }
export type Seen = { kind: string; status: number | string; ms: number }

/** People who ask one of the servers, each time another, and note what they got and how long it took. */
export const visitorsOf = (urls: readonly string[], sockets = Number.POSITIVE_INFINITY) => {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets })
  const seen: Seen[] = []
  let turn = 0

  const ask = async (
    kind: string,
    path: string,
    asked: { fields?: Record<string, string>; headers?: Record<string, string> } = {},
  ) => {
    const url = urls[turn++ % urls.length] ?? ''
    const began = performance.now()
    const answer = await send(agent, url + path, { ...asked, origin: url })
    seen.push({ kind, status: answer.status, ms: performance.now() - began })
    return answer
  }
  return { ask, seen, leave: () => agent.destroy() }
}

export type Visitors = ReturnType<typeof visitorsOf>

/** Lets that many come at random moments, whether those before them are served or not; resolves when all have left. */
export const arrive = async (count: number, overMs: number, come: (index: number) => Promise<unknown>) => {
  const moments = Array.from({ length: count }, () => Math.random() * overMs).sort((a, b) => a - b)
  const began = performance.now()
  const visits: Promise<unknown>[] = []
  for (const [index, moment] of moments.entries()) {
    const wait = moment - (performance.now() - began)
    if (wait > 1) await sleep(wait)
    visits.push(come(index))
  }
  await Promise.all(visits)
}

type Asked = { fields?: Record<string, string>; headers?: Record<string, string>; origin: string }

const send = (agent: Agent, url: string, { fields, headers, origin }: Asked) =>
  new Promise<Answer>((resolve) => {
    const body = fields ? new URLSearchParams(fields).toString() : undefined
    const form = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', origin }
    const method = body === undefined ? 'GET' : 'POST'
    const asked = request(url, { agent, method, headers: { ...form, ...headers } }, (got) => {
      let text = ''
      got.setEncoding('utf8')
      got.on('data', (part) => {
        text += part
      })
      got.on('end', () => resolve({ status: got.statusCode ?? 0, body: text, headers: got.headers }))
      got.on('error', (error) => resolve({ status: error.message, body: '', headers: {} }))
    })
    asked.on('error', (error) => resolve({ status: error.message, body: '', headers: {} }))
    asked.end(body)
  })
