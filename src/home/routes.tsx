import { Hono } from 'hono'
import { HomePage } from '../../views/home/home.tsx'
import { canEditEvents, canReadEvents } from '../events/policy.ts'
import { listUpcomingEvents } from '../events/queries/events.ts'
import { listNewestRegistrations } from '../events/queries/registrations.ts'
import { dayOf } from '../lib/time.ts'
import { mostCounted } from '../tasks/queries/without-next-step.ts'
import { findWork } from '../tasks/queries/work.ts'
import { allow } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'

export const home = new Hono<StaffEnv>()

home.get('/', allow(canReadEvents), async (c) => {
  const { t, viewer, scope } = c.var
  const { db, centreId, now } = scope
  const today = dayOf(now)
  const [{ withoutStep, ...work }, events, registrations] = await Promise.all([
    findWork(db, centreId, viewer.id, today, 8),
    listUpcomingEvents(db, centreId, now, { drafts: true, most: 5 }),
    listNewestRegistrations(db, centreId, 8),
  ])
  const page = {
    t,
    base: `/app/${viewer.centre.slug}`,
    now,
    today,
    mayEdit: canEditEvents(viewer),
    ...work,
    withoutStep: { known: Math.min(withoutStep, mostCounted), isMore: withoutStep > mostCounted },
    events,
    registrations,
    stages: viewer.centre.stages,
  }
  return c.render(<HomePage {...page} />, { title: t('nav.home'), current: 'home' })
})
