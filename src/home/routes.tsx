import { Hono } from 'hono'
import { HomePage } from '../../views/home/home.tsx'
import { canEditEvents, canReadEvents } from '../events/policy.ts'
import { listUpcomingEvents } from '../events/queries/events.ts'
import { listNewestRegistrations } from '../events/queries/registrations.ts'
import { dayOf } from '../lib/time.ts'
import { listWaiting } from '../pipelines/queries/waiting.ts'
import { countDay } from '../tasks/queries/day.ts'
import { countWithoutNextStep, listWithoutNextStep, mostCounted } from '../tasks/queries/without-next-step.ts'
import { allow } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'

export const home = new Hono<StaffEnv>()

home.get('/', allow(canReadEvents), async (c) => {
  const { t, viewer, scope } = c.var
  const { db, centreId, now } = scope
  const today = dayOf(now)
  const [due, forgotten, withoutStep, toDo, events, registrations] = await Promise.all([
    listWaiting(db, centreId, today, 8),
    listWithoutNextStep(db, centreId, undefined, 8),
    countWithoutNextStep(db, centreId),
    countDay(db, centreId, viewer.id, today),
    listUpcomingEvents(db, centreId, now, { drafts: true, most: 5 }),
    listNewestRegistrations(db, centreId, 8),
  ])
  const page = {
    t,
    base: `/app/${viewer.centre.slug}`,
    now,
    today,
    mayEdit: canEditEvents(viewer),
    due,
    forgotten: forgotten.rows,
    withoutStep: { known: Math.min(withoutStep, mostCounted), isMore: withoutStep > mostCounted },
    toDo,
    events,
    registrations,
    stages: viewer.centre.stages,
  }
  return c.render(<HomePage {...page} />, { title: t('nav.home'), current: 'home' })
})
