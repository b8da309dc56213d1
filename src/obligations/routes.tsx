import { Hono } from 'hono'
import { ObligationListPage } from '../../views/obligations/list.tsx'
import { canReadContacts } from '../contacts/policy.ts'
import { dayOf } from '../lib/time.ts'
import { allow } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { ObligationQuery } from './forms.ts'
import { listObligations } from './queries/obligations.ts'

/** Mounted at /app/{centre}/obligations: who took a stipend and is to come back for it, and by when. */
export const obligations = new Hono<StaffEnv>()

obligations.get('/', allow(canReadContacts), async (c) => {
  const { t, viewer, scope } = c.var
  const { show, after } = ObligationQuery.parse(c.req.query())
  const { rows, next } = await listObligations(scope.db, scope.centreId, { closed: show === 'closed', after })
  const page = { t, base: `/app/${viewer.centre.slug}`, show, rows, next, today: dayOf(scope.now) }
  return c.render(<ObligationListPage {...page} />, { title: t('obligations.title'), current: 'contacts' })
})
