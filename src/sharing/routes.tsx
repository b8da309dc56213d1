import { type Context, Hono } from 'hono'
import { SharingPage } from '../../views/sharing/overview.tsx'
import { type Obstacle, PlanPage } from '../../views/sharing/plan.tsx'
import { AskAgain } from '../../views/sharing/progress.tsx'
import { findSurvey } from '../surveys/queries/surveys.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { readForm } from '../web/forms.ts'
import { SensitiveForm } from './forms.ts'
import { neededFor } from './growth.ts'
import { hashOf } from './plans.ts'
import { canMarkSensitive, canReadSharing, canShare } from './policy.ts'
import { planOf, requestRelease } from './preparing.ts'
import { listOffersOf } from './queries/offers.ts'
import { isPlanFixed, listSharedWaves, type SharedWave } from './queries/releases.ts'
import { mark } from './sensitivity.ts'

/** Mounted at /app/{centre}/sharing: what we share of our surveys, and what exactly that is. */
export const sharing = new Hono<StaffEnv>()

const plan = '/plan/:slug{[a-z0-9-]+}/:wave{[0-9]{1,4}}' as '/plan/:slug/:wave'

sharing.get('/', allow(canReadSharing), async (c) => {
  const { t, viewer, scope } = c.var
  const waves = await listSharedWaves(scope.db, scope.centreId, t.lang, scope.now)
  const approved = waves.flatMap(({ status, release_id }) => (status === 'approved' && release_id ? [release_id] : []))
  const offers = approved.length > 0 ? await listOffersOf(scope.db, scope.centreId, approved) : []
  const listed = waves.map((wave) => ({
    ...wave,
    needed: neededFor(wave.last_counted),
    offers: offers.filter(({ release_id }) => release_id === wave.release_id),
  }))
  const page = { t, base: baseOf(c), waves: listed, now: scope.now, mayShare: canShare(viewer) }
  const isUnderWay = waves.some(({ status }) => status === 'waiting' || status === 'preparing')
  return c.render(<SharingPage {...page} />, {
    title: t('sharing.title'),
    current: 'sharing',
    ...(isUnderWay ? { head: <AskAgain /> } : {}),
  })
})

sharing.get(plan, allow(canReadSharing), async (c) => planPage(c, await waveIn(c)))

sharing.post(`${plan}/prepare`, allow(canShare), async (c) => {
  const wave = await waveIn(c)
  const asked = found(await requestRelease(c.var.scope, { waveId: wave.wave_id, memberId: c.var.viewer.id }))
  if ('id' in asked) return c.redirect(`${baseOf(c)}/${asked.id}?done=${asked.kind}`, 303)
  c.status(422)
  return planPage(c, wave, asked)
})

sharing.post(`${plan}/sensitive`, allow(canMarkSensitive), async (c) => {
  const wave = await waveIn(c)
  const form = await readForm(c, SensitiveForm)
  if (!form.ok) {
    c.status(422)
    return planPage(c, wave)
  }
  const { wave_id: waveId, survey_id: surveyId } = wave
  const { item, sensitive } = form.data
  const marking = { waveId, surveyId, item, sensitive: sensitive === 'yes', memberId: c.var.viewer.id }
  const { kind } = found(await mark(c.var.scope, marking))
  const done = kind === 'fixed' ? 'sensitive_fixed' : 'sensitive'
  return c.redirect(`${baseOf(c)}/plan/${wave.slug}/${wave.wave}?done=${done}`, 303)
})

type StaffContext = Context<StaffEnv>

const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}/sharing`

const waveIn = async (c: StaffContext): Promise<SharedWave> => {
  const { db, centreId, now } = c.var.scope
  const [slug, number] = [c.req.param('slug'), Number(c.req.param('wave'))]
  const waves = await listSharedWaves(db, centreId, c.var.t.lang, now)
  return found(waves.find((wave) => wave.slug === slug && wave.wave === number))
}

const planPage = async (c: StaffContext, wave: SharedWave, refused?: Obstacle) => {
  const { t, viewer, scope } = c.var
  const [planned, fixed, survey] = await Promise.all([
    planOf(scope, wave.wave_id),
    isPlanFixed(scope.db, scope.centreId, wave.wave_id),
    findSurvey(scope.db, scope.centreId, wave.slug, t.lang, scope.now),
  ])
  const done = (['sensitive', 'sensitive_fixed'] as const).find((known) => known === c.req.query('done'))
  const page = {
    t,
    base: baseOf(c),
    survey: { ...wave, needed: neededFor(wave.last_counted) },
    planned: planned?.kind === 'plan' ? planned : undefined,
    hash: fixed && planned?.kind === 'plan' ? hashOf(planned.plan) : undefined,
    wordings: new Map(survey?.questions.map(({ code, wording }) => [code, wording])),
    obstacle: refused ?? (planned?.kind === 'unplannable' ? planned : undefined),
    ...{ mayShare: canShare(viewer), mayMark: canMarkSensitive(viewer), done },
  }
  return c.render(<PlanPage {...page} />, {
    title: t('sharing.plan_title', { survey: wave.title }),
    current: 'sharing',
  })
}
