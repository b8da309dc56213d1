import { Hono } from 'hono'
import { ParkFormPage } from '../../views/pipelines/park-form.tsx'
import { ParkedPage } from '../../views/pipelines/parked.tsx'
import { uuidPattern } from '../lib/ids.ts'
import { fullName } from '../lib/names.ts'
import { stageOf } from '../lib/stages.ts'
import { dayOf } from '../lib/time.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, type FormState, readForm, refuse } from '../web/forms.ts'
import { ParkedQuery, ParkForm, WakeForm } from './forms.ts'
import { baseOf, faultsSaid, type StaffContext } from './pages.tsx'
import { parkAnew } from './parking.ts'
import { canMoveEnrolments, canReadBoards } from './policy.ts'
import { type Enrolment, findEnrolment } from './queries/enrolments.ts'
import { listEndlessSleepers, listSleepers } from './queries/parked.ts'
import { wakeNow } from './waking.ts'

/** Mounted at /app/{centre}/pipelines: who rests on a track. */
export const parkingLists = new Hono<StaffEnv>()
/** Mounted at /app/{centre}/enrolments: how long somebody rests. */
export const parking = new Hono<StaffEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'

parkingLists.get('/:track{(?:return|relocation)}/parked' as '/:track/parked', allow(canReadBoards), async (c) => {
  const { t, viewer, scope } = c.var
  const { tracks, stages } = viewer.centre
  const track = found(tracks.find((known) => known === c.req.param('track')))
  const { when, after, done, who } = ParkedQuery.parse(c.req.query())
  const resting = stages
    .filter((stage) => stage.track === track && stage.category === 'on_hold')
    .map(({ code }) => code)
  const list = when === 'dated' ? listSleepers : listEndlessSleepers
  const { rows, next } = await list(scope.db, scope.centreId, track, { resting, after })
  const page = {
    t,
    base: baseOf(c),
    track,
    stages,
    when,
    after,
    rows,
    next,
    done,
    who,
    mayMove: canMoveEnrolments(viewer),
  }
  return c.render(<ParkedPage {...page} />, { title: t('parking.title'), current: 'pipelines' })
})

parking.post(`${one}/wake`, allow(canMoveEnrolments), async (c) => {
  const { viewer, scope } = c.var
  const enrolment = await enrolmentIn(c)
  const form = await readForm(c, WakeForm)
  const version = form.ok ? form.data.version : 0
  const isAwake = await wakeNow(scope, viewer.id, viewer.centre.stages, enrolment.id, version)
  return c.redirect(`${listOf(c, enrolment)}?done=${isAwake ? 'woken' : 'stale'}`, 303)
})

parking.get(`${one}/park`, allow(canMoveEnrolments), async (c) => {
  const enrolment = await enrolmentIn(c)
  if (!isResting(c, enrolment)) return awake(c, enrolment)
  return parkPage(c, enrolment, emptyForm(fieldsOf(enrolment)))
})

parking.post(`${one}/park`, allow(canMoveEnrolments), async (c) => {
  const { t, viewer, scope } = c.var
  const enrolment = await enrolmentIn(c)
  if (!isResting(c, enrolment)) return awake(c, enrolment)
  const form = await readForm(c, ParkForm)
  if (!form.ok) return parkPage(c, enrolment, form)
  const parked = await parkAnew(scope, viewer.id, enrolment, form.data)
  if (parked.kind === 'restless') return parkPage(c, enrolment, refuse(form.typed, faultsSaid(t, parked.faults)))
  if (parked.kind === 'stale') {
    const now = await enrolmentIn(c)
    return isResting(c, now) ? parkPage(c, now, emptyForm(form.typed), 'stale') : awake(c, now)
  }
  return c.redirect(`${listOf(c, enrolment)}?done=parked`, 303)
})

const enrolmentIn = async (c: StaffContext): Promise<Enrolment> =>
  found(await findEnrolment(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? ''))

/** Only who rests can be parked anew; others are parked by moving them. */
const isResting = (c: StaffContext, { stage }: Enrolment) =>
  stageOf(c.var.viewer.centre.stages, stage)?.category === 'on_hold'

/** They woke up since the page was opened: the list says so, and leads to them. */
const awake = (c: StaffContext, enrolment: Enrolment) =>
  c.redirect(`${listOf(c, enrolment)}?done=awake&who=${enrolment.contact_id}`, 303)

const listOf = (c: StaffContext, { track }: Enrolment) => `${baseOf(c)}/pipelines/${track}/parked`

const parkPage = (c: StaffContext, enrolment: Enrolment, form: FormState, stale?: 'stale') => {
  const { t, scope } = c.var
  if (stale) c.status(409)
  else if (Object.keys(form.errors).length > 0) c.status(422)
  const opened = Number(form.typed.version ?? enrolment.version)
  const version = stale || !Number.isInteger(opened) ? enrolment.version : opened
  const page = { t, base: baseOf(c), enrolment: { ...enrolment, version }, form, isStale: stale !== undefined }
  return c.render(<ParkFormPage {...page} back={listOf(c, enrolment)} today={dayOf(scope.now)} />, {
    title: t('parking.change_title', { name: fullName(enrolment) }),
    current: 'pipelines',
  })
}

const fieldsOf = ({ park_reason, park_trigger, parked_until, park_note }: Enrolment): Record<string, string> => ({
  park_reason: park_reason ?? '',
  park_trigger: park_trigger ?? 'date',
  park_day: parked_until ?? '',
  park_year: parked_until?.slice(0, 4) ?? '',
  park_note,
})
