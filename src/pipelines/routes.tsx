import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { assetPath } from '../../views/components/asset.ts'
import { BoardPage, ColumnCards, ColumnPage } from '../../views/pipelines/board.tsx'
import { StageConflictPage } from '../../views/pipelines/conflict.tsx'
import { MoveMenu, MovePage } from '../../views/pipelines/move-menu.tsx'
import { CardMoved, CardStays } from '../../views/pipelines/moved.tsx'
import { uuidPattern } from '../lib/ids.ts'
import { fullName } from '../lib/names.ts'
import { dayOf } from '../lib/time.ts'
import { type Stage, stagesOf } from '../lib/words.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { type FormState, readForm, refuse } from '../web/forms.ts'
import { announce, wantsFragment } from '../web/htmx.ts'
import { MovedQuery, MoveQuery, StageForm } from './forms.ts'
import { move } from './move.ts'
import { canMoveEnrolments, canReadBoards } from './policy.ts'
import { countBoard, findCard, listBoard, listColumn } from './queries/board.ts'
import { type Enrolment, findEnrolment } from './queries/enrolments.ts'

export const boards = new Hono<StaffEnv>()
export const enrolments = new Hono<StaffEnv>()

const pageSize = 30
const countCap = 1000
const track = '/:track{(?:return|relocation)}' as '/:track'

boards.get('/', allow(canReadBoards), (c) =>
  c.redirect(`${baseOf(c)}/pipelines/${c.var.viewer.centre.tracks[0] ?? 'return'}`, 303),
)

boards.get(track, allow(canReadBoards), async (c) => {
  const { t, viewer, scope } = c.var
  const shown = trackOf(c)
  const { moved, from } = MovedQuery.parse(c.req.query())
  const [card, columns, counts] = await Promise.all([
    moved && from ? findCard(scope.db, scope.centreId, moved) : undefined,
    listBoard(scope.db, scope.centreId, shown, pageSize),
    countBoard(scope.db, scope.centreId, shown, countCap),
  ])
  const page = {
    t,
    base: baseOf(c),
    track: shown,
    tracks: viewer.centre.tracks,
    columns,
    counts,
    cap: countCap,
    today: dayOf(scope.now),
    mayMove: canMoveEnrolments(viewer),
    moved: card && from ? { card, from } : undefined,
  }
  return c.render(<BoardPage {...page} />, {
    title: t(`pipelines.title.${shown}`),
    current: 'pipelines',
    wide: true,
    head: <script src={assetPath('board.js')} defer />,
  })
})

boards.get(`${track}/:stage{[a-z_]+}` as '/:track/:stage', allow(canReadBoards), async (c) => {
  const { t, viewer, scope } = c.var
  const shown = trackOf(c)
  const stage = found(stagesOf(shown).find((known) => known === c.req.param('stage')))
  const { rows, next } = await listColumn(scope.db, scope.centreId, shown, stage, c.req.query('after'), pageSize)
  const column = {
    t,
    base: baseOf(c),
    track: shown,
    stage,
    rows,
    next,
    today: dayOf(scope.now),
    mayMove: canMoveEnrolments(viewer),
  }
  if (wantsFragment(c, `more-${stage}`)) return c.html(<ColumnCards {...column} />)
  return c.render(<ColumnPage {...column} />, { title: t(`stage.${stage}`), current: 'pipelines' })
})

enrolments.get(`/:id{${uuidPattern}}/edit`, allow(canMoveEnrolments), async (c) => {
  const { t, scope } = c.var
  const now = found(await findEnrolment(scope.db, scope.centreId, c.req.param('id')))
  const { version = now.version } = MoveQuery.parse(c.req.query())
  const enrolment = { ...now, version }
  if (wantsFragment(c, `move-${enrolment.id}`)) return c.html(<MoveMenu t={t} base={baseOf(c)} enrolment={enrolment} />)
  return movePage(c, enrolment, 'board')
})

enrolments.post(`/:id{${uuidPattern}}/stage`, allow(canMoveEnrolments), async (c) => {
  const { t, viewer, scope } = c.var
  const base = baseOf(c)
  const enrolment = found(await findEnrolment(scope.db, scope.centreId, c.req.param('id')))
  const form = await readForm(c, StageForm)
  if (!form.ok) return refused(c, enrolment, form)

  const { stage, version, back } = form.data
  const { kind } = await move(scope, viewer.id, enrolment, stage, version)
  if (kind === 'no_such_stage') return refused(c, enrolment, refuse(form.typed, { stage: t('field.choice') }))
  if (wantsFragment(c, 'board-flash')) return movedCard(c, enrolment, stage, kind === 'stale')
  if (kind !== 'stale') {
    const board = `${base}/pipelines/${enrolment.track}?moved=${enrolment.id}&from=${enrolment.stage}`
    return c.redirect(back === 'board' ? board : `${base}/contacts/${enrolment.contact_id}?done=moved`, 303)
  }
  c.status(409)
  const now = found(await findEnrolment(scope.db, scope.centreId, enrolment.id))
  return c.render(<StageConflictPage t={t} base={base} enrolment={now} wanted={stage} />, {
    title: t('pipelines.conflict_title'),
    current: 'pipelines',
  })
})

type StaffContext = Context<StaffEnv>

const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`

/** A pipeline the centre does not work with is as missing as one that does not exist. */
const trackOf = (c: StaffContext) => found(c.var.viewer.centre.tracks.find((known) => known === c.req.param('track')))

const movePage = (c: StaffContext, enrolment: Enrolment, back?: 'board', error?: string) => {
  const { t } = c.var
  const page = { t, base: baseOf(c), enrolment, back, error }
  return c.render(<MovePage {...page} />, { title: t('pipelines.move_to'), current: 'pipelines' })
}

/** Back to the form with what is wrong; a board that asked for its parts puts the card back itself. */
const refused = (c: StaffContext, now: Enrolment, { typed, errors }: FormState) => {
  if (wantsFragment(c, 'board-flash')) throw new HTTPException(422)
  const { version = now.version } = MoveQuery.parse({ version: typed.version })
  c.status(422)
  const sentence = errors.stage ?? c.var.t('field.reload')
  return movePage(c, { ...now, version }, typed.back === 'board' ? 'board' : undefined, sentence)
}

/** The parts of a board after a move by hand: the card as it is now, the counts that changed, the word about it. */
const movedCard = async (c: StaffContext, { id, track, stage: from }: Enrolment, wanted: Stage, isStale: boolean) => {
  const { t, scope } = c.var
  const [shown, counts] = await Promise.all([
    findCard(scope.db, scope.centreId, id),
    countBoard(scope.db, scope.centreId, track, countCap, isStale ? undefined : [from, wanted]),
  ])
  const card = found(shown)
  const part = { t, base: baseOf(c), card, today: dayOf(scope.now) }
  if (isStale) {
    c.status(409)
    announce(
      c,
      t('pipelines.conflict', { name: fullName(card), now: t(`stage.${card.stage}`), wanted: t(`stage.${wanted}`) }),
    )
    return c.html(<CardStays {...part} wanted={wanted} counts={counts} cap={countCap} />)
  }
  announce(c, t('pipelines.moved_card', { name: fullName(card), stage: t(`stage.${card.stage}`) }))
  return c.html(<CardMoved {...part} from={from} counts={counts} cap={countCap} />)
}
