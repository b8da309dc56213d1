import { type Context, Hono } from 'hono'
import { IncomingPage } from '../../views/referrals/incoming.tsx'
import { uuidPattern } from '../lib/ids.ts'
import { firstStageIn } from '../lib/stages.ts'
import { dayOf } from '../lib/time.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, type FormState, readForm } from '../web/forms.ts'
import type { Viewer } from '../web/viewer.ts'
import { DeclineForm } from './forms.ts'
import { isOpen, takeOver, turnDown } from './handover.ts'
import { canReadReferrals, canRefer } from './policy.ts'
import { findHandOver, type HandOver } from './queries/hand-overs.ts'

/** Mounted at /app/{centre}/referrals/incoming: people whom other centres hand over to this one. */
export const incoming = new Hono<StaffEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'

incoming.get(one, allow(canReadReferrals), async (c) => letterPage(c, await letterIn(c), emptyForm()))

incoming.post(`${one}/accept`, allow(canRefer), async (c) => {
  const { scope, viewer } = c.var
  const letter = await letterIn(c)
  const taken = await takeOver(scope, viewer.id, letter, beginningIn(viewer.centre))
  if (taken.kind === 'decided') return c.redirect(`${baseOf(c)}/referrals/incoming/${letter.id}?done=decided`, 303)
  return c.redirect(`${baseOf(c)}/contacts/${taken.contactId}`, 303)
})

incoming.post(`${one}/decline`, allow(canRefer), async (c) => {
  const { scope, viewer } = c.var
  const letter = await letterIn(c)
  const form = await readForm(c, DeclineForm)
  if (!form.ok) return letterPage(c, letter, form)
  const done = await turnDown(scope, viewer.id, letter, form.data)
  return c.redirect(`${baseOf(c)}/referrals/incoming/${letter.id}?done=${done}`, 303)
})

type StaffContext = Context<StaffEnv>

const beginningIn = ({ tracks: [track], stages }: Viewer['centre']) => {
  const stage = track && firstStageIn(stages, track)
  return stage ? { track, stage } : undefined
}

const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`

const letterIn = async (c: StaffContext): Promise<HandOver> =>
  found(await findHandOver(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? ''))

const letterPage = (c: StaffContext, letter: HandOver, form: FormState) => {
  const { t, scope, viewer } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  const mayAnswer = canRefer(viewer) && isOpen(letter, scope.now)
  const page = { t, base: baseOf(c), letter, form, today: dayOf(scope.now), mayAnswer }
  return c.render(<IncomingPage {...page} done={c.req.query('done')} />, {
    title: t('referrals.incoming_from', { centre: letter.from_centre }),
    current: 'referrals',
  })
}
