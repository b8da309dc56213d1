import { Hono } from 'hono'
import { HomePage } from '../../views/home/home.tsx'
import { canEditEvents, canReadEvents } from '../events/policy.ts'
import { listUpcomingEvents } from '../events/queries/events.ts'
import { listNewestRegistrations } from '../events/queries/registrations.ts'
import { dayOf } from '../lib/time.ts'
import { listWaiting } from '../pipelines/queries/waiting.ts'
import { allow } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'

export const home = new Hono<StaffEnv>()

home.get('/', allow(canReadEvents), async (c) => {
  const { t, viewer, scope } = c.var
  const { db, centreId, now } = scope
  const today = dayOf(now)
  const page = {
    t,
    base: `/app/${viewer.centre.slug}`,
    now,
    today,
    mayEdit: canEditEvents(viewer),
    ...(await listWaiting(db, centreId, today, 8)),
    events: await listUpcomingEvents(db, centreId, now, { drafts: true, most: 5 }),
    registrations: await listNewestRegistrations(db, centreId, 8),
  }
  return c.render(<HomePage {...page} />, { title: t('nav.home'), current: 'home' })
})
