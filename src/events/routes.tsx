import { type Context, Hono } from 'hono'
import { EventFormPage } from '../../views/events/form.tsx'
import { EventListPage } from '../../views/events/list.tsx'
import { AttendeeListPage } from '../../views/events/print.tsx'
import { EventPage } from '../../views/events/show.tsx'
import { textOf } from '../lib/events.ts'
import { randomId, uuidPattern } from '../lib/ids.ts'
import { splitName } from '../lib/names.ts'
import { beginningOn, stagesIn } from '../lib/stages.ts'
import { wallTimeOf } from '../lib/time.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, type FormState, readForm, refuse } from '../web/forms.ts'
import { cancel } from './answer.ts'
import { change, draft, publish } from './event.ts'
import { EditEventForm, NewEventForm, NewEventQuery, RegistrationQuery } from './forms.ts'
import { canEditEvents, canEditRegistrations, canReadEvents } from './policy.ts'
import { type EventRecord, findEvent, listPastEvents, listUpcomingEvents } from './queries/events.ts'
import { countByState, findRegistration, listAttendees, listRegistrations } from './queries/registrations.ts'

export const events = new Hono<StaffEnv>()

const one = '/:slug{[a-z0-9-]+}' as '/:slug'

events.get('/', allow(canReadEvents), async (c) => {
  const { t, viewer, scope } = c.var
  const page = { t, base: baseOf(c), now: scope.now, mayEdit: canEditEvents(viewer) }
  const title = { title: t('events.title'), current: 'events' as const }
  if (c.req.query('when') === 'past') {
    const { rows, next } = await listPastEvents(scope.db, scope.centreId, scope.now, c.req.query('after'))
    return c.render(<EventListPage {...page} events={rows} when="past" next={next} />, title)
  }
  const rows = await listUpcomingEvents(scope.db, scope.centreId, scope.now, { drafts: true, most: 100 })
  return c.render(<EventListPage {...page} events={rows} when="upcoming" />, title)
})

events.get('/new', allow(canEditEvents), (c) => {
  const { stages, tracks } = c.var.viewer.centre
  const track = tracks.includes('return') ? 'return' : 'relocation'
  const { town } = NewEventQuery.parse(c.req.query())
  return formPage(c, emptyForm({ capacity: '60', entry_stage: beginningOn(stages, track) ?? '', town }))
})

events.post('/', allow(canEditEvents), async (c) => {
  const { viewer, scope } = c.var
  const form = await readForm(c, NewEventForm)
  if (!form.ok) return formPage(c, form)
  const { entry_stage } = form.data
  if (!isStageHere(c, entry_stage)) return formPage(c, noSuchStage(c, form.typed))
  const slug = await draft(scope, viewer.id, viewer.centre.stages, form.data)
  return c.redirect(`${baseOf(c)}/events/${slug}?done=created`, 303)
})

events.get(one, allow(canReadEvents), async (c) => {
  const { t, viewer, scope } = c.var
  const event = await eventIn(c)
  const { state, after } = RegistrationQuery.parse(c.req.query())
  const [counts, { rows, next }] = await Promise.all([
    countByState(scope.db, scope.centreId, event.id),
    listRegistrations(scope.db, scope.centreId, event.id, { state, after, size: 100 }),
  ])
  const page = {
    t,
    base: baseOf(c),
    centre: viewer.centre,
    event,
    counts,
    registrations: rows,
    next,
    state,
    now: scope.now,
    mayEdit: canEditEvents(viewer),
    done: c.req.query('done'),
  }
  return c.render(<EventPage {...page} />, { title: textOf(event, t.lang).title, current: 'events' })
})

events.get(`${one}/edit`, allow(canEditEvents), async (c) => {
  const event = await eventIn(c)
  return formPage(c, emptyForm(fieldsOf(event)), event)
})

events.post(one, allow(canEditEvents), async (c) => {
  const event = await eventIn(c)
  const form = await readForm(c, EditEventForm)
  if (!form.ok) return formPage(c, form, event)
  const { viewer, scope } = c.var
  const { entry_stage } = form.data
  if (entry_stage !== event.entry_stage && !isStageHere(c, entry_stage))
    return formPage(c, noSuchStage(c, form.typed), event)
  const changed = await change(scope, viewer.id, viewer.centre.stages, event, form.data)
  if (changed === 'stale') return formPage(c, emptyForm(form.typed), event, fieldsOf(event))
  return c.redirect(`${baseOf(c)}/events/${event.slug}?done=saved`, 303)
})

