import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { type MineState, MyRegistrationPage } from '../../views/events/mine.tsx'
import { takesRegistrations, textOf } from '../lib/events.ts'
import { after } from '../lib/time.ts'
import { sha256, tokenPattern } from '../lib/tokens.ts'
import { found, open } from '../web/access.ts'
import type { Env, PublicEnv } from '../web/env.ts'
import { limit } from '../web/rate-limits.ts'
import { cancel, confirm, confirmHours, restore, undoMinutes } from './answer.ts'
import { type EventRecord, findEventById } from './queries/events.ts'
import { findRegistrationByToken, type RegistrationRecord } from './queries/registrations.ts'

const perLink = limit({
  name: 'my registration',
  most: 40,
  windowMinutes: 60,
  keyOf: (c) => c.req.path.split('/')[2] ?? '',
})

/** Every answer may cause a mail, so a link has so many an hour; counted before the centre's transaction opens. */
export const answersPerLink: MiddlewareHandler<Env> = (c, next) => (c.req.method === 'POST' ? perLink(c, next) : next())

/** Mounted at /r: a registration in the hands of whoever holds its link. Opening it changes nothing. */
export const myRegistration = new Hono<PublicEnv>()

const one = `/:token{${tokenPattern}}` as '/:token'

myRegistration.get(one, open(), async (c) => {
  const { registration, event } = await held(c)
  return page(c, event, registration, stateOf(event, registration, c.var.scope.now))
})

myRegistration.post(`${one}/confirm`, open(), (c) => answerWith(c, confirm))
myRegistration.post(`${one}/cancel`, open(), (c) => answerWith(c, cancel))
myRegistration.post(`${one}/restore`, open(), (c) => answerWith(c, restore))

type LinkContext = Context<PublicEnv>

const held = async (c: LinkContext) => {
  const { db, centreId, now } = c.var.scope
  const registration = found(await findRegistrationByToken(db, centreId, sha256(c.req.param('token') ?? ''), now))
  const event = found(await findEventById(db, centreId, registration.event_id))
  return { registration, event }
}

/** Does what the button says, then shows the page again by 303; what cannot be shown so is said at once. */
const answerWith = async (c: LinkContext, act: typeof confirm) => {
  const { registration, event } = await held(c)
  const { kind } = await act(c.var.scope, event, registration.id)
  if (kind === 'too_late' || kind === 'elsewhere' || kind === 'over') {
    c.status(409)
    return page(c, event, registration, kind)
  }
  return c.redirect(`/r/${c.req.param('token')}?lang=${c.var.lang}`, 303)
}

const page = (c: LinkContext, event: EventRecord, registration: RegistrationRecord, says: MineState) => {
  const { t, scope, centre } = c.var
  const choices = choicesOf(event, registration, says, scope.now)
  c.header('Cache-Control', 'no-store')
  return c.render(
    <MyRegistrationPage
      t={t}
      centre={centre}
      event={event}
      registration={registration}
      says={says}
      choices={choices}
      link={`/r/${c.req.param('token')}`}
    />,
    { title: `${t('mine.title')} – ${textOf(event, t.lang).title}` },
  )
}

const stateOf = (event: EventRecord, registration: RegistrationRecord, now: Date): MineState => {
  const { state } = registration
  if (event.status === 'cancelled' || state === 'event_cancelled') return 'event_cancelled'
  if (event.ends_at <= now) return 'over'
  if (state === 'pending_email')
    return registration.held_until && registration.held_until <= now ? 'expired' : 'pending_email'
  if (state === 'waitlisted') return registration.email_verified_at ? 'waitlisted' : 'waitlisted_unverified'
  if (state === 'expired')
    return registration.created_at < after(now, { hours: -confirmHours }) ? 'too_late' : 'expired'
  return state === 'cancelled' ? 'cancelled' : 'confirmed'
}

const choicesOf = (event: EventRecord, registration: RegistrationRecord, says: MineState, now: Date) => {
  const undo = after(registration.state_since, { minutes: undoMinutes })
  return {
    confirm: says === 'pending_email' || says === 'expired' || says === 'waitlisted_unverified',
    cancel:
      says === 'pending_email' || says === 'confirmed' || says === 'waitlisted' || says === 'waitlisted_unverified',
    restoreUntil: says === 'cancelled' && undo > now ? undo : undefined,
    registerAgain: (says === 'cancelled' || says === 'too_late') && takesRegistrations(event, now),
  }
}
