import { wholeNumber } from '../../src/lib/format.ts'
import { type CentreStage, stageName } from '../../src/lib/stages.ts'
import type { Stage } from '../../src/lib/words.ts'
import type { BoardCard } from '../../src/pipelines/queries/board.ts'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import type { BoardProps } from './board.tsx'
import { Card } from './card.tsx'

export const Column = ({ stage, ...props }: BoardProps & { stage: CentreStage }) => {
  const { t, base, track, columns, counts, cap } = props
  const { code, name, retired } = stage
  const { rows, next } = columns.get(code) ?? { rows: [], next: undefined }
  return (
    <section class="board-column" id={`in-${code}`} aria-labelledby={`column-${code}`} data-stage={code}>
      <h2 id={`column-${code}`}>
        <a href={`${base}/contacts?track=${track}&stage=${code}`}>
          {name}
          {retired && ` (${t('pipelines.retired')})`}
        </a>
        <ColumnCount t={t} stage={code} count={counts.get(code) ?? 0} cap={cap} />
      </h2>
      <ol class="board-cards" data-cards={code} data-closed={retired || undefined} data-rows>
        <ColumnCards {...props} stage={code} rows={rows} next={next} />
      </ol>
    </section>
  )
}

export const ColumnCount = ({ t, stage, count, cap }: { t: StaffT; stage: Stage; count: number; cap: number }) => (
  <span class="count" id={`count-${stage}`}>
    {count > cap ? `${wholeNumber(t, cap)}+` : wholeNumber(t, count)}
  </span>
)

type CardsProps = Pick<BoardProps, 't' | 'base' | 'track' | 'stages' | 'today' | 'mayMove' | 'filter'> & {
  stage: Stage
  rows: BoardCard[]
  next: string | undefined
}

/** Cards of a column and the way to more of them, which takes the place of its own link. */
export const ColumnCards = ({ t, base, track, stages, today, mayMove, filter, stage, rows, next }: CardsProps) => {
  const more = next && `${base}/pipelines/${track}/${stage}?${addressOf(filter, next)}`
  return (
    <>
      {rows.map((card) => (
        <Card t={t} base={base} stages={stages} card={card} today={today} mayMove={mayMove} />
      ))}
      {more && (
        <li id={`more-${stage}`} class="board-more">
          <a
            class="button button-quiet button-small"
            href={more}
            hx-get={more}
            hx-target={`#more-${stage}`}
            hx-swap="outerHTML"
          >
            {t('pipelines.more')}
          </a>
        </li>
      )}
    </>
  )
}

const addressOf = ({ owner, q }: BoardProps['filter'], after: string) =>
  new URLSearchParams({ ...(owner ? { owner } : {}), ...(q ? { q } : {}), after }).toString()

export const ColumnPage = (props: CardsProps) => {
  const { t, base, track, stages, stage } = props
  return (
    <>
      <PageHead
        title={stageName(stages, stage)}
        back={{ href: `${base}/pipelines/${track}`, label: t(`pipelines.title.${track}`) }}
      />
      <h2 class="visually-hidden">{t('contacts.title')}</h2>
      <ol class="board-cards">
        <ColumnCards {...props} />
      </ol>
    </>
  )
}