events.post(`${one}/publish`, allow(canEditEvents), async (c) => {
  const event = await eventIn(c)
  await publish(c.var.scope, c.var.viewer.id, event)
  return c.redirect(`${baseOf(c)}/events/${event.slug}?done=published`, 303)
})

events.get(`${one}/registrations`, allow(canReadEvents), async (c) => {
  const event = await eventIn(c)
  return c.redirect(`${baseOf(c)}/events/${event.slug}#registrations`, 303)
})

events.get(`${one}/registrations/print`, allow(canReadEvents), async (c) => {
  const { t, scope } = c.var
  const event = await eventIn(c)
  const attendees = await listAttendees(scope.db, scope.centreId, event.id)
  const registrations = attendees.sort((a, b) => alphabet.compare(sortName(a.name), sortName(b.name)))
  return c.render(<AttendeeListPage t={t} base={baseOf(c)} event={event} registrations={registrations} />, {
    title: textOf(event, t.lang).title,
    current: 'events',
  })
})

events.post(`${one}/registrations/:id{${uuidPattern}}/cancel`, allow(canEditRegistrations), async (c) => {
  const { scope, viewer } = c.var
  const [event, registration] = await Promise.all([
    eventIn(c),
    findRegistration(scope.db, scope.centreId, c.req.param('id') ?? '').then(found),
  ])
  if (registration.event_id !== event.id) return c.notFound()
  const { kind } = await cancel(scope, event, registration.id, viewer.id)
  const done = kind === 'cancelled' ? '?done=cancelled' : ''
  return c.redirect(`${baseOf(c)}/events/${event.slug}${done}#registrations`, 303)
})

type StaffContext = Context<StaffEnv>

const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`

const eventIn = async (c: StaffContext): Promise<EventRecord> =>
  found(await findEvent(c.var.scope.db, c.var.scope.centreId, c.req.param('slug') ?? ''))

const isStageHere = (c: StaffContext, code: string | null): boolean => {
  const { stages, tracks } = c.var.viewer.centre
  return code === null || tracks.some((track) => stagesIn(stages, track).some((stage) => stage.code === code))
}

const noSuchStage = (c: StaffContext, typed: Record<string, string>) =>
  refuse(typed, { entry_stage: c.var.t('field.choice') })

const alphabet = new Intl.Collator('cs')

const sortName = (name: string) => {
  const { family_name, given_name } = splitName(name)
  return `${family_name} ${given_name}`
}

const formPage = (c: StaffContext, form: FormState, event?: EventRecord, conflict?: Record<string, string>) => {
  const { t, viewer } = c.var
  if (conflict) c.status(409)
  else if (Object.keys(form.errors).length > 0) c.status(422)
  const opened = Number(form.typed.version ?? event?.version)
  const version = event && (conflict || !Number.isInteger(opened)) ? event.version : opened
  const page = {
    t,
    base: baseOf(c),
    stages: viewer.centre.tracks.flatMap((track) => stagesIn(viewer.centre.stages, track)),
    form,
    conflict,
    idempotencyKey: form.typed.idempotency_key ?? randomId(),
    event: event && { slug: event.slug, title: textOf(event, t.lang).title, version },
  }
  return c.render(<EventFormPage {...page} />, { title: t(event ? 'events.edit' : 'events.new'), current: 'events' })
}

const fieldsOf = (event: EventRecord): Record<string, string> => ({
  starts_at: wallTimeOf(event.starts_at),
  ends_at: wallTimeOf(event.ends_at),
  venue: event.venue,
  town: event.town,
  capacity: event.capacity === null ? '' : String(event.capacity),
  entry_stage: event.entry_stage ?? '',
  ...Object.fromEntries(
    event.texts.flatMap(({ lang, title, summary, description }) => [
      [`title_${lang}`, title],
      [`summary_${lang}`, summary],
      [`description_${lang}`, description],
    ]),
  ),
})
