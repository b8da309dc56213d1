import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadDemo } from '../../seeds/demo.ts'
import { openDb } from '../../src/db/connection.ts'
import { wilson } from '../../src/surveys/statistics.ts'
import { testApp } from '../support/app.ts'
import { aCentre, aMember, cookieOf } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aSurvey, questions, setScene, textOf } from './scene.ts'

const database = testDatabase()
const app = testApp(database.appDb)
const demo = '/app/karlovarsky/surveys/bariery-navratu'
let cookie = ''

beforeAll(async () => {
  const { ownerDb } = database
  await loadDemo(ownerDb, new Date())
  const member = await ownerDb
    .selectFrom('members')
    .select('id')
    .where('email', '=', 'reader@karlovarsky.example.org')
    .executeTakeFirstOrThrow()
  cookie = await cookieOf(ownerDb, member.id)
})

type Line = {
  question: string
  choice: string
  count: number
  base: number
  share: string
  low: string
  high: string
  best: string
}

const linesOf = (csv: string): Line[] =>
  csv
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => {
      const [question = '', , choice = '', , count, base, share = '', low = '', high = '', best = ''] = line.split(';')
      return { question, choice, count: Number(count), base: Number(base), share, low, high, best }
    })

/** Everything counted anew, person by person, in this process. */
const recounted = async (code: string, choice: string) => {
  const { rows } = await sql<{ response: string; choice: string }>`
    select a.response_id as response, a.choice_code as choice from answers a join responses r on r.id = a.response_id
    where a.question_code = ${code} and r.centre_id = (select id from centres where slug = 'karlovarsky')`.execute(
    database.ownerDb,
  )
  const people = new Set(rows.map((row) => row.response))
  const chose = new Set(rows.filter((row) => row.choice === choice).map((row) => row.response))
  return { base: people.size, count: chose.size }
}

