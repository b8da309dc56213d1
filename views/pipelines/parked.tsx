import { shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import { type CentreStage, stageName } from '../../src/lib/stages.ts'
import type { Track } from '../../src/lib/words.ts'
import type { ParkedPerson } from '../../src/pipelines/queries/parked.ts'
import { ButtonLink, PostButton } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { type Column, Table } from '../components/table.tsx'
import { Tabs } from '../components/tabs.tsx'
import type { StaffT } from '../messages/index.ts'

type When = 'dated' | 'undated'

type Props = {
  t: StaffT
  base: string
  track: Track
  stages: readonly CentreStage[]
  when: When
  after: string | undefined
  rows: ParkedPerson[]
  next: string | undefined
  done: 'woken' | 'parked' | 'stale' | 'awake' | undefined
  who: string | undefined
  mayMove: boolean
}

/** Who rests, the first to wake on top. */
export const ParkedPage = (props: Props) => {
  const { t, base, track, when, after, rows, next, done, who } = props
  const address = `${base}/pipelines/${track}/parked`
  return (
    <>
      <PageHead
        title={t('parking.title')}
        lead={t('parking.lead')}
        back={{ href: `${base}/pipelines/${track}`, label: t(`pipelines.title.${track}`) }}
      />
      {done === 'woken' && <Flash tone="good">{t('parking.woken')}</Flash>}
      {done === 'parked' && <Flash tone="good">{t('parking.saved')}</Flash>}
      {done === 'stale' && <Flash tone="bad">{t('parking.stale')}</Flash>}
      {done === 'awake' && (
        <Flash tone="waiting" action={who && <a href={`${base}/contacts/${who}`}>{t('parking.to_contact')}</a>}>
          {t('parking.awake')}
        </Flash>
      )}
      <Tabs
        label={t('parking.title')}
        tabs={(['dated', 'undated'] as const).map((each) => ({
          href: each === 'dated' ? address : `${address}?when=${each}`,
          label: t(`parking.${each}`),
          current: each === when,
        }))}
      />
      <Table
        caption={t('parking.list')}
        captionHidden
        rows={rows}
        columns={columns(props)}
        empty={
          <EmptyState title={t('parking.none')} icon="clock">
            {t('parking.none_text')}
          </EmptyState>
        }
      />
      {rows.length > 0 && (
        <Pager
          t={t}
          {...(after ? { firstHref: `${address}?when=${when}` } : {})}
          {...(next ? { nextHref: `${address}?${new URLSearchParams({ when, after: next })}` } : {})}
        />
      )}
    </>
  )
}

const columns = ({ t, base, stages, mayMove }: Props): Column<ParkedPerson>[] => [
  {
    key: 'name',
    label: t('contacts.name'),
    header: true,
    cell: (row) => <a href={`${base}/contacts/${row.contact_id}`}>{fullName(row)}</a>,
  },
  { key: 'wakes', label: t('parking.wakes'), cell: (row) => row.parked_until && shortDay(t, row.parked_until) },
  { key: 'stage', label: t('pipelines.stage'), cell: (row) => stageName(stages, row.stage) },
  { key: 'reason', label: t('parking.reason'), cell: (row) => <Reason t={t} row={row} /> },
  { key: 'owner', label: t('contacts.owner'), cell: (row) => row.owner_name ?? t('contacts.nobody') },
  ...(mayMove
    ? [
        {
          key: 'acts',
          label: t('parking.change'),
          labelHidden: true,
          print: false as const,
          cell: (row: ParkedPerson) => <Acts t={t} base={base} row={row} />,
        },
      ]
    : []),
]

const Reason = ({ t, row }: { t: StaffT; row: ParkedPerson }) => (
  <>
    {row.park_reason && <div>{t(`park_reason.${row.park_reason}`)}</div>}
    {row.park_trigger && row.park_trigger !== 'date' && (
      <div class="muted">{t(`park_trigger.${row.park_trigger}`)}</div>
    )}
    {row.park_note && <div class="muted">{row.park_note}</div>}
  </>
)

const Acts = ({ t, base, row }: { t: StaffT; base: string; row: ParkedPerson }) => (
  <div class="cluster">
    <PostButton
      action={`${base}/enrolments/${row.id}/wake`}
      fields={{ version: row.version }}
      kind="secondary"
      size="small"
    >
      {t('parking.wake_now')}
      <span class="visually-hidden"> {fullName(row)}</span>
    </PostButton>
    <ButtonLink kind="quiet" size="small" href={`${base}/enrolments/${row.id}/park`}>
      {t('parking.change')}
      <span class="visually-hidden"> {fullName(row)}</span>
    </ButtonLink>
  </div>
)
