import { type Context, Hono } from 'hono'
import { assetPath } from '../../views/components/asset.ts'
import { EditStagePage, NewStagePage } from '../../views/tracks/form.tsx'
import { ResetPage } from '../../views/tracks/reset.tsx'
import { RetirePage } from '../../views/tracks/retire.tsx'
import { StagesPage } from '../../views/tracks/stages.tsx'
import type { StageCategory } from '../lib/stages.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, type FormState, readForm, refuse } from '../web/forms.ts'
import { NewStageForm, OrderForm, ResetForm, RetireForm, ReturnForm, StageForm, TrackQuery } from './forms.ts'
import { canEditStages } from './policy.ts'
import { countStandings, findStageSettings, type StageRecord } from './queries/settings.ts'
import { add, bringBack, change, mayTake, order, retire } from './settings.ts'
import { compareWithShipped, reset } from './shipped.ts'

/** Mounted at /app/{centre}/settings/pipelines: the centre's own stages. */
export const trackSettings = new Hono<StaffEnv>()

const one = '/:code{[a-z][a-z0-9_]*}' as '/:code'

trackSettings.get('/', allow(canEditStages), (c) => stagesPage(c))

trackSettings.get('/new', allow(canEditStages), (c) => newPage(c, emptyForm({ track: trackIn(c), category: 'active' })))

trackSettings.post('/', allow(canEditStages), async (c) => {
  const { t, scope, viewer } = c.var
  const form = await readForm(c, NewStageForm)
  if (!form.ok) return newPage(c, form)
  const { track, ...facts } = form.data
  if (!viewer.centre.tracks.includes(track)) return newPage(c, refuse(form.typed, { track: t('field.choice') }))
  const { kind } = await add(scope, viewer.id, track, facts)
  if (kind === 'taken') return newPage(c, refuse(form.typed, { name_cs: t('tracks.taken') }))
  return c.redirect(`${pathOf(c)}?done=added`, 303)
})

trackSettings.post('/order', allow(canEditStages), async (c) => {
  const { scope, viewer } = c.var
  const form = await readForm(c, OrderForm)
  if (!form.ok) return stagesPage(c, 422)
  const { kind } = await order(scope, viewer.id, form.data)
  return kind === 'stale' ? stagesPage(c, 409) : c.redirect(`${pathOf(c)}?done=ordered#${form.data.track}`, 303)
})

trackSettings.get('/reset', allow(canEditStages), (c) => resetPage(c, trackIn(c)))

trackSettings.post('/reset', allow(canEditStages), async (c) => {
  const { scope, viewer } = c.var
  const form = await readForm(c, ResetForm)
  if (!form.ok) return resetPage(c, trackIn(c), 422)
  const kind = await reset(scope, viewer.id, form.data.track, form.data.edition)
  if (kind === 'stale') return resetPage(c, form.data.track, 409)
  return c.redirect(`${pathOf(c)}?done=reset#${form.data.track}`, 303)
})

trackSettings.get(one, allow(canEditStages), async (c) => {
  const stage = await stageIn(c)
  return editPage(c, stage, emptyForm(fieldsOf(stage)))
})

trackSettings.post(one, allow(canEditStages), async (c) => {
  const { t, scope, viewer } = c.var
  const stage = await stageIn(c)
  const form = await readForm(c, StageForm)
  if (!form.ok) return editPage(c, stage, form)
  const outcome = await change(scope, viewer.id, stage.code, form.data)
  if (outcome.kind === 'stale') return editPage(c, outcome.now, emptyForm(form.typed), fieldsOf(outcome.now))
  if (outcome.kind === 'taken') return editPage(c, stage, refuse(form.typed, { name_cs: t('tracks.taken') }))
  if (outcome.kind === 'last') return editPage(c, stage, refuse(form.typed, { category: lastOf(t, outcome.category) }))
  return c.redirect(`${pathOf(c)}?done=saved#${stage.track}`, 303)
})

trackSettings.get(`${one}/retire`, allow(canEditStages), async (c) => retirePage(c, await stageIn(c), emptyForm()))

trackSettings.post(`${one}/retire`, allow(canEditStages), async (c) => {
  const { t, scope, viewer } = c.var
  const stage = await stageIn(c)
  const form = await readForm(c, RetireForm)
  if (!form.ok) return retirePage(c, stage, form)
  const outcome = await retire(scope, viewer.id, stage.code, form.data)
  if (outcome.kind === 'stale')
    return retirePage(c, outcome.now, refuse(form.typed, { form: t('error.409.text') }), 409)
  if (outcome.kind === 'last') return retirePage(c, stage, refuse(form.typed, { to: lastOf(t, outcome.category) }))
  if (outcome.kind === 'occupied') return retirePage(c, stage, refuse(form.typed, { to: t('tracks.occupied') }))
  if (outcome.kind === 'no_such_stage') return retirePage(c, stage, refuse(form.typed, { to: t('field.choice') }))
  return c.redirect(`${pathOf(c)}?done=retired#${stage.track}`, 303)
})

