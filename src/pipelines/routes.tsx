import { type Context, Hono } from 'hono'
import { assetPath } from '../../views/components/asset.ts'
import { BoardPage } from '../../views/pipelines/board.tsx'
import { ColumnCards, ColumnPage } from '../../views/pipelines/column.tsx'
import { listMembers } from '../accounts/queries/memberships.ts'
import { stageName } from '../lib/stages.ts'
import { dayOf } from '../lib/time.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { wantsFragment } from '../web/htmx.ts'
import { BoardQuery } from './forms.ts'
import { columnsOf, countCap, filterIn } from './pages.tsx'
import { canMoveEnrolments, canReadBoards } from './policy.ts'
import { countBoard, findCard, listBoard, listColumn, listStagesStoodIn } from './queries/board.ts'

/** Mounted at /app/{centre}/pipelines: everybody on a track, stage by stage. */
export const boards = new Hono<StaffEnv>()

const pageSize = 30
const track = '/:track{(?:return|relocation)}' as '/:track'

boards.get('/', allow(canReadBoards), (c) =>
  c.redirect(`/app/${c.var.viewer.centre.slug}/pipelines/${c.var.viewer.centre.tracks[0] ?? 'return'}`, 303),
)

boards.get(track, allow(canReadBoards), async (c) => {
  const { t, viewer, scope } = c.var
  const { db, centreId } = scope
  const { moved, from, ...asked } = BoardQuery.parse(c.req.query())
  const filter = filterIn(viewer, asked)
  const place = placeIn(c)
  const { inUse, retired } = columnsOf(viewer.centre.stages, place.track)
  const all = [...inUse, ...retired].map(({ code }) => code)
  const [card, columns, counts, stoodIn, owners] = await Promise.all([
    moved && from ? findCard(db, centreId, moved) : undefined,
    listBoard(db, centreId, place.track, all, filter, pageSize),
    countBoard(db, centreId, place.track, all, filter, countCap),
    listStagesStoodIn(
      db,
      centreId,
      place.track,
      retired.map(({ code }) => code),
    ),
    listMembers(db, centreId),
  ])
  const page = {
    ...place,
    tracks: viewer.centre.tracks,
    shown: [...inUse, ...retired.filter(({ code }) => stoodIn.includes(code))],
    columns,
    counts,
    cap: countCap,
    filter: asked,
    owners,
    moved: card && from ? { card, from } : undefined,
  }
  return c.render(<BoardPage {...page} />, {
    title: t(`pipelines.title.${place.track}`),
    current: 'pipelines',
    wide: true,
    head: <script src={assetPath('board.js')} defer />,
  })
})

boards.get(`${track}/:stage{[a-z][a-z0-9_]*}` as '/:track/:stage', allow(canReadBoards), async (c) => {
  const { viewer, scope } = c.var
  const place = placeIn(c)
  const { stages } = viewer.centre
  const { code: stage } = found(
    stages.find(({ track: of, code }) => of === place.track && code === c.req.param('stage')),
  )
  const asked = BoardQuery.parse(c.req.query())
  const filter = filterIn(viewer, asked)
  const after = c.req.query('after')
  const { rows, next } = await listColumn(scope.db, scope.centreId, place.track, stage, filter, after, pageSize)
  const column = { ...place, filter: asked, stage, rows, next }
  if (wantsFragment(c, `more-${stage}`)) return c.html(<ColumnCards {...column} />)
  return c.render(<ColumnPage {...column} />, { title: stageName(stages, stage), current: 'pipelines' })
})

/** What every board and column is drawn from. */
const placeIn = (c: Context<StaffEnv>) => {
  const { t, viewer, scope } = c.var
  const { slug, tracks, stages } = viewer.centre
  return {
    t,
    base: `/app/${slug}`,
    // a pipeline the centre does not work with is as missing as one that does not exist
    track: found(tracks.find((known) => known === c.req.param('track'))),
    stages,
    today: dayOf(scope.now),
    mayMove: canMoveEnrolments(viewer),
  }
}
