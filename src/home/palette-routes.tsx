import { Hono } from 'hono'
import { PalettePage, PaletteResults } from '../../views/home/palette.tsx'
import { canReadContacts } from '../contacts/policy.ts'
import { allow } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { wantsFragment } from '../web/htmx.ts'
import { PaletteQuery } from './forms.ts'
import { search } from './palette.ts'

/** Mounted at /app/{centre}/palette: one box to reach anybody and anything from. */
export const palette = new Hono<StaffEnv>()

palette.get('/', allow(canReadContacts), async (c) => {
  const { t, viewer, scope } = c.var
  const { q } = PaletteQuery.parse(c.req.query())
  const found = await search(scope, viewer, t, q)
  const results = { t, base: `/app/${viewer.centre.slug}`, q, found, stages: viewer.centre.stages }
  if (wantsFragment(c, 'palette-results')) return c.html(<PaletteResults {...results} />)
  return c.render(<PalettePage {...results} />, { title: t('palette.title') })
})
