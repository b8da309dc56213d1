import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { EventPreview } from '../../views/events/preview.tsx'
import { CheckMailPage, PublicEventPage } from '../../views/events/public.tsx'
import { PublicEventsPage } from '../../views/events/public-list.tsx'
import { takesRegistrations, textOf } from '../lib/events.ts'
import { randomId, uuidPattern } from '../lib/ids.ts'
import { found, open } from '../web/access.ts'
import type { Env, PublicEnv } from '../web/env.ts'
import { emptyForm, type FormState, readForm } from '../web/forms.ts'
import { limit } from '../web/rate-limits.ts'
import { calendarOf } from './calendar.ts'
import { RegistrationForm } from './forms.ts'
import { type EventRecord, findEvent, listUpcomingEvents } from './queries/events.ts'
import { register } from './registration.ts'

type EventsEnv = { Variables: PublicEnv['Variables'] & { asked?: Promise<EventRecord | undefined> } }

/** Asks for the event in the address, so that the centre's own row and the event travel together. */
export const eventAhead: MiddlewareHandler<EventsEnv> = async (c, next) => {
  const slug = /^\/[^/]+\/[^/]+\/events\/([a-z0-9-]+)/.exec(c.req.path)?.[1]
  if (slug) {
    const asked = findEvent(c.var.scope.db, c.var.scope.centreId, slug)
    // whoever waits for it hears of the failure
    asked.catch(() => {})
    c.set('asked', asked)
  }
  await next()
}

/** Mounted at /{lang}/{centre}: its events, and the way onto them. */
export const publicEvents = new Hono<EventsEnv>()

const one = '/events/:slug{[a-z0-9-]+}' as '/events/:slug'

publicEvents.get('/events', open(), async (c) => {
  const events = await upcoming(c)
  return c.render(<PublicEventsPage t={c.var.t} centre={c.var.centre} events={events} />, {
    title: c.var.t('event.upcoming'),
  })
})

publicEvents.get('/events.ics', open(), async (c) => calendar(c, await upcoming(c), 'events'))

publicEvents.get('/events/:file{[a-z0-9-]+\\.ics}', open(), async (c) => {
  const slug = c.req.param('file').replace(/\.ics$/, '')
  return calendar(c, [await publicEventIn(c, slug)], slug)
})

publicEvents.get(one, open(), async (c) => eventPage(c, await publicEventIn(c, c.req.param('slug')), emptyForm()))

const perNetwork = limit({ name: 'register', most: 300, windowMinutes: 10, keyOf: (_c, network) => network })

/** Counts before the centre's transaction opens: requests that wait for a second connection while holding one block each other. */
export const registrationsPerNetwork: MiddlewareHandler<Env> = (c, next) =>
  c.req.method === 'POST' ? perNetwork(c, next) : next()

publicEvents.post(one, open(), async (c) => {
  const { t, lang, scope } = c.var
  const event = await publicEventIn(c, c.req.param('slug'))
  if (!takesRegistrations(event, scope.now)) return closedPage(c, event)
  const form = await readForm(c, RegistrationForm)
  if (!form.ok) return eventPage(c, event, form)

  const { name: centre } = c.var.centre
  const wordings = {
    contact: t('register.consent_contact_hint', { centre }),
    newsletter: t('register.consent_newsletter_hint', { centre }),
  }
  const registered = await register(scope, event, form.data, { centre: c.var.centre, lang, wordings })
  if (registered.kind === 'closed') return closedPage(c, event)
  return c.redirect(`${new URL(c.req.url).pathname}/check-your-email`, 303)
})

publicEvents.get(`${one}/check-your-email`, open(), async (c) => {
  const event = await publicEventIn(c, c.req.param('slug') ?? '')
  return c.render(<CheckMailPage t={c.var.t} centre={c.var.centre} event={event} />, {
    title: c.var.t('register.check_title'),
  })
})

type PublicContext = Context<EventsEnv>

const upcoming = (c: PublicContext) => {
  const { db, centreId, now } = c.var.scope
  return listUpcomingEvents(db, centreId, now, { drafts: false, most: 50 })
}

/** A draft is as missing as an event that never was. */
const publicEventIn = async (c: PublicContext, slug: string): Promise<EventRecord> => {
  const { scope, asked } = c.var
  const event = found(await (asked ?? findEvent(scope.db, scope.centreId, slug)))
  return found(event.status === 'draft' ? undefined : event)
}

/** The event as it now is, instead of a form that came too late. */
const closedPage = (c: PublicContext, event: EventRecord) => {
  c.status(410)
  return eventPage(c, event, emptyForm())
}

const eventPage = (c: PublicContext, event: EventRecord, form: FormState) => {
  const { t, lang, scope, centre } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  const typedKey = form.typed.idempotency_key ?? ''
  const idempotencyKey = new RegExp(`^${uuidPattern}$`, 'i').test(typedKey) ? typedKey : randomId()
  const { title, summary } = textOf(event, lang)
  return c.render(
    <PublicEventPage
      t={t}
      centre={centre}
      event={event}
      open={openness(event, scope.now)}
      form={form}
      idempotencyKey={idempotencyKey}
    />,
    {
      title,
      description: summary,
      head: <EventPreview t={t} url={addressOf(c, event)} centre={centre} event={event} />,
    },
  )
}

const addressOf = ({ var: { deps, lang, centre } }: PublicContext, { slug }: EventRecord) =>
  `${deps.settings.publicUrl}/${lang}/${centre.slug}/events/${slug}`

const openness = (event: EventRecord, now: Date) => {
  if (takesRegistrations(event, now)) return 'open'
  if (event.status === 'cancelled') return 'cancelled'
  return event.ends_at <= now ? 'past' : 'closed'
}

const calendar = (c: PublicContext, events: EventRecord[], name: string) =>
  c.body(
    calendarOf(events, { publicUrl: c.var.deps.settings.publicUrl, centre: c.var.centre, lang: c.var.lang }),
    200,
    {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.ics"`,
    },
  )
