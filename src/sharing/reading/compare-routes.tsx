import { type Context, Hono } from 'hono'
import { ComparePage } from '../../../views/sharing/reading/compare.tsx'
import { TotalsPage } from '../../../views/sharing/reading/totals.tsx'
import { allow } from '../../web/access.ts'
import type { StaffEnv } from '../../web/env.ts'
import { sendFile } from '../taking.ts'
import { compare } from './comparison.ts'
import { comparisonCsv, totalsCsv } from './export.ts'
import { PickedQuery } from './forms.ts'
import { itemsOf, type Picked, pick } from './picking.ts'
import { canReadNetwork } from './policy.ts'
import { totalsOf } from './totals.ts'

/** Mounted at /app/{centre}/sharing/network: several releases side by side, and added up. */
export const comparisons = new Hono<StaffEnv>()

/** More are too many to look at side by side; a sum takes the whole network. */
const most = { compared: 6, added: 20 }

comparisons.get('/compare', allow(canReadNetwork), async (c) => {
  const picked = await pickedIn(c, most.compared)
  const page = { t: c.var.t, base: baseOf(c), picked, comparison: comparisonOf(picked), most: most.compared }
  return c.render(<ComparePage {...page} />, { title: c.var.t('reading.compare_title'), current: 'sharing' })
})

comparisons.get('/compare.csv', allow(canReadNetwork), async (c) => {
  const picked = await pickedIn(c, most.compared)
  const comparison = comparisonOf(picked)
  if (!comparison?.isComparable) return back(c, 'compare')
  return csv(c, 'compare', comparisonCsv(c.var.t, comparison, picked.releases))
})

comparisons.get('/totals', allow(canReadNetwork), async (c) => {
  const picked = await pickedIn(c, most.added)
  const page = { t: c.var.t, base: baseOf(c), picked, totals: sumsOf(picked), most: most.added }
  return c.render(<TotalsPage {...page} />, { title: c.var.t('reading.totals_title'), current: 'sharing' })
})

comparisons.get('/totals.csv', allow(canReadNetwork), async (c) => {
  const totals = sumsOf(await pickedIn(c, most.added))
  return totals?.isComparable ? csv(c, 'totals', totalsCsv(c.var.t, totals)) : back(c, 'totals')
})

type StaffContext = Context<StaffEnv>

const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`

const pickedIn = (c: StaffContext, most: number): Promise<Picked> => {
  const { item, frame } = PickedQuery.parse(c.req.query())
  return pick(c.var.scope, { ids: c.req.queries('r') ?? [], item, frame, most })
}

const comparisonOf = (picked: Picked) => {
  const items = itemsOf(picked)
  return items && compare(picked.releases, items, picked.frame)
}

const sumsOf = (picked: Picked) => {
  const items = itemsOf(picked)
  return items && totalsOf(picked.releases, items, picked.frame)
}

/** The page of the same name says why there is nothing to download. */
const back = (c: StaffContext, page: string) =>
  c.redirect(`${baseOf(c)}/sharing/network/${page}${new URL(c.req.url).search}`, 303)

const csv = (c: StaffContext, name: string, text: string) => sendFile(c, `${name}.csv`, new TextEncoder().encode(text))