trackSettings.post(`${one}/return`, allow(canEditStages), async (c) => {
  const { scope, viewer } = c.var
  const stage = await stageIn(c)
  const form = await readForm(c, ReturnForm)
  if (!form.ok) return stagesPage(c, 422)
  const { kind } = await bringBack(scope, viewer.id, stage.code, form.data.version)
  return kind === 'stale' ? stagesPage(c, 409) : c.redirect(`${pathOf(c)}?done=returned#${stage.track}`, 303)
})

type StaffContext = Context<StaffEnv>
type StaffT = StaffEnv['Variables']['t']

const pathOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}/settings/pipelines`

const trackIn = (c: StaffContext) => {
  const { tracks } = c.var.viewer.centre
  const { track = tracks[0] ?? 'return' } = TrackQuery.parse(c.req.query())
  return track
}

const stageIn = async (c: StaffContext): Promise<StageRecord> => {
  const { stages } = await findStageSettings(c.var.scope.db, c.var.scope.centreId)
  return found(stages.find(({ code }) => code === c.req.param('code')))
}

const lastOf = (t: StaffT, category: StageCategory) => t('tracks.last', { category: t(`category.${category}`) })

const stagesPage = async (c: StaffContext, status?: 409 | 422) => {
  const { t, scope, viewer } = c.var
  if (status) c.status(status)
  const [{ edition, stages }, standings] = await Promise.all([
    findStageSettings(scope.db, scope.centreId),
    countStandings(scope.db, scope.centreId),
  ])
  const { slug, tracks } = viewer.centre
  const page = { t, slug, tracks, edition, stages, standings, done: c.req.query('done'), isStale: status !== undefined }
  return c.render(<StagesPage {...page} />, {
    title: t('settings.pipelines'),
    head: <script src={assetPath('board.js')} defer />,
  })
}

const newPage = (c: StaffContext, form: FormState) => {
  const { t, viewer } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  const page = { t, slug: viewer.centre.slug, tracks: viewer.centre.tracks, form }
  return c.render(<NewStagePage {...page} />, { title: t('tracks.new') })
}

const editPage = (c: StaffContext, stage: StageRecord, form: FormState, conflict?: Record<string, string>) => {
  const { t, viewer } = c.var
  if (conflict) c.status(409)
  else if (Object.keys(form.errors).length > 0) c.status(422)
  const opened = Number(form.typed.version ?? stage.version)
  const version = conflict || !Number.isInteger(opened) || opened < 1 ? stage.version : opened
  const page = { t, slug: viewer.centre.slug, stage, version, form, conflict }
  return c.render(<EditStagePage {...page} />, { title: stage.names.cs })
}

const retirePage = async (c: StaffContext, stage: StageRecord, form: FormState, status?: 409) => {
  const { t, scope, viewer } = c.var
  if (status) c.status(status)
  else if (Object.keys(form.errors).length > 0) c.status(422)
  const [{ stages }, standings] = await Promise.all([
    findStageSettings(scope.db, scope.centreId),
    countStandings(scope.db, scope.centreId),
  ])
  const { people, events } = standings.get(stage.code) ?? { people: 0, events: 0 }
  const targets = stages.filter((target) => mayTake(target, stage))
  const page = { t, slug: viewer.centre.slug, stage, people, events, targets, form }
  return c.render(<RetirePage {...page} />, { title: t('tracks.retire') })
}

const resetPage = async (c: StaffContext, track: 'return' | 'relocation', status?: 409 | 422) => {
  const { t, scope, viewer } = c.var
  if (status) c.status(status)
  const { edition, changes } = await compareWithShipped(scope, track)
  const page = { t, slug: viewer.centre.slug, track, edition, changes, isStale: status !== undefined }
  return c.render(<ResetPage {...page} />, { title: t('tracks.reset') })
}

const fieldsOf = (stage: StageRecord): Record<string, string> => ({
  name_cs: stage.names.cs,
  name_en: stage.names.en,
  name_de: stage.names.de,
  name_uk: stage.names.uk,
  category: stage.category,
  clock_days: stage.clock_days === null ? '' : String(stage.clock_days),
  ...(stage.strict ? { strict: 'on' } : {}),
  ...Object.fromEntries(stage.needs.map((need) => [`need_${need}`, 'on'])),
})
