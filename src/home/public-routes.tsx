import { Hono } from 'hono'
import { CentrePage } from '../../views/home/centre.tsx'
import { listUpcomingEvents } from '../events/queries/events.ts'
import { listOpenSurveys } from '../surveys/queries/surveys.ts'
import { open } from '../web/access.ts'
import type { PublicEnv } from '../web/env.ts'

/** Mounted at /{lang}/{centre}: the centre as everybody meets it. */
export const centrePage = new Hono<PublicEnv>()

centrePage.get('/', open(), async (c) => {
  const { t, lang, scope, centre } = c.var
  const { db, centreId, now } = scope
  const [events, surveys] = await Promise.all([
    listUpcomingEvents(db, centreId, now, { drafts: false, most: 50 }),
    listOpenSurveys(db, centreId, lang, now),
  ])
  return c.render(<CentrePage t={t} centre={centre} events={events} surveys={surveys} />, {
    title: centre.region,
    description: t(`centre.lead.${centre.tracks[0] ?? 'return'}`),
  })
})
