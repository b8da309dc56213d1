import { asBareSql, type Bench, cookie, lookAt, need, overHttp } from '../bench.ts'
import { compare } from '../compare.ts'
import { centreAt, surveyIds, surveySlug } from '../places.ts'
import type { Shot } from '../shots.ts'
import { questions } from '../survey-data.ts'
import type { Workload } from '../workload.ts'

const { id: centre, slug } = centreAt(0)
const { survey, wave } = surveyIds
const path = `/cs/${slug}/surveys/${surveySlug}`
const answers = 'page=1&q_q1=a1&q_q2=a2&q_q3=a3'

export const surveyAnswering: Workload = {
  id: 'W6',
  title: 'survey: GET a page and POST its answers (flows)',
  must: 0.4,
  run: async (bench) => {
    const notes = await check(bench)
    const asked = [{ centre, survey, wave, page: '1', q_q1: 'a1', q_q2: 'a2', q_q3: 'a3' }]
    const limitPath = `/survey?${new URLSearchParams({ centre, survey, wave, page: '1' })}`
    const limitShots: Shot[] = [
      { path: limitPath, status: 200 },
      { path: limitPath, form: answers, status: 303 },
    ]
    const shots: Shot[] = [
      { path, status: 200 },
      { path, form: answers, headers: { origin: bench.krajan.url }, status: 303 },
    ]
    const contestants = [
      asBareSql(bench, async () => ({ statement: 'surveyFlow', asked, order: 'flow' })),
      overHttp(bench, 'limit', bench.limit, async () => ({ shots: limitShots, order: 'flow' }), 2),
      overHttp(bench, 'krajan', bench.krajan, async () => ({ shots, order: 'flow' }), 2),
    ]
    return { ...(await compare(bench, contestants, ['krajan', 'limit'])), notes }
  },
}

/** The page asks its three questions, and what is posted is kept. */
const check = async ({ krajan, client }: Bench): Promise<string[]> => {
  const { text } = await lookAt(krajan, path, { headers: {} })
  for (const code of ['q1', 'q2', 'q3']) need(text.includes(`name="q_${code}"`), `the page does not ask ${code}`)
  need(!text.includes('name="q_q4"'), 'the page asks what belongs to the next one')
  const headers = { origin: krajan.url, 'content-type': 'application/x-www-form-urlencoded' }
  const posted = await lookAt(krajan, path, { method: 'POST', body: answers, headers })
  need(
    posted.status === 303 && Boolean(posted.headers.get('location')?.endsWith('page=2')),
    'the answers were not taken',
  )
  const [draft] = await client<{ answers: object }[]>`select answers from survey_drafts where centre_id = ${centre}`
  need(JSON.stringify(draft?.answers).includes('"q3"'), 'the answers were not kept')
  return []
}

export const surveyTables: Workload = {
  id: 'W6s',
  title:
    'results of 12 questions, one reader at a time, against GROUPING SETS over a wide table: at most 1.2 × its time',
  must: 1 / 1.2,
  run: async (bench) => {
    const results = `/app/${slug}/surveys/${surveySlug}/results`
    const notes = await checkResults(bench, results)
    const connections = 1
    const shots: Shot[] = [{ path: results, headers: { cookie }, status: 200 }]
    const contestants = [
      asBareSql(bench, async () => ({ statement: 'frequencies', asked: [{}], order: 'flow', connections })),
      overHttp(bench, 'krajan', bench.krajan, async () => ({ shots, order: 'flow', connections })),
    ]
    return { ...(await compare(bench, contestants, ['krajan', 'sql'])), notes }
  },
}

/** The page counts as the wide table does. */
const checkResults = async ({ krajan, client }: Bench, path: string): Promise<string[]> => {
  const { text } = await lookAt(krajan, path)
  const shown = text.replace(/(?<=\d)[\s\u00a0\u202f](?=\d{3})/g, '')
  for (const { code } of questions) {
    const rows = await client.unsafe(
      `select count(*)::int as chosen from bench.responses where ${code} is not null group by ${code}`,
    )
    for (const { chosen } of rows) need(shown.includes(String(chosen)), `the results of ${code} do not say ${chosen}`)
  }
  return []
}
