import { randomUUID } from 'node:crypto'
import autocannon from 'autocannon'
import { fillIn, isOpen } from './fill-in.ts'
import { shuffled } from './generate.ts'
import { type Result, type Shot, summary, type Volley } from './shots.ts'

// A process of its own, so that making the load is not counted as serving it.
process.on('message', (volley: Volley) => {
  fire(volley).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
process.send?.({ ready: true })

const fire = async ({ url, shots, order, connections, seconds, amount, ends }: Volley): Promise<Result> => {
  const latencies: number[] = []
  const wrong: string[] = []
  let connection = 0
  const began = performance.now()
  let last = began
  const {
    errors,
    timeouts,
    mismatches,
    statusCodeStats = {},
  } = await new Promise<autocannon.Result>((resolve, reject) => {
    const options: autocannon.Options = {
      url,
      connections,
      ...(amount ? { amount } : { duration: seconds }),
      sampleInt: 100,
      timeout: 30,
      requests: [requestOf(shots[0] ?? { path: '/', status: 200 })],
      setupClient: (client) => client.setRequests(listOf(shots, order, connection++, connections)),
      verifyBody: (body) => {
        const text = String(body ?? '')
        if (text === '' || text.endsWith(ends)) return true
        if (wrong.length < 3) wrong.push(`a body that ends in ${JSON.stringify(text.slice(-60))}`)
        return false
      },
    }
    const run = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)))
    run.on('response', (_client, _status, _bytes, responseTime) => {
      latencies.push(responseTime)
      last = performance.now()
    })
  })
  const statuses = Object.fromEntries(Object.entries(statusCodeStats).map(([status, { count = 0 }]) => [status, count]))
  const allowed = new Set(shots.map(({ status }) => String(status)))
  const failures = [
    ...Object.entries(statuses)
      .filter(([status]) => !allowed.has(status))
      .map(([status, count]) => `${count} answers had the status ${status}`),
    ...(errors + timeouts > 0 ? [`${errors} errors, ${timeouts} of them time-outs`] : []),
    ...(mismatches > 0 ? [`${mismatches} wrong bodies: ${wrong.join('; ')}`] : []),
    ...(latencies.length === 0 ? ['nothing was answered'] : []),
  ]
  return { ...summary(latencies, (last - began) / 1000), statuses, failures }
}

const listOf = (shots: Shot[], order: Volley['order'], connection: number, connections: number) => {
  const own = order === 'own' ? shots.filter((_, index) => index % connections === connection) : shots
  return (order === 'random' ? shuffled(own, connection + 1) : own).map(requestOf)
}

const requestOf = ({ path, form, headers = {} }: Shot): autocannon.Request => {
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const request = {
    method: form === undefined ? ('GET' as const) : ('POST' as const),
    path,
    headers: { ...headers, ...(form === undefined ? {} : type) },
    ...(form === undefined ? {} : { body: form }),
  }
  if (!isOpen(path) && !isOpen(form ?? '')) return request
  let lap = 0
  return {
    ...request,
    setupRequest: (open) => {
      const uuid = randomUUID()
      const filled = { path: fillIn(path, uuid, lap), body: fillIn(form ?? '', uuid, lap) }
      lap++
      return { ...open, ...filled }
    },
  }
}
