import { shortDay, wholeNumber } from '../../src/lib/format.ts'
import type { SurveyListed } from '../../src/surveys/queries/surveys.ts'
import type { SurveyState } from '../../src/surveys/wave.ts'
import { StateBadge, type Tone } from '../components/badge.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { type Column, Table } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'

type Listed = Omit<SurveyListed, 'waiting'> & { received: number } & { state: SurveyState }
export type SurveyListProps = { t: StaffT; base: string; surveys: Listed[] }

export const SurveyListPage = ({ t, base, surveys }: SurveyListProps) => (
  <>
    <PageHead title={t('surveys.title')} />
    <Table
      caption={t('surveys.list')}
      captionHidden
      rows={surveys}
      columns={columns(t, base)}
      empty={
        <EmptyState title={t('surveys.empty')} icon="chart">
          {t('surveys.empty_text')}
        </EmptyState>
      }
    />
  </>
)

const columns = (t: StaffT, base: string): Column<Listed>[] => [
  {
    key: 'title',
    label: t('surveys.name'),
    header: true,
    cell: ({ slug, title }) => <a href={`${base}/surveys/${slug}`}>{title}</a>,
  },
  { key: 'state', label: t('surveys.state'), cell: ({ state }) => <SurveyBadge t={t} state={state} /> },
  {
    key: 'period',
    label: t('surveys.period'),
    cell: ({ opens_at, closes_at }) => `${shortDay(t, opens_at)} – ${shortDay(t, closes_at)}`,
  },
  { key: 'received', label: t('surveys.received'), numeric: true, cell: ({ received }) => receivedIn(t, received) },
  { key: 'counted', label: t('surveys.counted'), numeric: true, cell: ({ counted }) => wholeNumber(t, counted) },
  {
    key: 'results',
    label: t('surveys.results'),
    labelHidden: true,
    print: false,
    cell: ({ slug, title }) => (
      <a href={`${base}/surveys/${slug}/results`}>
        {t('surveys.results')}
        <span class="visually-hidden"> {title}</span>
      </a>
    ),
  },
]

/** How many came is told in steps, so it is "at least". */
export const receivedIn = (t: StaffT, received: number): string =>
  received === 0 ? t('surveys.received_few') : t('surveys.received_at_least', { count: received })

export const SurveyBadge = ({ t, state }: { t: StaffT; state: SurveyState }) => (
  <StateBadge tone={tones[state]}>{t(`surveys.state.${state}`)}</StateBadge>
)

const tones: Record<SurveyState, Tone> = { draft: 'waiting', planned: 'info', open: 'good', closed: 'neutral' }
