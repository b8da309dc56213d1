import type { Context } from 'hono'
import { AskedInDialog, AskedPage, type AskedProps, sentenceOf } from '../../views/pipelines/asked.tsx'
import { StageConflictPage } from '../../views/pipelines/conflict.tsx'
import { MovePage } from '../../views/pipelines/move-menu.tsx'
import { CardAsked, CardMoved, CardStays } from '../../views/pipelines/moved.tsx'
import { fullName } from '../lib/names.ts'
import { type CentreStage, stageName } from '../lib/stages.ts'
import { dayOf } from '../lib/time.ts'
import type { Stage, Track } from '../lib/words.ts'
import { found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { announce } from '../web/htmx.ts'
import type { Viewer } from '../web/viewer.ts'
import { BoardQuery } from './forms.ts'
import type { ParkingFaults } from './parking.ts'
import { type BoardFilter, countBoard, findCard } from './queries/board.ts'
import { type Enrolment, findEnrolment } from './queries/enrolments.ts'

/** The pages and the parts of a board that a move ends on. */
export type StaffContext = Context<StaffEnv>

export const countCap = 1000

/** `me` in an address is whoever opens it. */
export const filterIn = (viewer: Viewer, { owner, q }: BoardFilter): BoardFilter => ({
  owner: owner === 'me' ? viewer.id : owner,
  q,
})

export const columnsOf = (stages: readonly CentreStage[], track: Track) => {
  const onTrack = stages.filter((stage) => stage.track === track)
  return { inUse: onTrack.filter(({ retired }) => !retired), retired: onTrack.filter(({ retired }) => retired) }
}

export const movePage = (c: StaffContext, enrolment: Enrolment, back?: 'board', error?: string) => {
  const { t } = c.var
  const page = { ...partsIn(c), enrolment, back, error }
  return c.render(<MovePage {...page} />, { title: t('pipelines.move_to'), current: 'pipelines' })
}

type Question = Pick<AskedProps, 'asked' | 'missing' | 'typed' | 'errors' | 'wanted' | 'back'>

/** What is still asked for, as a page. */
export const askedPage = (c: StaffContext, enrolment: Enrolment, question: Question) => {
  const page = { ...partsIn(c), today: dayOf(c.var.scope.now), enrolment, ...question }
  return c.render(<AskedPage {...page} />, { title: c.var.t('pipelines.move_to'), current: 'pipelines' })
}

/** The same for a board: it puts the card back, says why, and opens its dialog with the question. */
export const askedCard = (c: StaffContext, enrolment: Enrolment, question: Question) => {
  const props = { ...partsIn(c), today: dayOf(c.var.scope.now), enrolment, ...question }
  c.status(422)
  announce(c, sentenceOf(props))
  return c.html(
    <CardAsked sentence={question.asked === 'unready' ? sentenceOf(props) : undefined}>
      <AskedInDialog {...props} />
    </CardAsked>,
  )
}

/** Somebody was faster: where the contact is now, and the way on from there. */
export const conflictPage = async (c: StaffContext, { id }: Enrolment, wanted: Stage) => {
  const { t, scope } = c.var
  c.status(409)
  const now = found(await findEnrolment(scope.db, scope.centreId, id))
  return c.render(<StageConflictPage {...partsIn(c)} enrolment={now} wanted={wanted} />, {
    title: t('pipelines.conflict_title'),
    current: 'pipelines',
  })
}

/** The parts of a board after a move by hand: the card as it is now, the counts that changed, the word about it. */
export const movedCard = async (c: StaffContext, enrolment: Enrolment, typed: Record<string, string>) => {
  const { t, stages } = partsIn(c)
  const { id, stage: from } = enrolment
  const { card, counts, ...part } = await cardNow(c, id, enrolment.track, typed, [from, typed.stage ?? ''])
  announce(c, t('pipelines.moved_card', { name: fullName(card), stage: stageName(stages, card.stage) }))
  return c.html(<CardMoved {...part} card={card} from={from} counts={counts} cap={countCap} />)
}

export const stayingCard = async (c: StaffContext, { id, track }: Enrolment, typed: Record<string, string>) => {
  const { t, stages } = partsIn(c)
  const wanted = typed.stage ?? ''
  const all = columnsOf(stages, track).inUse.map(({ code }) => code)
  const { card, counts, ...part } = await cardNow(c, id, track, typed, all)
  c.status(409)
  const said = { name: fullName(card), now: stageName(stages, card.stage), wanted: stageName(stages, wanted) }
  announce(c, t('pipelines.conflict', said))
  return c.html(<CardStays {...part} card={card} wanted={wanted} counts={counts} cap={countCap} />)
}

/** What is wrong with a rest, in words beside its fields. */
export const faultsSaid = (t: StaffContext['var']['t'], faults: ParkingFaults) =>
  Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, t(`parking.fault.${fault}`)]))

export const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`

const partsIn = (c: StaffContext) => ({ t: c.var.t, base: baseOf(c), stages: c.var.viewer.centre.stages })

/** The board says with each move whose cards it shows. */
const cardNow = async (
  c: StaffContext,
  id: string,
  track: Track,
  typed: Record<string, string>,
  counted: readonly Stage[],
) => {
  const { viewer, scope } = c.var
  const filter = filterIn(viewer, BoardQuery.parse(typed))
  const [card, counts] = await Promise.all([
    findCard(scope.db, scope.centreId, id),
    countBoard(scope.db, scope.centreId, track, counted, filter, countCap),
  ])
  const none = counted.map((stage) => [stage, 0] as const)
  return { ...partsIn(c), card: found(card), counts: new Map([...none, ...counts]), today: dayOf(scope.now) }
}
