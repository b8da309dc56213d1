import { Hono } from 'hono'
import { CentrePage } from '../../views/home/centre.tsx'
import { listUpcomingEvents } from '../events/queries/events.ts'
import { listPublic } from '../sharing/queries/catalogue.ts'
import { listOpenSurveys } from '../surveys/queries/surveys.ts'
import { open } from '../web/access.ts'
import type { PublicEnv } from '../web/env.ts'

/** Mounted at /{lang}/{centre}: the centre as everybody meets it. */
export const centrePage = new Hono<PublicEnv>()

centrePage.get('/', open(), async (c) => {
  const { t, lang, scope, centre } = c.var
  const { db, centreId, now } = scope
  const [events, surveys, releases] = await Promise.all([
    listUpcomingEvents(db, centreId, now, { drafts: false, most: 50 }),
    listOpenSurveys(db, centreId, lang, now),
    listPublic(db, centre.slug, now),
  ])
  const page = { t, centre, events, surveys, hasData: releases.length > 0 }
  return c.render(<CentrePage {...page} />, {
    title: centre.region,
    description: t(`centre.lead.${centre.tracks[0] ?? 'return'}`),
  })
})
