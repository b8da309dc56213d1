import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { MoveMenu } from '../../views/pipelines/move-menu.tsx'
import { uuidPattern } from '../lib/ids.ts'
import { type CentreStage, type StageNeed, stageNamed, stagesIn } from '../lib/stages.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { type FormState, readForm, refuse } from '../web/forms.ts'
import { wantsFragment } from '../web/htmx.ts'
import { MoveQuery, StageForm } from './forms.ts'
import { goesOn, type Moved, missingOf, move } from './move.ts'
import {
  askedCard,
  askedPage,
  baseOf,
  conflictPage,
  faultsSaid,
  movedCard,
  movePage,
  type StaffContext,
  stayingCard,
} from './pages.tsx'
import { canMoveEnrolments } from './policy.ts'
import { type Enrolment, findEnrolment } from './queries/enrolments.ts'
import { findKnown } from './queries/known.ts'

/** Mounted at /app/{centre}/enrolments: somebody's place on a track, and their way to the next. */
export const enrolments = new Hono<StaffEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'

enrolments.get(`${one}/edit`, allow(canMoveEnrolments), async (c) => {
  const { t, viewer } = c.var
  const now = await enrolmentIn(c)
  const { version = now.version, stage, back } = MoveQuery.parse(c.req.query())
  const enrolment = { ...now, version }
  if (wantsFragment(c, `move-${enrolment.id}`))
    return c.html(<MoveMenu t={t} base={baseOf(c)} stages={viewer.centre.stages} enrolment={enrolment} />)
  const to = stagesIn(viewer.centre.stages, now.track).find(({ code }) => code === stage)
  const question = to && (await questionBefore(c, enrolment, to))
  if (to && question) return askedPage(c, enrolment, { ...question, wanted: to.code, typed: {}, errors: {}, back })
  return movePage(c, enrolment, 'board')
})

enrolments.post(`${one}/stage`, allow(canMoveEnrolments), async (c) => {
  const { t, viewer, scope } = c.var
  const [enrolment, known] = await Promise.all([
    enrolmentIn(c),
    findKnown(scope.db, scope.centreId, c.req.param('id') ?? ''),
  ])
  const isBoard = wantsFragment(c, 'board-flash')
  const form = await readForm(c, StageForm)
  if (!form.ok) return refused(c, enrolment, form)

  const moved = await move(scope, viewer.id, viewer.centre.stages, enrolment, form.data, known)
  if (moved.kind === 'no_such_stage') return refused(c, enrolment, refuse(form.typed, { stage: t('field.choice') }))
  if (moved.kind === 'stale')
    return isBoard ? stayingCard(c, enrolment, form.typed) : conflictPage(c, enrolment, form.data.stage)
  if (moved.kind === 'unready' || moved.kind === 'restless' || moved.kind === 'unexplained') {
    const question = {
      ...questionOf(c, moved, form.typed),
      wanted: form.data.stage,
      typed: form.typed,
      back: form.data.back,
    }
    c.status(422)
    return isBoard ? askedCard(c, enrolment, question) : askedPage(c, enrolment, question)
  }
  if (isBoard) return movedCard(c, enrolment, form.typed)
  const board = `${baseOf(c)}/pipelines/${enrolment.track}?moved=${enrolment.id}&from=${enrolment.stage}`
  const contact = `${baseOf(c)}/contacts/${enrolment.contact_id}?done=moved`
  return c.redirect(form.data.back === 'board' ? board : contact, 303)
})

const enrolmentIn = async (c: StaffContext): Promise<Enrolment> =>
  found(await findEnrolment(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? ''))

/** What a move to a stage will ask for, before anything was sent. */
const questionBefore = async (c: StaffContext, enrolment: Enrolment, to: CentreStage) => {
  const { stages } = c.var.viewer.centre
  if (to.category === 'on_hold') return { asked: 'restless' as const, missing: [] }
  if (to.category === 'lost') return { asked: 'unexplained' as const, missing: [] }
  const from = stageNamed(stages, enrolment.track, enrolment.stage)
  const missing = from && goesOn(stages, from, to) ? await missingOf(c.var.scope, enrolment, from.needs) : []
  return missing.length > 0 ? { asked: 'unready' as const, missing } : undefined
}

type Unfinished = Extract<Moved, { kind: 'unready' | 'restless' | 'unexplained' }>

/** The question with what is wrong; who is asked for the first time has done nothing wrong yet. */
const questionOf = (
  { var: { t } }: StaffContext,
  moved: Unfinished,
  typed: Record<string, string>,
): { asked: Unfinished['kind']; missing: StageNeed[]; errors: Record<string, string> } => {
  if (moved.kind === 'unready')
    return { asked: moved.kind, missing: moved.missing, errors: moved.why ? { why: t('field.required') } : {} }
  const wasAsked = typed.asked === moved.kind
  if (!wasAsked) return { asked: moved.kind, missing: [], errors: {} }
  const errors = moved.kind === 'restless' ? faultsSaid(t, moved.faults) : { outcome: t('field.required') }
  return { asked: moved.kind, missing: [], errors }
}

/** Back to the form with what is wrong; a board that asked for its parts puts the card back itself. */
const refused = (c: StaffContext, now: Enrolment, { typed, errors }: FormState) => {
  if (wantsFragment(c, 'board-flash')) throw new HTTPException(422)
  const { version = now.version } = MoveQuery.parse({ version: typed.version })
  c.status(422)
  const sentence = errors.stage ?? c.var.t('field.reload')
  return movePage(c, { ...now, version }, typed.back === 'board' ? 'board' : undefined, sentence)
}
