import { type Context, Hono } from 'hono'
import { SurveyListPage } from '../../views/surveys/list.tsx'
import { SurveyResultsPage } from '../../views/surveys/results.tsx'
import { SurveyStaffPage } from '../../views/surveys/show.tsx'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { inSteps } from './batches.ts'
import { csvOf } from './export.ts'
import { canReadSurveys } from './policy.ts'
import { countChoices, countResponses } from './queries/responses.ts'
import { findSurvey, listSurveys, type SurveyRecord } from './queries/surveys.ts'
import { fewAnswers, type QuestionResult, resultsOf } from './results.ts'
import { stateOf } from './wave.ts'

export const surveys = new Hono<StaffEnv>()

const one = '/:slug{[a-z0-9-]+}' as '/:slug'

surveys.get('/', allow(canReadSurveys), async (c) => {
  const { t, scope } = c.var
  const rows = await listSurveys(scope.db, scope.centreId, t.lang, scope.now)
  const listed = rows.map((survey) => ({ ...inSteps(survey), state: stateOf(survey, scope.now) }))
  return c.render(<SurveyListPage t={t} base={baseOf(c)} surveys={listed} />, {
    title: t('surveys.title'),
    current: 'surveys',
  })
})

surveys.get(one, allow(canReadSurveys), async (c) => {
  const { t, viewer, scope, deps } = c.var
  const survey = await surveyIn(c)
  const numbers = inSteps(await countResponses(scope.db, scope.centreId, survey.wave_id))
  const page = { t, base: baseOf(c), centre: viewer.centre, publicUrl: deps.settings.publicUrl, survey, numbers }
  return c.render(<SurveyStaffPage {...page} state={stateOf(survey, scope.now)} />, {
    title: survey.title,
    current: 'surveys',
  })
})

surveys.get(`${one}/results`, allow(canReadSurveys), async (c) => {
  const { t, scope } = c.var
  const survey = await surveyIn(c)
  const [numbers, results] = await Promise.all([
    countResponses(scope.db, scope.centreId, survey.wave_id),
    countedResults(c, survey),
  ])
  const page = { t, base: baseOf(c), survey, numbers: inSteps(numbers), results, few: fewAnswers }
  return c.render(<SurveyResultsPage {...page} state={stateOf(survey, scope.now)} />, {
    title: t('results.of', { survey: survey.title }),
    current: 'surveys',
  })
})

surveys.get(`${one}/results.csv`, allow(canReadSurveys), async (c) => {
  const survey = await surveyIn(c)
  return csv(c, survey.slug, await countedResults(c, survey))
})

surveys.get(`${one}/results/:file{[a-z0-9_]+\\.csv}`, allow(canReadSurveys), async (c) => {
  const survey = await surveyIn(c)
  const code = (c.req.param('file') ?? '').replace(/\.csv$/, '')
  found(survey.questions.find((question) => question.code === code))
  const results = await countedResults(c, survey)
  return csv(
    c,
    `${survey.slug}-${code}`,
    results.filter(({ question }) => question.code === code),
  )
})

type StaffContext = Context<StaffEnv>

const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`

const surveyIn = async (c: StaffContext): Promise<SurveyRecord> => {
  const { db, centreId, now } = c.var.scope
  return found(await findSurvey(db, centreId, c.req.param('slug') ?? '', c.var.t.lang, now))
}

const countedResults = async (c: StaffContext, survey: SurveyRecord): Promise<QuestionResult[]> =>
  resultsOf(survey, await countChoices(c.var.scope.db, c.var.scope.centreId, survey.wave_id))

const csv = (c: StaffContext, name: string, results: QuestionResult[]) =>
  c.body(csvOf(c.var.t, results), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
    'Cache-Control': 'no-store',
  })
