import { type Context, Hono } from 'hono'
import { FlowPage } from '../../views/pipelines/flow.tsx'
import { BehindPage } from '../../views/pipelines/flow-people.tsx'
import { daysOf } from '../lib/periods.ts'
import { dayOf } from '../lib/time.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { BehindQuery, FlowQuery } from './forms.ts'
import { canReadBoards } from './policy.ts'
import { listBehind, listFlow, listStanding } from './queries/flow.ts'

/** Mounted at /app/{centre}/pipelines: how people go through the stages of a track. */
export const flows = new Hono<StaffEnv>()

const flow = '/:track{(?:return|relocation)}/flow' as '/:track/flow'

flows.get(flow, allow(canReadBoards), async (c) => {
  const { t, scope } = c.var
  const { db, centreId, now } = scope
  const place = placeIn(c)
  const { period } = FlowQuery.parse(c.req.query())
  const span = daysOf(period, dayOf(now))
  const [moved, standing] = await Promise.all([
    listFlow(db, centreId, place.stages, place.track, span, now),
    listStanding(db, centreId, place.stages, place.track, now),
  ])
  return c.render(<FlowPage {...place} period={period} span={span} flow={moved} standing={standing} />, {
    title: t('flow.title'),
    current: 'pipelines',
  })
})

flows.get(`${flow}/:stage{[a-z][a-z0-9_]*}` as '/:track/flow/:stage', allow(canReadBoards), async (c) => {
  const { t, scope } = c.var
  const place = placeIn(c)
  const stage = found(place.stages.find(({ code }) => code === c.req.param('stage')))
  const { period, of, after } = BehindQuery.parse(c.req.query())
  const wanted = { stage: stage.code, of, after, span: daysOf(period, dayOf(scope.now)) }
  const { rows, next } = await listBehind(scope.db, scope.centreId, place.stages, place.track, scope.now, wanted)
  const page = { ...place, stage, period, of, after, rows, next }
  return c.render(<BehindPage {...page} />, { title: t(`flow.of.${of}`, { stage: stage.name }), current: 'pipelines' })
})

const placeIn = (c: Context<StaffEnv>) => {
  const { slug, tracks, stages } = c.var.viewer.centre
  const track = found(tracks.find((known) => known === c.req.param('track')))
  return { t: c.var.t, base: `/app/${slug}`, track, stages: stages.filter((stage) => stage.track === track) }
}
