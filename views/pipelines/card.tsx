import { shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import { type CentreStage, isUnderWay, stageOf } from '../../src/lib/stages.ts'
import { dayOf, daysBetween } from '../../src/lib/time.ts'
import type { BoardCard } from '../../src/pipelines/queries/board.ts'
import { StateBadge } from '../components/badge.tsx'
import { remembered } from '../components/remembered.ts'
import { DueBadge } from '../contacts/due.tsx'
import type { StaffT } from '../messages/index.ts'
import { MoveLink } from './move-menu.tsx'

type Props = {
  t: StaffT
  base: string
  stages: readonly CentreStage[]
  card: BoardCard
  today: string
  mayMove: boolean
}

/** A contact on a board: who it is, what comes next, how long they stand here, and where they can be moved. */
export const Card = remembered(
  (props: Props) => <CardAnew {...props} />,
  ({ t, base, stages, card, today, mayMove }) => {
    const { category, clockDays } = stageOf(stages, card.stage) ?? {}
    return [t.lang, base, today, mayMove, category, clockDays, ...Object.values(card)]
  },
  3000,
)

const CardAnew = ({ t, base, stages, card, today, mayMove }: Props) => {
  const stage = stageOf(stages, card.stage)
  return (
    <li
      class="board-card"
      id={`card-${card.id}`}
      data-card={card.id}
      data-version={card.version}
      data-stage={card.stage}
    >
      <h3>
        <a href={`${base}/contacts/${card.contact_id}`}>{fullName(card)}</a>
      </h3>
      {(card.field || card.residence) && (
        <p class="muted">{[card.field, card.residence].filter(Boolean).join(' · ')}</p>
      )}
      <NextStep t={t} stage={stage} card={card} today={today} />
      <Standing t={t} stage={stage} card={card} today={today} />
      {mayMove && <MoveLink t={t} base={base} card={card} />}
    </li>
  )
}

type PartProps = Pick<Props, 't' | 'card' | 'today'> & { stage: CentreStage | undefined }

const NextStep = ({ t, stage, card, today }: PartProps) => {
  if (card.next_step_on) {
    return (
      <p>
        {card.next_step} <DueBadge t={t} on={card.next_step_on} today={today} />
      </p>
    )
  }
  // who is asleep or has come to the end waits for nothing
  if (!isUnderWay(stage?.category)) return null
  return (
    <p>
      <StateBadge tone="waiting">{t('contacts.next_step_none')}</StateBadge>
    </p>
  )
}

/** Over the clock is said with the limit; who rests is told when they will wake. */
const Standing = ({ t, stage, card, today }: PartProps) => {
  if (card.parked_until)
    return <p class="muted">{t('pipelines.parked_until', { day: shortDay(t, card.parked_until) })}</p>
  const days = daysBetween(dayOf(card.stage_since), today)
  const limit = stage?.clockDays ?? null
  if (limit === null || days <= limit) return <p class="muted">{t('pipelines.in_stage', { days })}</p>
  return (
    <p>
      <StateBadge tone="bad" icon="clock">
        {t('pipelines.over_clock', { days, limit })}
      </StateBadge>
    </p>
  )
}
