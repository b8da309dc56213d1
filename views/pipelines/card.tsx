import { fullName } from '../../src/lib/names.ts'
import { type Stage, stageCategories, type Track } from '../../src/lib/words.ts'
import type { BoardCard } from '../../src/pipelines/queries/board.ts'
import { StateBadge } from '../components/badge.tsx'
import { DueBadge } from '../contacts/due.tsx'
import type { StaffT } from '../messages/index.ts'
import { MoveForm } from './move-form.tsx'

type Props = { t: StaffT; base: string; track: Track; card: BoardCard; today: string; mayMove: boolean }

/** A contact on a board: who it is, what comes next, and where it can be moved without dragging. */
export const Card = ({ t, base, track, card, today, mayMove }: Props) => (
  <li class="board-card" id={`card-${card.id}`} data-card={card.id} data-version={card.version} data-stage={card.stage}>
    <h3>
      <a href={`${base}/contacts/${card.contact_id}`}>{fullName(card)}</a>
    </h3>
    {(card.field || card.residence) && <p class="muted">{[card.field, card.residence].filter(Boolean).join(' · ')}</p>}
    <NextStep t={t} card={card} today={today} />
    {mayMove && (
      <details class="menu" data-menu>
        <summary class="button button-quiet button-small">
          {t('pipelines.move_to')}
          <span class="visually-hidden"> {fullName(card)}</span>
        </summary>
        <div class="menu-panel">
          <MoveForm t={t} base={base} enrolment={{ ...card, track }} back="board" labelHidden />
        </div>
      </details>
    )}
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
  return (
    <p>
      <StateBadge tone="waiting">{t('contacts.next_step_none')}</StateBadge>
    </p>
  )
}

/** Who is asleep or has come to the end waits for nothing. */
const needsNextStep = (stage: Stage) => stageCategories[stage] === 'open'
