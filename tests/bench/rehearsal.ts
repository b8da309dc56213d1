import { readdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { broken, memoryTable, table, timesTable } from './figures.ts'
import { startPair } from './pair.ts'
import { percentile, watchMemory } from './samples.ts'
import { type Answer, arrive, visitorsOf } from './visitors.ts'

// An evening after the regional news: 10 000 page views and 2 000 registrations at random moments of five minutes, two
// processes on one database. `node --import tsx tests/bench/rehearsal.ts [--minutes 5]`; fewer minutes bring fewer people.
const given = process.argv.indexOf('--minutes')
const minutes = given > 0 ? Number(process.argv[given + 1]) : 5
const views = Math.round((10_000 * minutes) / 5)
const registrations = Math.round((2_000 * minutes) / 5)

const pair = await startPair()
const { ownerDb, servers, api } = pair
await ownerDb.updateTable('event_places').set({ capacity: 5000 }).execute()
const events = await ownerDb
  .selectFrom('events')
  .innerJoin('centres', 'centres.id', 'events.centre_id')
  .select(['centres.slug as centre', 'centres.languages', 'events.slug as event'])
  .where('events.status', '=', 'published')
  .where('events.starts_at', '>', new Date(Date.now() + 86_400_000))
  .orderBy('events.slug')
  .limit(6)
  .execute()
const assets = await readdir(fileURLToPath(new URL('../../views/assets/static', import.meta.url)))
const visitors = visitorsOf(servers.map(({ url }) => url))
const { ask, seen } = visitors

const pick = <Item>(items: readonly Item[]): Item => {
  const item = items[Math.floor(Math.random() * items.length)]
  if (item === undefined) throw new Error('there is nothing to pick from')
  return item
}
const pageOf = ({ centre, languages, event }: (typeof events)[number]) =>
  `/${pick(languages)}/${centre}/events/${event}`
const centrePath = () => {
  const { centre, languages } = pick(events)
  return `/${pick(languages)}/${centre}`
}
const etags = new Map<string, string>()
const asset = async () => {
  const path = `/static/${pick(assets)}`
  const known = etags.get(path)
  const { headers } = await ask('static file', path, known ? { headers: { 'if-none-match': known } } : {})
  if (typeof headers.etag === 'string') etags.set(path, headers.etag)
}
const looks: [share: number, look: () => Promise<unknown>][] = [
  [45, () => ask('event page', pageOf(pick(events)))],
  [15, () => ask('list of events', `${centrePath()}/events`)],
  [15, () => ask('centre’s page', centrePath())],
  [10, asset],
  [10, () => ask('calendar file', `${pageOf(pick(events))}.ics`)],
  [5, () => ask('privacy page', `${centrePath()}/privacy`)],
]
const look = () => {
  let dice = Math.random() * 100
  const found = looks.find(([share]) => {
    dice -= share
    return dice < 0
  })
  return (found ?? pick(looks))[1]()
}

/** The personal links in the mails that arrived, by address. */
const links = new Map<string, string>()
let opened = 0
const openMails = () => {
  for (const { to, text } of api.taken().slice(opened)) {
    opened++
    const link = /\/r\/[\w-]{43}/.exec(text)?.[0]
    if (link) links.set(to[0]?.email ?? '', link)
  }
}
const inbox = setInterval(openMails, 250)
const mailTo = async (email: string) => {
  const began = performance.now()
  while (performance.now() - began < 60_000) {
    const link = links.get(email)
    if (link) return { link, ms: performance.now() - began }
    await sleep(250)
  }
  return undefined
}

const acknowledged: string[] = []
const mailDelays: number[] = []
let withoutMail = 0
let confirmed = 0
/** Reads the page, fills it in; three in five open the mail and say that they come, one of ten changes their mind. */
const register = async (index: number) => {
  const page = pageOf(pick(events))
  const key = keyIn(await ask('form', page))
  await sleep(Math.random() * 2000)
  const email = `divak${index}@example.org`
  const fields = { name: 'Karel Novák', email, party_size: '1', consent_contact: 'on', idempotency_key: key }
  if ((await ask('registration', page, { fields })).status !== 303) return
  acknowledged.push(email)
  await ask('“check your e-mail”', `${page}/check-your-email`)
  const mail = await mailTo(email)
  if (!mail) {
    withoutMail++
    return
  }
  mailDelays.push(mail.ms)
  if (Math.random() > 0.6) return
  await sleep(Math.random() * 8000)
  await ask('my registration', mail.link)
  if ((await ask('confirmation', `${mail.link}/confirm`, { fields: {} })).status === 303) confirmed++
  if (Math.random() < 0.1) await ask('cancellation', `${mail.link}/cancel`, { fields: {} })
}
const keyIn = ({ body }: Answer) => /name="idempotency_key" value="([^"]+)"/.exec(body)?.[1] ?? ''

