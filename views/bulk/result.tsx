import type { BulkChange, ResultRow } from '../../src/bulk/queries/results.ts'
import { shortDateTime, shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import type { BulkState } from '../../src/lib/words.ts'
import { ButtonLink, PostButton } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { Stats } from '../components/stats.tsx'
import { type Column, Table } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'
import { reasonText } from './reason.ts'
import { actionText, type Known } from './said.ts'

export const resultStates = ['changed', 'skipped', 'failed', 'undone', 'kept'] as const

type Props = Known & {
  t: StaffT
  base: string
  change: BulkChange
  counts: Record<BulkState, number>
  rows: ResultRow[]
  next: number | undefined
  /** those who were not changed or not put back, unless another is asked for */
  state: (typeof resultStates)[number] | undefined
  isFirst: boolean
  mayUndo: boolean
  /** the last day on which it can be undone; none when its days are over */
  until: Date | undefined
  undoKey: string
  error: string | undefined
}

export const BulkResultPage = (props: Props) => {
  const { t, base, change, counts, state, error } = props
  const path = `${base}/bulk/${change.id}`
  const shown = resultStates.filter((known) => counts[known] > 0 || known === 'changed' || known === 'failed')
  return (
    <>
      <PageHead
        title={actionText(t, change.action, props)}
        eyebrow={t('bulk.result')}
        lead={t('bulk.by', {
          name: change.member_name ?? t('bulk.former_member'),
          when: shortDateTime(t, change.created_at),
        })}
        back={{ href: `${base}/contacts`, label: t('bulk.back') }}
      />
      {error && <Flash tone="bad">{error}</Flash>}
      <StillRunning {...props} />
      <Stats
        label={t('bulk.result')}
        stats={shown.map((known) => ({
          label: t(`bulk.state.${known}`),
          value: t('bulk.people', { count: counts[known] }),
          href: `${path}?state=${known}`,
        }))}
      />
      <Undo {...props} path={path} />
      <Results {...props} path={path} />
      {props.mayUndo &&
        (state === undefined || state === 'failed' || state === 'kept') &&
        counts.failed + counts.kept > 0 && (
          <p>
            <ButtonLink kind="secondary" size="small" href={`${path}/failures.csv`} icon="download">
              {t('bulk.csv')}
            </ButtonLink>
          </p>
        )}
    </>
  )
}

const StillRunning = ({ t, base, change }: Props) => {
  const job = change.state === 'waiting' || change.state === 'running' ? change.id : change.undoing
  if (!job) return null
  return (
    <Flash tone="waiting" action={<a href={`${base}/jobs/${job}`}>{t('bulk.to_progress')}</a>}>
      {t('bulk.still_running')}
    </Flash>
  )
}

const Undo = ({ t, change, counts, mayUndo, until, undoKey, path }: Props & { path: string }) => {
  const isOver = change.state !== 'waiting' && change.state !== 'running' && !change.undoing
  if (!mayUndo || !isOver || counts.changed === 0) return null
  if (!until) return <p class="muted">{t('bulk.undo_late')}</p>
  return (
    <>
      <PostButton
        kind="secondary"
        action={`${path}/undo`}
        fields={{ idempotency_key: undoKey }}
        confirm={t('bulk.undo_confirm', { count: counts.changed })}
        deed
      >
        {t('bulk.undo', { count: counts.changed })}
      </PostButton>
      <p class="muted">{t('bulk.undo_until', { day: shortDay(t, until) })}</p>
    </>
  )
}

const Results = ({ t, base, path, rows, next, state, isFirst }: Props & { path: string }) => (
  <>
    <Table
      caption={state ? t(`bulk.list.${state}`) : t('bulk.list.failed')}
      rows={rows}
      columns={[
        { key: 'name', label: t('bulk.name'), header: true, cell: (row) => <Who t={t} base={base} row={row} /> },
        // of who was changed there is nothing to explain
        ...(rows.some(({ reason }) => reason) ? [why(t)] : []),
      ]}
      empty={
        <EmptyState title={t(state ? 'bulk.none' : 'bulk.no_failures')} icon="check">
          {state ? t('bulk.none_text') : t('bulk.no_failures_text')}
        </EmptyState>
      }
    />
    <Pager
      t={t}
      {...(isFirst ? {} : { firstHref: pageHref(path, state) })}
      {...(next ? { nextHref: pageHref(path, state, next) } : {})}
    />
  </>
)

const why = (t: StaffT): Column<ResultRow> => ({
  key: 'why',
  label: t('bulk.why'),
  cell: ({ reason, state }) => (reason ? reasonText(t, reason) : state === 'waiting' ? '' : t(`bulk.state.${state}`)),
})

/** The address of somebody merged since leads to whom they are now. */
const Who = ({ t, base, row }: { t: StaffT; base: string; row: ResultRow }) => (
  <a href={`${base}/contacts/${row.contact_id}`}>
    {row.given_name === null || row.family_name === null
      ? t('bulk.gone')
      : fullName({ given_name: row.given_name, family_name: row.family_name })}
  </a>
)

const pageHref = (path: string, state: string | undefined, after?: number) => {
  const asked = new URLSearchParams([
    ...(state ? [['state', state]] : []),
    ...(after ? [['after', String(after)]] : []),
  ])
  return asked.size > 0 ? `${path}?${asked}` : path
}
