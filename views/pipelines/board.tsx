import { wholeNumber } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import type { Page } from '../../src/lib/paging.ts'
import { type Stage, stagesOf, type Track } from '../../src/lib/words.ts'
import type { BoardCard } from '../../src/pipelines/queries/board.ts'
import { PostButton } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Tabs } from '../components/tabs.tsx'
import type { StaffT } from '../messages/index.ts'
import { Card } from './card.tsx'

export type BoardProps = {
  t: StaffT
  base: string
  track: Track
  tracks: readonly Track[]
  columns: Map<Stage, Page<BoardCard>>
  counts: Map<Stage, number>
  cap: number
  today: string
  mayMove: boolean
  moved?: { card: BoardCard; from: Stage } | undefined
}

export const BoardPage = (props: BoardProps) => {
  const { t, base, track, tracks, counts, moved, mayMove } = props
  const isEmpty = [...counts.values()].every((count) => count === 0)
  return (
    <>
      <PageHead title={t(`pipelines.title.${track}`)} lead={mayMove ? <Lead t={t} /> : undefined} />
      {tracks.length > 1 && (
        <Tabs
          label={t('contacts.track')}
          tabs={tracks.map((each) => ({
            href: `${base}/pipelines/${each}`,
            label: t(`track.${each}`),
            current: each === track,
          }))}
        />
      )}
      <div id="board-flash">{moved && <Moved t={t} base={base} {...moved} />}</div>
      {isEmpty && <EmptyState title={t('pipelines.empty')}>{t('pipelines.empty_text')}</EmptyState>}
      <section
        class="board"
        data-board={mayMove ? `${base}/enrolments` : undefined}
        tabindex={0}
        aria-label={t(`pipelines.title.${track}`)}
      >
        {stagesOf(track).map((stage) => (
          <Column {...props} stage={stage} />
        ))}
      </section>
    </>
  )
}

/** Who has a finger and no keys is told of the menu alone. */
const Lead = ({ t }: { t: StaffT }) => (
  <>
    <span class="with-keys">{t('pipelines.lead')}</span>
    <span class="with-finger">{t('pipelines.lead_touch')}</span>
  </>
)

const Column = ({ stage, ...props }: BoardProps & { stage: Stage }) => {
  const { t, base, track, columns, counts, cap } = props
  const { rows, next } = columns.get(stage) ?? { rows: [], next: undefined }
  return (
    <section class="board-column" aria-labelledby={`column-${stage}`} data-stage={stage}>
      <h2 id={`column-${stage}`}>
        <a href={`${base}/contacts?track=${track}&stage=${stage}`}>{t(`stage.${stage}`)}</a>
        <ColumnCount t={t} stage={stage} count={counts.get(stage) ?? 0} cap={cap} />
      </h2>
      <ol class="board-cards" data-cards={stage} data-rows>
        <ColumnCards {...props} stage={stage} rows={rows} next={next} />
      </ol>
    </section>
  )
}

export const ColumnCount = ({ t, stage, count, cap }: { t: StaffT; stage: Stage; count: number; cap: number }) => (
  <span class="count" id={`count-${stage}`}>
    {count > cap ? `${wholeNumber(t, cap)}+` : wholeNumber(t, count)}
  </span>
)

type CardsProps = Pick<BoardProps, 't' | 'base' | 'track' | 'today' | 'mayMove'> & {
  stage: Stage
  rows: BoardCard[]
  next: string | undefined
}

/** Cards of a column and the way to more of them, which takes the place of its own link. */
export const ColumnCards = ({ t, base, track, today, mayMove, stage, rows, next }: CardsProps) => (
  <>
    {rows.map((card) => (
      <Card t={t} base={base} card={card} today={today} mayMove={mayMove} />
    ))}
    {next && (
      <li id={`more-${stage}`} class="board-more">
        <a
          class="button button-quiet button-small"
          href={`${base}/pipelines/${track}/${stage}?after=${next}`}
          hx-get={`${base}/pipelines/${track}/${stage}?after=${next}`}
          hx-target={`#more-${stage}`}
          hx-swap="outerHTML"
        >
          {t('pipelines.more')}
        </a>
      </li>
    )}
  </>
)

/** What was moved, with the way back. */
export const Moved = ({ t, base, card, from }: { t: StaffT; base: string; card: BoardCard; from: Stage }) => (
  <Flash
    tone="good"
    action={
      <PostButton
        action={`${base}/enrolments/${card.id}/stage`}
        fields={{ stage: from, version: card.version, back: 'board' }}
        kind="secondary"
        size="small"
      >
        {t('common.undo')}
      </PostButton>
    }
  >
    {t('pipelines.moved_card', { name: fullName(card), stage: t(`stage.${card.stage}`) })}
  </Flash>
)

export const ColumnPage = (props: CardsProps) => {
  const { t, base, track, stage } = props
  return (
    <>
      <PageHead
        title={t(`stage.${stage}`)}
        back={{ href: `${base}/pipelines/${track}`, label: t(`pipelines.title.${track}`) }}
      />
      <h2 class="visually-hidden">{t('contacts.title')}</h2>
      <ol class="board-cards">
        <ColumnCards {...props} />
      </ol>
    </>
  )
}
