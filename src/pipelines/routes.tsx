import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { StageConflictPage } from '../../views/pipelines/conflict.tsx'
import { uuidPattern } from '../lib/ids.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { readForm } from '../web/forms.ts'
import { StageForm } from './forms.ts'
import { move } from './move.ts'
import { canMoveEnrolments } from './policy.ts'
import { findEnrolment } from './queries.ts'

export const enrolments = new Hono<StaffEnv>()

enrolments.post(`/:id{${uuidPattern}}/stage`, allow(canMoveEnrolments), async (c) => {
  const { t, viewer, scope } = c.var
  const base = `/app/${viewer.centre.slug}`
  const enrolment = found(await findEnrolment(scope.db, scope.centreId, c.req.param('id')))
  const form = await readForm(c, StageForm)
  if (!form.ok) throw new HTTPException(422)

  const moved = await move(scope, viewer.id, enrolment, form.data.stage, form.data.version)
  if (moved.kind === 'no_such_stage') throw new HTTPException(422)
  if (moved.kind !== 'stale') return c.redirect(`${base}/contacts/${enrolment.contact_id}?done=moved`, 303)

  c.status(409)
  const now = found(await findEnrolment(scope.db, scope.centreId, enrolment.id))
  return c.render(<StageConflictPage t={t} base={base} enrolment={now} wanted={form.data.stage} />, {
    title: t('pipelines.conflict_title'),
    current: 'contacts',
  })
})
