import { Hono, type MiddlewareHandler } from 'hono'
import { type ClosedReason, SurveyClosedPage, SurveyLaterPage, SurveyThanksPage } from '../../views/surveys/around.tsx'
import { SurveyPage } from '../../views/surveys/page.tsx'
import { SurveyReviewPage } from '../../views/surveys/review.tsx'
import { inCentre } from '../db/scope.ts'
import { randomId } from '../lib/ids.ts'
import { after } from '../lib/time.ts'
import { open } from '../web/access.ts'
import type { Env } from '../web/env.ts'
import { readForm } from '../web/forms.ts'
import { limit } from '../web/rate-limits.ts'
import { answeringIn, type SurveyContext, type SurveyEnv } from './ahead.ts'
import { draftDays, type Mistakes, readPage, save, submissionKeyOf } from './answering.ts'
import { batchSize, countWaiting } from './batches.ts'
import { cookieHours, dropToken, heldToken, holdToken } from './cookie.ts'
import { AnswerForm, PageQuery } from './forms.ts'
import { askedOn, reviewed } from './pages.ts'
import { type DraftRecord, deleteDraft } from './queries/drafts.ts'
import type { SurveyRecord } from './queries/surveys.ts'
import { type Answers, firstIncomplete, pageAfter, pageBefore, reviewPage, shownPages } from './questionnaire.ts'
import { submit, wasSubmitted } from './submission.ts'
import { stateOf } from './wave.ts'

/** Mounted at /{lang}/{centre}: a survey answered page by page, without a script and without a name. */
export const publicSurveys = new Hono<SurveyEnv>()

const one = '/surveys/:slug{[a-z0-9-]+}' as '/surveys/:slug'

const perNetwork = limit({ name: 'survey', most: 600, windowMinutes: 10, keyOf: (_c, network) => network })

/** Counts before the centre's transaction opens, as registrations do. */
export const answersPerNetwork: MiddlewareHandler<Env> = (c, next) =>
  c.req.method === 'POST' ? perNetwork(c, next) : next()

/** Once the answers are written: forgets their draft, then moves the results on, each in a transaction of its own. */
export const afterSending: MiddlewareHandler<SurveyEnv> = async (c, next) => {
  await next()
  const { sent, db, deps } = c.var
  if (!sent || c.error) return
  const { centreId, tokenHash, waveId } = sent
  const options = { settings: deps.settings, clock: deps.clock }
  await inCentre(db, { centreId }, options, (scope) => deleteDraft(scope.db, centreId, tokenHash))
  await inCentre(db, { centreId }, options, (scope) => countWaiting(scope, waveId))
}

publicSurveys.get(one, open(), async (c) => {
  const { survey, draft } = await answeringIn(c)
  const closed = closedReason(c, survey)
  if (closed) return closedPage(c, survey, closed)
  const answers = draft?.answers ?? {}
  const { page } = PageQuery.parse(c.req.query())
  const reached = reachable(survey, answers, page ?? 1)
  if (page !== undefined && page !== reached) return c.redirect(addressOf(c, reached), 303)
  if (draft && reached === reviewPage(survey)) return review(c, survey, draft)
  return questionPage(c, survey, { page: reached, answers, mistakes: {}, stoppedAt: page ? undefined : draft?.page })
})

publicSurveys.post(one, open(), async (c) => {
  const { scope } = c.var
  const { token, byLink } = heldToken(c)
  const { survey, draft } = await answeringIn(c)
  const closed = closedReason(c, survey)
  if (closed) return closedPage(c, survey, closed)
  const form = await readForm(c, AnswerForm)
  const known = draft?.answers ?? {}
  if (!form.ok) {
    const page = reachable(survey, known, 1)
    return questionPage(c, survey, { page, answers: known, mistakes: { form: ['survey.unknown'] } })
  }
  const { page, resume, back, submission_key } = form.data
  if (page >= reviewPage(survey)) return send(c, survey, draft, submission_key ?? '')

  const read = readPage(survey, page, known, form.data, { partly: Boolean(resume || back) })
  const answers = { ...known, ...read.answers }
  if (Object.keys(read.mistakes).length > 0) return questionPage(c, survey, { page, answers, mistakes: read.mistakes })
  const next = resume ? page : back ? pageBefore(survey, answers, page) : pageAfter(survey, answers, page)
  const kept = await save(scope, survey, { token, byLink, draft, answers: read.answers, page: next })
  holdToken(c, placeOf(c), kept, c.var.deps.settings.publicUrl)
  return c.redirect(resume ? `${addressOf(c)}/later` : addressOf(c, next), 303)
})

