import { shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import type { ObligationShow } from '../../src/obligations/forms.ts'
import type { ListedObligation } from '../../src/obligations/queries/obligations.ts'
import { StateBadge } from '../components/badge.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { type Column, Table } from '../components/table.tsx'
import { Tabs } from '../components/tabs.tsx'
import type { StaffT } from '../messages/index.ts'

type ObligationListProps = {
  t: StaffT
  base: string
  show: ObligationShow
  rows: ListedObligation[]
  next: string | undefined
  today: string
}

/** Who is to come back for a stipend, the most urgent first. */
export const ObligationListPage = ({ t, base, show, rows, next, today }: ObligationListProps) => {
  const path = `${base}/obligations`
  return (
    <>
      <PageHead
        title={t('obligations.title')}
        lead={t('obligations.lead')}
        back={{ href: `${base}/contacts`, label: t('contacts.title') }}
      />
      <Tabs
        label={t('obligations.show')}
        tabs={(['open', 'closed'] as const).map((one) => ({
          href: `${path}?show=${one}`,
          label: t(`obligations.show.${one}`),
          current: one === show,
        }))}
      />
      <Table
        caption={t('obligations.title')}
        captionHidden
        rows={rows}
        columns={columnsOf(t, base, show, today)}
        empty={
          <EmptyState icon="path" title={t(show === 'open' ? 'obligations.none' : 'obligations.none_closed')}>
            {t('obligations.none_text')}
          </EmptyState>
        }
      />
      {next && <Pager t={t} label={t('obligations.title')} nextHref={`${path}?show=${show}&after=${next}`} />}
    </>
  )
}

const columnsOf = (t: StaffT, base: string, show: ObligationShow, today: string): Column<ListedObligation>[] => [
  {
    key: 'who',
    label: t('obligations.who'),
    header: true,
    cell: (row) => <a href={`${base}/contacts/${row.contact_id}#obligations`}>{fullName(row)}</a>,
  },
  { key: 'agreement', label: t('obligations.agreement'), cell: ({ agreement }) => agreement || '–' },
  {
    key: 'years',
    label: t('obligations.years'),
    numeric: true,
    cell: ({ years_owed }) => years_owed.toLocaleString(t.lang),
  },
  { key: 'start_by', label: t('obligations.start_by'), cell: ({ start_by }) => shortDay(t, start_by) },
  { key: 'course', label: t('obligations.course'), cell: (row) => courseOf(t, row, today) },
  show === 'open'
    ? { key: 'owner', label: t('obligations.owner'), cell: ({ owner_name }) => owner_name ?? t('contacts.nobody') }
    : {
        key: 'closed_on',
        label: t('obligations.closed_on'),
        cell: ({ closed_on }) => (closed_on ? shortDay(t, closed_on) : ''),
      },
]

const courseOf = (t: StaffT, { state, start_by, served_on }: ListedObligation, today: string) => {
  if (state !== 'open') return t(`obligations.closed.${state}`)
  if (served_on && served_on <= today)
    return <StateBadge tone="waiting">{t('obligations.served_already', { day: shortDay(t, served_on) })}</StateBadge>
  if (served_on)
    return <StateBadge tone="good">{t('obligations.serves_until', { day: shortDay(t, served_on) })}</StateBadge>
  return start_by < today ? (
    <StateBadge tone="bad">{t('obligations.late')}</StateBadge>
  ) : (
    <StateBadge tone="waiting">{t('obligations.to_come')}</StateBadge>
  )
}
