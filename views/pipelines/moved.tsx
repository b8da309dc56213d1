import type { Child } from 'hono/jsx'
import { fullName } from '../../src/lib/names.ts'
import { type CentreStage, stageName } from '../../src/lib/stages.ts'
import type { Stage, Track } from '../../src/lib/words.ts'
import type { BoardCard } from '../../src/pipelines/queries/board.ts'
import { Flash } from '../components/flash.tsx'
import type { StaffT } from '../messages/index.ts'
import { Moved } from './board.tsx'
import { Card } from './card.tsx'
import { ColumnCount } from './column.tsx'

type Part = {
  t: StaffT
  base: string
  stages: readonly CentreStage[]
  card: BoardCard & { track: Track }
  today: string
}

/** The answer to a card put down somewhere else: the word with its way back, the card anew, the two counts. */
export const CardMoved = ({
  t,
  base,
  stages,
  card,
  today,
  from,
  counts,
  cap,
}: Part & { from: Stage; counts: Map<Stage, number>; cap: number }) => (
  <>
    <Moved t={t} base={base} stages={stages} card={card} from={from} />
    <hx-partial hx-target={`#card-${card.id}`} hx-swap="outerHTML">
      <Card t={t} base={base} stages={stages} card={card} today={today} mayMove />
    </hx-partial>
    {[from, card.stage].map((stage) => (
      <hx-partial hx-target={`#count-${stage}`} hx-swap="outerHTML">
        <ColumnCount t={t} stage={stage} count={counts.get(stage) ?? 0} cap={cap} />
      </hx-partial>
    ))}
  </>
)

/** Somebody was faster: the card goes where it really is, the reason is said, and all columns are counted anew. */
export const CardStays = ({
  t,
  base,
  stages,
  card,
  today,
  wanted,
  counts,
  cap,
}: Part & { wanted: Stage; counts: Map<Stage, number>; cap: number }) => (
  <>
    <Flash tone="bad" title={t('pipelines.conflict_title')}>
      {t('pipelines.conflict', {
        name: fullName(card),
        now: stageName(stages, card.stage),
        wanted: stageName(stages, wanted),
      })}
    </Flash>
    <hx-partial hx-target={`#card-${card.id}`} hx-swap="outerHTML">
      <Card t={t} base={base} stages={stages} card={card} today={today} mayMove />
    </hx-partial>
    {[...counts.keys()].map((stage) => (
      <hx-partial hx-target={`#count-${stage}`} hx-swap="outerHTML">
        <ColumnCount t={t} stage={stage} count={counts.get(stage) ?? 0} cap={cap} />
      </hx-partial>
    ))}
  </>
)

/** The card goes back, and what is still asked for comes into the board's dialog. */
export const CardAsked = ({ sentence, children }: { sentence: string | undefined; children: Child }) => (
  <>
    {sentence && <Flash tone="bad">{sentence}</Flash>}
    <hx-partial hx-target="#move-dialog-body" hx-swap="innerHTML">
      {children}
    </hx-partial>
  </>
)