publicSurveys.get(`${one}/later`, open(), async (c) => {
  const { token } = heldToken(c)
  const { survey, draft } = await answeringIn(c)
  if (!draft || !token) return c.redirect(addressOf(c), 303)
  const { t, scope, deps } = c.var
  const link = `${deps.settings.publicUrl}/s/${token}?lang=${t.lang}`
  const until = after(scope.now, { days: draftDays })
  return render(
    c,
    survey,
    <SurveyLaterPage t={t} survey={survey} link={link} until={until} address={addressOf(c, draft.page)} />,
  )
})

publicSurveys.get(`${one}/thanks`, open(), async (c) => {
  const { survey } = await answeringIn(c)
  // what is sent from here must not say of which survey
  c.header('Referrer-Policy', 'strict-origin')
  const page = { t: c.var.t, survey, centre: c.var.centre, batch: batchSize, idempotencyKey: randomId() }
  return render(c, survey, <SurveyThanksPage {...page} />)
})

const closedReason = (c: SurveyContext, survey: SurveyRecord): ClosedReason | undefined => {
  const state = stateOf(survey, c.var.scope.now)
  return state === 'open' || state === 'draft' ? undefined : state
}

/** The page asked for, or the first one that must be answered before it. */
const reachable = (survey: SurveyRecord, answers: Answers, page: number): number => {
  const shown = [...shownPages(survey, answers), reviewPage(survey)]
  const wanted = shown.find((candidate) => candidate >= page) ?? reviewPage(survey)
  return Math.min(wanted, firstIncomplete(survey, answers) ?? wanted)
}

const send = async (c: SurveyContext, survey: SurveyRecord, draft: DraftRecord | undefined, key: string) => {
  const { scope, lang } = c.var
  if (!draft) return c.redirect((await wasSubmitted(scope, key)) ? `${addressOf(c)}/thanks` : addressOf(c), 303)
  const submitted = await submit(scope, survey, draft, lang)
  if (submitted.kind === 'incomplete') return c.redirect(addressOf(c, submitted.page), 303)
  c.set('sent', { centreId: scope.centreId, tokenHash: draft.token_hash, waveId: survey.wave_id })
  dropToken(c, placeOf(c))
  return c.redirect(`${addressOf(c)}/thanks`, 303)
}

type Shown = { page: number; answers: Answers; mistakes: Mistakes; stoppedAt?: number | undefined }

const questionPage = (c: SurveyContext, survey: SurveyRecord, { page, answers, mistakes, stoppedAt }: Shown) => {
  const { t } = c.var
  if (Object.keys(mistakes).length > 0) c.status(422)
  const errors = Object.fromEntries(Object.entries(mistakes).map(([field, [key, values]]) => [field, t(key, values)]))
  return render(
    c,
    survey,
    <SurveyPage
      t={t}
      survey={survey}
      address={addressOf(c)}
      page={page}
      last={reviewPage(survey) - 1}
      asked={askedOn(survey, page, answers)}
      errors={errors}
      stoppedAt={stoppedAt && stoppedAt > page ? addressOf(c, stoppedAt) : undefined}
      terms={{ batch: batchSize, draftDays, cookieHours }}
    />,
  )
}

const review = (c: SurveyContext, survey: SurveyRecord, draft: DraftRecord) =>
  render(
    c,
    survey,
    <SurveyReviewPage
      t={c.var.t}
      survey={survey}
      address={addressOf(c)}
      page={reviewPage(survey)}
      back={pageBefore(survey, draft.answers, reviewPage(survey))}
      submissionKey={submissionKeyOf(draft)}
      answered={reviewed(survey, draft.answers)}
    />,
  )

const closedPage = (c: SurveyContext, survey: SurveyRecord, reason: ClosedReason) => {
  c.status(410)
  return render(c, survey, <SurveyClosedPage t={c.var.t} survey={survey} reason={reason} centre={placeOf(c).centre} />)
}

const render = (c: SurveyContext, survey: SurveyRecord, page: Parameters<SurveyContext['render']>[0]) => {
  c.header('Cache-Control', 'no-store')
  return c.render(page, { title: survey.title })
}

const placeOf = (c: SurveyContext) => ({ centre: c.req.param('centre') ?? '', slug: c.req.param('slug') ?? '' })

const addressOf = (c: SurveyContext, page?: number) => {
  const { centre, slug } = placeOf(c)
  return `/${c.var.lang}/${centre}/surveys/${slug}${page === undefined ? '' : `?page=${page}`}`
}
