import type { Reason, RowOutcome, RowPlan } from '../../src/lib/imports.ts'
import { fullName } from '../../src/lib/names.ts'
import { Button, ButtonLink, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Pager } from '../components/pager.tsx'
import { type Column, Table } from '../components/table.tsx'
import { Tabs } from '../components/tabs.tsx'
import type { StaffKey, StaffT } from '../messages/index.ts'
import { reasonText } from './reasons.ts'

export type ShownRow = {
  nth: number
  plan: RowPlan
  outcome: RowOutcome | null
  reasons: Reason[]
  decision: string | null
  contact_id: string | null
  reverted: string | null
  given_name: string | null
  family_name: string | null
  is_there: boolean
  /** as the list names them */
  who: string
  candidates: { id: string; name: string }[]
}

export type RowsProps = {
  t: StaffT
  base: string
  list: { id: string }
  rows: readonly ShownRow[]
  next: string | undefined
  kind: string
  kinds: readonly string[]
}

/** Rows by what becomes of them; those to be decided are decided here. */
export const RowsCard = ({ t, base, list, rows, next, kind, kinds, path }: RowsProps & { path: string }) => (
  <Card id="rows" title={t('imports.rows_list')}>
    {kind === 'ask' && <p>{t('imports.decide_lead')}</p>}
    <Tabs
      label={t('imports.rows_list')}
      tabs={kinds.map((name) => ({
        href: `${path}?kind=${name}#rows`,
        label: t(`imports.kind.${name}` as StaffKey), // the kinds are a list of ours
        current: name === kind,
      }))}
    />
    <Table
      caption={t('imports.rows_list')}
      captionHidden
      rows={rows}
      columns={columns(
        t,
        base,
        `${base}/imports/${list.id}`,
        rows.some(({ outcome }) => outcome !== null),
      )}
      empty={<p class="muted">{t('imports.rows_none')}</p>}
    />
    <Pager t={t} {...(next ? { nextHref: `${path}?kind=${kind}&after=${next}#rows` } : {})} />
  </Card>
)

const columns = (t: StaffT, base: string, path: string, isDone: boolean): Column<ShownRow>[] => [
  { key: 'row', label: t('imports.row'), header: true, cell: ({ nth }) => String(nth) },
  { key: 'person', label: t('imports.person'), cell: (row) => <Person row={row} base={base} /> },
  { key: 'what', label: t(isDone ? 'imports.what_done' : 'imports.what'), cell: (row) => stateText(t, row) },
  {
    key: 'why',
    label: t('imports.why'),
    cell: (row) => (
      <>
        {row.reasons.length > 0 && (
          <span>{[...new Set(row.reasons.map((reason) => reasonText(t, reason)))].join(' ')}</span>
        )}
        {row.plan === 'ask' && row.outcome === null && <Decision t={t} base={base} path={path} row={row} />}
      </>
    ),
  },
]

const Person = ({ row, base }: { row: ShownRow; base: string }) => {
  const { is_there, contact_id, given_name, family_name, who } = row
  const name = fullName({ given_name: given_name ?? '', family_name: family_name ?? '' })
  return is_there ? <a href={`${base}/contacts/${contact_id}`}>{name}</a> : <span>{who}</span>
}

const stateText = (t: StaffT, { plan, outcome, reverted }: ShownRow) =>
  // codes of ours, each with its sentence
  reverted
    ? t(`imports.reverted.${reverted}` as StaffKey)
    : outcome
      ? t(`imports.outcome.${outcome}`)
      : t(`imports.plan.${plan}`)

const Decision = ({ t, base, path, row }: { t: StaffT; base: string; path: string; row: ShownRow }) => (
  <form class="post-button button-row" method="post" action={`${path}/decisions`}>
    <input type="hidden" name="nth" value={String(row.nth)} />
    {row.decision && <strong>{decidedText(t, row.decision)}</strong>}
    {row.candidates.map(({ id, name }) => (
      <>
        <ButtonLink kind="quiet" size="small" href={`${base}/contacts/${id}`}>
          {name}
        </ButtonLink>
        <Button kind="secondary" size="small" name="decision" value={id}>
          {t('imports.decide_same', { name })}
        </Button>
      </>
    ))}
    <Button kind="secondary" size="small" name="decision" value="create">
      {t('imports.decide_new')}
    </Button>
    <Button kind="quiet" size="small" name="decision" value="skip">
      {t('imports.decide_skip')}
    </Button>
  </form>
)

const decidedText = (t: StaffT, decision: string) =>
  t(
    decision === 'create'
      ? 'imports.decided.create'
      : decision === 'skip'
        ? 'imports.decided.skip'
        : 'imports.decided.same',
  )

export const RunRest = ({ t, path, version }: { t: StaffT; path: string; version: number }) => (
  <PostButton action={`${path}/run`} fields={{ version }}>
    {t('imports.run_rest')}
  </PostButton>
)
