import { fullName } from '../../src/lib/names.ts'
import type { Page } from '../../src/lib/paging.ts'
import { type CentreStage, stageName } from '../../src/lib/stages.ts'
import type { Stage, Track } from '../../src/lib/words.ts'
import type { BoardCard } from '../../src/pipelines/queries/board.ts'
import { ButtonLink, IconButton, PostButton } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Tabs } from '../components/tabs.tsx'
import type { StaffT } from '../messages/index.ts'
import { BoardFilters } from './board-filters.tsx'
import { Column } from './column.tsx'

export type BoardProps = {
  t: StaffT
  base: string
  track: Track
  tracks: readonly Track[]
  /** all of the centre */
  stages: readonly CentreStage[]
  /** those with a column here */
  shown: readonly CentreStage[]
  columns: Map<Stage, Page<BoardCard>>
  counts: Map<Stage, number>
  cap: number
  today: string
  mayMove: boolean
  /** as in the address: `me` is whoever asks */
  filter: { owner?: string | undefined; q: string }
  owners: readonly { id: string; name: string }[]
  moved?: { card: BoardCard; from: Stage } | undefined
}

export const BoardPage = (props: BoardProps) => {
  const { t, base, track, stages, shown, counts, moved, mayMove, filter } = props
  const isEmpty = [...counts.values()].every((count) => count === 0)
  const isFiltered = filter.owner !== undefined || filter.q !== ''
  return (
    <>
      <PageHead
        title={t(`pipelines.title.${track}`)}
        lead={mayMove ? <Lead t={t} /> : undefined}
        actions={
          <>
            <ButtonLink kind="secondary" icon="clock" href={`${base}/pipelines/${track}/parked`}>
              {t('pipelines.parked')}
            </ButtonLink>
            <ButtonLink kind="secondary" icon="chart" href={`${base}/pipelines/${track}/flow`}>
              {t('pipelines.flow')}
            </ButtonLink>
          </>
        }
      />
      <TrackTabs {...props} />
      <BoardFilters {...props} isFiltered={isFiltered} />
      <div id="board-flash">{moved && <Moved t={t} base={base} stages={stages} {...moved} />}</div>
      {isEmpty && !isFiltered && <EmptyState title={t('pipelines.empty')}>{t('pipelines.empty_text')}</EmptyState>}
      {isEmpty && isFiltered && (
        <EmptyState title={t('pipelines.nobody_passes')} icon="search">
          {t('pipelines.nobody_passes_text')}
        </EmptyState>
      )}
      <StageSwitch t={t} shown={shown} />
      <section
        class="board"
        data-board={mayMove ? `${base}/enrolments` : undefined}
        tabindex={0}
        aria-label={t(`pipelines.title.${track}`)}
      >
        {shown.map((stage) => (
          <Column {...props} stage={stage} />
        ))}
      </section>
      {mayMove && <MoveDialog t={t} />}
    </>
  )
}

const TrackTabs = ({ t, base, track, tracks }: BoardProps) =>
  tracks.length > 1 ? (
    <Tabs
      label={t('contacts.track')}
      tabs={tracks.map((each) => ({
        href: `${base}/pipelines/${each}`,
        label: t(`track.${each}`),
        current: each === track,
      }))}
    />
  ) : null

/** On a phone one column fills the screen; this goes to another. */
const StageSwitch = ({ t, shown }: Pick<BoardProps, 't' | 'shown'>) => (
  <nav class="board-switch" aria-label={t('pipelines.switch')}>
    {shown.map(({ code, name }) => (
      <a href={`#in-${code}`}>{name}</a>
    ))}
  </nav>
)

/** Where the board asks what a move still needs. */
const MoveDialog = ({ t }: { t: StaffT }) => (
  <dialog class="dialog move-dialog" id="move-dialog" aria-labelledby="move-dialog-title">
    <form class="move-dialog-close" method="dialog">
      <IconButton label={t('common.close')} icon="cross" type="submit" />
    </form>
    <div id="move-dialog-body" />
  </dialog>
)

/** Who has a finger and no keys is told of the menu alone. */
const Lead = ({ t }: { t: StaffT }) => (
  <>
    <span class="with-keys">{t('pipelines.lead')}</span>
    <span class="with-finger">{t('pipelines.lead_touch')}</span>
  </>
)

type MovedProps = { t: StaffT; base: string; stages: readonly CentreStage[]; card: BoardCard; from: Stage }

/** What was moved, with the way back. */
export const Moved = ({ t, base, stages, card, from }: MovedProps) => (
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
    {t('pipelines.moved_card', { name: fullName(card), stage: stageName(stages, card.stage) })}
  </Flash>
)
