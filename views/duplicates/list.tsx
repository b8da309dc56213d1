import type { Reason } from '../../src/contacts/matching/score.ts'
import type { ComparedContact } from '../../src/contacts/queries/matching.ts'
import { shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import { StateBadge } from '../components/badge.tsx'
import { ButtonLink, PostButton } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { type Column, Table } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'
import { Decided } from './decided.tsx'
import { Reasons } from './reasons.tsx'

type ListedPair = { one: ComparedContact; other: ComparedContact; score: number; isSure: boolean; reasons: Reason[] }
type DuplicateListProps = {
  t: StaffT
  base: string
  pairs: ListedPair[]
  next: string | undefined
  count: number
  /** no further than this was counted */
  most: number
  /** names more people bear than `most` are compared only where more is alike */
  scan: { scanned_at: Date; common_names: number; most: number } | undefined
  done: 'merged' | 'dismissed' | undefined
  mergeId: string | undefined
  mayMerge: boolean
}

/** Who may be one person, the most certain first. */
export const DuplicateListPage = (props: DuplicateListProps) => {
  const { t, base, pairs, next, count, most, done, mergeId, mayMerge } = props
  return (
    <>
      <PageHead
        title={t('duplicates.title')}
        lead={t('duplicates.lead')}
        back={{ href: `${base}/contacts`, label: t('contacts.title') }}
        actions={
          mayMerge && (
            <PostButton kind="secondary" action={`${base}/duplicates/scan`}>
              {t('duplicates.scan')}
            </PostButton>
          )
        }
      />
      <Decided {...{ t, base, done, mergeId }} />
      <Table
        caption={t('duplicates.title')}
        captionHidden
        rows={pairs}
        columns={columnsOf(t, base)}
        empty={<EmptyState title={t('duplicates.none')}>{t('duplicates.none_text')}</EmptyState>}
      />
      <Pager
        t={t}
        label={t('duplicates.title')}
        {...(pairs.length > 0 ? { summary: countText(t, count, most) } : {})}
        {...(next ? { nextHref: `${base}/duplicates?after=${next}` } : {})}
      />
      <p class="muted">{scannedText(props)}</p>
    </>
  )
}

/** So that nobody believes that all were compared by name. */
const scannedText = ({ t, scan }: DuplicateListProps) => {
  if (!scan) return t('duplicates.not_scanned')
  const { common_names: count, most } = scan
  const common = count > 0 ? ` ${t('duplicates.common', { count, most })}` : ''
  return `${t('duplicates.scanned', { day: shortDay(t, scan.scanned_at) })}${common}`
}

const countText = (t: StaffT, count: number, most: number) =>
  count >= most ? t('duplicates.count_more', { count }) : t('duplicates.count', { count })

const columnsOf = (t: StaffT, base: string): Column<ListedPair>[] => [
  {
    key: 'who',
    label: t('duplicates.who'),
    header: true,
    cell: ({ one, other }) => `${fullName(one)} – ${fullName(other)}`,
  },
  { key: 'why', label: t('duplicates.why'), cell: ({ reasons }) => <Reasons t={t} reasons={reasons} /> },
  {
    key: 'sure',
    label: t('duplicates.how_sure'),
    cell: ({ isSure }) => (
      <StateBadge tone={isSure ? 'waiting' : 'neutral'}>
        {t(isSure ? 'duplicates.sure' : 'duplicates.likely')}
      </StateBadge>
    ),
  },
  {
    key: 'compare',
    label: t('duplicates.compare'),
    labelHidden: true,
    cell: ({ one, other }) => (
      <ButtonLink kind="secondary" size="small" href={`${base}/duplicates/${one.id}/with/${other.id}?row=1`}>
        {t('duplicates.compare')}
        <span class="visually-hidden">
          : {t('duplicates.compare_two', { one: fullName(one), other: fullName(other) })}
        </span>
      </ButtonLink>
    ),
  },
]