const listen = setInterval(() => {
  for (const { signal } of servers) signal('SIGUSR2')
}, 10_000)
const samples = watchMemory(pair)
const overMs = minutes * 60_000
await Promise.all([arrive(views, overMs, look), arrive(registrations, overMs, register)])
clearInterval(listen)
await sleep(6000)
clearInterval(inbox)
openMails()
const memory = await samples()

const people = await ownerDb.selectFrom('registrations').select('email').where('email', 'like', 'divak%').execute()
const ledger = await ownerDb
  .selectFrom('mails')
  .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
  .where('to_address', 'like', 'divak%')
  .groupBy('state')
  .execute()
const tags = api.taken().flatMap((mail) => mail.tags)
const loops = servers.map(({ complaints }) =>
  [...complaints().matchAll(/^loop (.*)$/gm)].map(([, said = '{}']): { p99: number; max: number } => JSON.parse(said)),
)
const others = servers.flatMap(({ complaints, output }) =>
  `${complaints()}\n${output()}`.split('\n').filter((line) => /"level":"(ERROR|FATAL)"/.test(line)),
)
visitors.leave()
const codes = await pair.stop()

mailDelays.sort((a, b) => a - b)
const slowest = (which: 'p99' | 'max') =>
  loops.map((said) => Math.max(...said.map((one) => one[which])).toFixed(0)).join(' / ')
console.info(`${timesTable(seen)}\n\n${memoryTable(memory, Math.min(60, minutes * 20))}\n`)
console.info(
  table(
    ['', ''],
    [
      ['requests a second', (seen.length / (minutes * 60)).toFixed(0)],
      ['registrations acknowledged', acknowledged.length],
      [
        'registrations in the database',
        `${people.length}, of ${new Set(people.map(({ email }) => email)).size} people`,
      ],
      ['confirmed from the mail', confirmed],
      ['mails in the ledger', ledger.map(({ state, count }) => `${count} ${state}`).join(', ')],
      ['mails taken by MailerSend', `${tags.length}, ${tags.length - new Set(tags).size} twice`],
      ['registered, but no mail within a minute', withoutMail],
      [
        'from registering to the mail, p50 / p99 s',
        [0.5, 0.99].map((share) => (percentile(mailDelays, share) / 1000).toFixed(2)).join(' / '),
      ],
      ['event loop of each, worst p99 of 10 s, ms', slowest('p99')],
      ['event loop of each, longest, ms', slowest('max')],
      ['errors logged', others.length],
      ['broken answers', broken(seen).length],
      ['exit codes', codes.join(', ')],
    ],
  ),
)
for (const line of others.slice(0, 5)) console.info(line)
const kept = new Set(people.map(({ email }) => email))
const whole = acknowledged.length === registrations && acknowledged.every((email) => kept.has(email))
process.exit(whole && broken(seen).length + withoutMail === 0 ? 0 : 1)
