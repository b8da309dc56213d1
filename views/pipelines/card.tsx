import { fullName } from '../../src/lib/names.ts'
import { type Stage, stageCategories } from '../../src/lib/words.ts'
import type { BoardCard } from '../../src/pipelines/queries/board.ts'
import { StateBadge } from '../components/badge.tsx'
import { remembered } from '../components/remembered.ts'
import { DueBadge } from '../contacts/due.tsx'
import type { StaffT } from '../messages/index.ts'
import { MoveLink } from './move-menu.tsx'

type Props = { t: StaffT; base: string; card: BoardCard; today: string; mayMove: boolean }

/** A contact on a board: who it is, what comes next, and where it can be moved without dragging. */
export const Card = ({ t, base, card, today, mayMove }: Props) => (
  <li class="board-card" id={`card-${card.id}`} data-card={card.id} data-version={card.version} data-stage={card.stage}>
    <h3>
      <a href={`${base}/contacts/${card.contact_id}`}>{fullName(card)}</a>
    </h3>
    {(card.field || card.residence) && <p class="muted">{[card.field, card.residence].filter(Boolean).join(' · ')}</p>}
    <NextStep t={t} card={card} today={today} />
    {mayMove && <MoveLink t={t} base={base} card={card} />}
  </li>
)

const NextStep = ({ t, card, today }: { t: StaffT; card: BoardCard; today: string }) => {
  if (card.next_step_on) {
    return (
      <p>
        {card.next_step} <DueBadge t={t} on={card.next_step_on} today={today} />
      </p>
    )
  }
  if (!needsNextStep(card.stage)) return null
  return <p>{None({ t })}</p>
}

/** Said on most cards of a board. */
const None = remembered(
  ({ t }: { t: StaffT }) => <StateBadge tone="waiting">{t('contacts.next_step_none')}</StateBadge>,
  ({ t }) => [t.lang],
)

/** Who is asleep or has come to the end waits for nothing. */
const needsNextStep = (stage: Stage) => stageCategories[stage] === 'open'
