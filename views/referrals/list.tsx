import { shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import type { ReferralState } from '../../src/lib/words.ts'
import type { HandOver } from '../../src/referrals/queries/hand-overs.ts'
import type { ReferralLine } from '../../src/referrals/queries/referrals.ts'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { SelectField } from '../components/field.tsx'
import { Filters } from '../components/filters.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { type Column, Table } from '../components/table.tsx'
import { Tabs } from '../components/tabs.tsx'
import type { StaffT } from '../messages/index.ts'
import { LetterBadge, OverdueBadge, ReferralBadge } from './state.tsx'

type ListedState = Exclude<ReferralState, 'opened'>

export type ReferralListProps = {
  t: StaffT
  base: string
  today: string
  states: readonly ListedState[]
  state: ListedState | undefined
  box: 'incoming' | undefined
  letters: HandOver[]
  referrals: ReferralLine[]
  next: string | undefined
  isFirst: boolean
  mayAnswer: boolean
}

export const ReferralListPage = (props: ReferralListProps) => {
  const { t, base, box, state, next, isFirst } = props
  const address = `${base}/referrals`
  const query = { ...(state ? { state } : {}), ...(box ? { box } : {}) }
  return (
    <>
      <PageHead title={t('referrals.title')} lead={t('referrals.lead')} />
      <Tabs
        label={t('referrals.box')}
        tabs={[
          { href: address, label: t('referrals.sent_box'), current: box === undefined },
          { href: `${address}?box=incoming`, label: t('referrals.incoming_box'), current: box === 'incoming' },
        ]}
      />
      {box === 'incoming' ? <Incoming {...props} /> : <Sent {...props} />}
      <Pager
        t={t}
        {...(isFirst ? {} : { firstHref: `${address}?${new URLSearchParams(query)}` })}
        {...(next ? { nextHref: `${address}?${new URLSearchParams({ ...query, after: next })}` } : {})}
      />
    </>
  )
}

const Sent = (props: ReferralListProps) => {
  const { t, base, today, states, state, letters, referrals, isFirst } = props
  return (
    <>
      {isFirst && letters.length > 0 && (
        <Card title={t('referrals.incoming')} highlight>
          <Table caption={t('referrals.incoming')} captionHidden rows={letters} columns={letterColumns(t, base)} />
        </Card>
      )}
      <Filters
        t={t}
        label={t('referrals.filter')}
        action={`${base}/referrals`}
        {...(state ? { clearHref: `${base}/referrals` } : {})}
      >
        <SelectField
          t={t}
          name="state"
          label={t('referrals.state')}
          empty={t('referrals.any')}
          value={state ?? ''}
          options={states.map((known) => ({ value: known, label: t(`referral_state.${known}`) }))}
        />
      </Filters>
      <Table
        caption={t('referrals.list')}
        captionHidden
        rows={referrals}
        columns={columns(t, base, today)}
        empty={
          state ? (
            <EmptyState title={t('referrals.none_in_state')} icon="arrow-right" />
          ) : (
            <EmptyState title={t('referrals.empty')} icon="arrow-right">
              {t('referrals.empty_text')}
            </EmptyState>
          )
        }
      />
    </>
  )
}

const Incoming = ({ t, base, letters }: ReferralListProps) => (
  <Table
    caption={t('referrals.incoming')}
    captionHidden
    rows={letters}
    columns={letterColumns(t, base)}
    empty={<EmptyState title={t('referrals.incoming_empty')} icon="people" />}
  />
)

const columns = (t: StaffT, base: string, today: string): Column<ReferralLine>[] => [
  {
    key: 'who',
    label: t('referrals.person'),
    header: true,
    cell: (row) => <a href={`${base}/referrals/${row.id}`}>{fullName(row)}</a>,
  },
  { key: 'whom', label: t('referrals.recipient'), cell: (row) => row.recipient },
  {
    key: 'state',
    label: t('referrals.state'),
    cell: (row) => (
      <>
        <ReferralBadge t={t} state={row.state} /> {row.rank === 0 && row.decide_by < today && <OverdueBadge t={t} />}
      </>
    ),
  },
  { key: 'by', label: t('referrals.decide_by'), cell: (row) => <Day t={t} day={row.decide_by} /> },
  { key: 'since', label: t('referrals.since'), cell: (row) => <Day t={t} day={row.state_since} /> },
]

const letterColumns = (t: StaffT, base: string): Column<HandOver>[] => [
  {
    key: 'who',
    label: t('referrals.person'),
    header: true,
    cell: ({ id, shared, from_centre }) => (
      <a href={`${base}/referrals/incoming/${id}`}>
        {shared.name || t('referrals.incoming_from', { centre: from_centre })}
      </a>
    ),
  },
  { key: 'from', label: t('nav.centre'), cell: ({ from_centre }) => from_centre },
  { key: 'state', label: t('referrals.state'), cell: ({ state }) => <LetterBadge t={t} state={state} /> },
  { key: 'by', label: t('referrals.decide_by'), cell: ({ decide_by }) => <Day t={t} day={decide_by} /> },
]

const Day = ({ t, day }: { t: StaffT; day: string | Date }) => <span class="nowrap">{shortDay(t, day)}</span>
