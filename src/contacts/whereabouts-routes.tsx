import { Hono } from 'hono'
import { WhereaboutsPage } from '../../views/contacts/whereabouts.tsx'
import { after } from '../lib/time.ts'
import { allow } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { canEditContacts, canReadContacts } from './policy.ts'
import { countByResidence, countByTown, countGatherings, findHome } from './queries/whereabouts.ts'
import { WhereaboutsQuery } from './whereabouts-form.ts'

/** Mounted at /app/{centre}/contacts/where: where people live, so that the next meetup goes to them. */
export const whereabouts = new Hono<StaffEnv>()

const mostTowns = 30
const longAgo = 365

whereabouts.get('/', allow(canReadContacts), async (c) => {
  const { t, viewer, scope } = c.var
  const { db, centreId, now } = scope
  const query = WhereaboutsQuery.parse(c.req.query())
  const track = query.track ?? viewer.centre.tracks[0] ?? 'return'
  const place = query.region || query.country ? { region: query.region, country: query.country } : undefined
  const [home, rows, gatherings, towns] = await Promise.all([
    findHome(db, centreId),
    countByResidence(db, centreId, track, after(now, { days: -longAgo })),
    countGatherings(db, centreId, now),
    place ? countByTown(db, centreId, track, place, mostTowns) : undefined,
  ])
  const page = {
    t,
    base: `/app/${viewer.centre.slug}`,
    home,
    track,
    tracks: viewer.centre.tracks,
    rows,
    gatherings,
    chosen: place && towns ? { ...place, towns } : undefined,
    mayPlan: canEditContacts(viewer),
  }
  return c.render(<WhereaboutsPage {...page} />, { title: t('whereabouts.title'), current: 'contacts' })
})