describe('the results of the demo', () => {
  test('say of every choice what counting by hand says', async () => {
    const lines = linesOf(await (await app.get(`${demo}/results.csv`, cookie)).text())
    expect(lines.length).toBeGreaterThan(80)
    const percent = (share: number) => new Intl.NumberFormat('cs', { maximumFractionDigits: 1 }).format(100 * share)
    for (const { question, choice, ...line } of lines) {
      const { base, count } = await recounted(question, choice)
      const { low, high } = wilson(count, base)
      expect({ question, choice, ...line }).toMatchObject({
        count,
        base,
        share: percent(count / base),
        low: percent(low),
        high: percent(high),
      })
    }
  })

  test('have 320 people and more, all counted, and hang together', async () => {
    const lines = linesOf(await (await app.get(`${demo}/results.csv`, cookie)).text())
    const of = (question: string, choice: string) =>
      lines.find((line) => line.question === question && line.choice === choice)
    const considered = of('considered', 'yes')
    expect(considered?.base).toBe(340)
    expect(of('still', 'yes')?.base).toBe(considered?.count)
    expect(of('horizon', 'later')?.base).toBe((of('still', 'yes')?.count ?? 0) + (of('still', 'unsure')?.count ?? 0))
    expect([of('barriers', 'work')?.best, of('barriers', 'none')?.best]).toEqual(['1', ''])
    const { rows } =
      await sql`select from responses where (select count(*) from responses o where o.batch = responses.batch) < 10`.execute(
        database.ownerDb,
      )
    expect(rows).toEqual([])
  })

  test('stand on the page with base, interval, place, and the published figures beside them', async () => {
    const page = await textOf(app.get(`${demo}/results`, cookie))
    for (const words of [
      '(n = 340)',
      '95% interval',
      '1. místo',
      'KARP uvádí 49 %',
      'KARP uvádí 27 %',
      'Základ neuveden',
      'nejméně deseti nových odpovědích',
    ])
      expect(page).toContain(words)
    expect(page).toMatch(/\d+\.–\d+\. místo/)
    expect(page.match(/<svg class="chart-plot" role="img" aria-labelledby="[\w-]+ [\w-]+"/g)?.length).toBe(12)
    expect(page.match(/<figure class="chart"/g)?.length).toBe(12)
    expect(page).not.toMatch(/ style=/)
  })

  test('of one question come as a file of their own, and of none there is none', async () => {
    const file = await app.get(`${demo}/results/strongest.csv`, cookie)
    expect([file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([
      'text/csv; charset=utf-8',
      'attachment; filename="bariery-navratu-strongest.csv"',
    ])
    const bytes = new Uint8Array(await file.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(new Set(linesOf(new TextDecoder().decode(bytes)).map(({ question }) => question))).toEqual(
      new Set(['strongest']),
    )
    expect((await app.get(`${demo}/results/salary.csv`, cookie)).status).toBe(404)
  })

  test('take no more than six questions to the database', async () => {
    const asked: string[] = []
    const watched = openDb(database.appUrl, { max: 1, onQuery: ({ query }) => asked.push(query.sql) })
    const watchedApp = testApp(watched)
    const trips: Record<string, number> = {}
    for (const path of [
      '/app/karlovarsky/surveys',
      demo,
      `${demo}/results`,
      '/cs/karlovarsky/surveys/bariery-navratu',
    ]) {
      await watchedApp.get(path, cookie)
      asked.length = 0
      expect((await watchedApp.get(path, cookie)).status).toBe(200)
      trips[path] = asked.length
    }
    await watched.destroy()
    expect(
      Object.values(trips).every((count) => count <= 6),
      JSON.stringify(trips),
    ).toBe(true)
  })
})

test('only what is counted is shown: nothing of nine answers, all of ten', async () => {
  const scene = await setScene(database)
  const member = await aMember(database.ownerDb, [scene.centre], 'reader')
  const path = `/app/${scene.centre.slug}/surveys/${scene.survey.slug}`
  const results = () => textOf(scene.app.get(`${path}/results`, member.cookie))
  const send = async (people: number) => {
    for (let sent = 0; sent < people; sent += 1) {
      const person = scene.person()
      await person.answer()
      await person.send()
    }
  }
  expect(await results()).toContain('Zatím není co ukázat')
  await send(9)
  const waiting = await results()
  expect([waiting.includes('Zatím není co ukázat'), waiting.includes('<svg class="chart-plot"')]).toEqual([true, false])
  const csv = async () => linesOf(await (await scene.app.get(`${path}/results.csv`, member.cookie)).text())
  expect((await csv()).every(({ count, base, share }) => count === 0 && base === 0 && share === '')).toBe(true)
  const received = async () =>
    [`/app/${scene.centre.slug}/surveys`, path].map((page) => textOf(scene.app.get(page, member.cookie)))
  for (const page of await received()) expect(await page).toContain('méně než 10')
  await send(1)
  for (const page of await received()) expect(await page).toContain('aspoň 10')
  expect(await results()).toContain('(n = 10)')
  expect(await results()).toContain('Odpovědí je málo')
  expect((await csv()).find(({ choice }) => choice === 'pay')).toMatchObject({ count: 10, base: 10, share: '100' })
  expect(await textOf(scene.app.get('/app/x', member.cookie))).not.toContain('KARP')
}, 60_000)

test('a choice that looks like a formula is none in the spreadsheet', async () => {
  const [first] = questions
  if (!first) throw new Error('the scene has questions')
  const labels = ['=1+1', '@SUM(A1)', '+420', '-2', 'a;"b"']
  const choices = labels.map((label, index) => ({ code: `c${index}`, label, exclusive: false }))
  const centre = await aCentre(database.ownerDb)
  const { slug } = await aSurvey(database.ownerDb, centre, { questions: [{ ...first, wording: '=cmd()', choices }] })
  const { cookie: own } = await aMember(database.ownerDb, [centre], 'reader')
  const csv = await (await app.get(`/app/${centre.slug}/surveys/${slug}/results.csv`, own)).text()
  for (const [index, label] of labels.entries())
    expect(csv).toContain(`;c${index};${index < 4 ? `'${label}` : '"a;""b"""'};0;`)
  expect(csv).toContain(";'=cmd();")
})

describe('the pages of the staff', () => {
  const paths = ['', '/:slug', '/:slug/results', '/:slug/results.csv', '/:slug/results/considered.csv']

  test.each(paths)(
    '%s opens for a reader, sends a stranger to sign in, and is missing for another centre',
    async (path) => {
      const [ours, theirs] = [await aCentre(database.ownerDb), await aCentre(database.ownerDb)]
      const { slug } = await aSurvey(database.ownerDb, ours)
      const [reader, foreigner] = [
        await aMember(database.ownerDb, [ours], 'reader'),
        await aMember(database.ownerDb, [theirs], 'admin'),
      ]
      const address = `/app/${ours.slug}/surveys${path.replace(':slug', slug)}`
      const stranger = await app.get(address)
      expect([stranger.status, stranger.headers.get('location')]).toEqual([
        303,
        `/sign-in?next=${encodeURIComponent(address)}`,
      ])
      expect((await app.get(address, foreigner.cookie)).status).toBe(404)
      expect((await app.get(address, reader.cookie)).status).toBe(200)
      if (path) expect((await app.get(address.replace(ours.slug, theirs.slug), foreigner.cookie)).status).toBe(404)
    },
  )

  test('list what there is, name its four addresses, and say so when there is nothing', async () => {
    const centre = await aCentre(database.ownerDb)
    const { cookie: own } = await aMember(database.ownerDb, [centre], 'coordinator')
    expect(await textOf(app.get(`/app/${centre.slug}/surveys`, own))).toContain('Zatím žádný dotazník')
    const { slug } = await aSurvey(database.ownerDb, centre)
    expect(await textOf(app.get(`/app/${centre.slug}/surveys`, own))).toContain(`/app/${centre.slug}/surveys/${slug}`)
    const page = await textOf(app.get(`/app/${centre.slug}/surveys/${slug}`, own))
    for (const lang of ['cs', 'en', 'de', 'uk'])
      expect(page).toContain(`http://krajan.test/${lang}/${centre.slug}/surveys/${slug}`)
    for (const words of ['Sbírá odpovědi', 'jen po odpovědi: yes', 'řadí, co člověk vybral'])
      expect(page).toContain(words)
  })
})
