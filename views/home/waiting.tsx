import { fullName } from '../../src/lib/names.ts'
import { type CentreStage, stageName } from '../../src/lib/stages.ts'
import type { DueStep, ForgottenPerson } from '../../src/tasks/queries/work.ts'
import { Badge } from '../components/badge.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { type Column, Table } from '../components/table.tsx'
import { DueBadge } from '../contacts/due.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = { t: StaffT; base: string; today: string; rows: DueStep[] }

/** Whose next step is due. */
export const DueCard = ({ t, base, today, rows }: Props) => (
  <Card title={t('home.due')} id="due" actions={<a href={`${base}/contacts?sort=next_step`}>{t('home.due_all')}</a>}>
    <Table
      caption={t('home.due')}
      captionHidden
      rows={rows}
      columns={[
        nameColumn(t, base),
        { key: 'step', label: t('contacts.next_step'), cell: (row) => row.next_step },
        {
          key: 'on',
          label: t('contacts.next_step_on'),
          cell: (row) => <DueBadge t={t} on={row.next_step_on} today={today} />,
        },
        ownerColumn(t),
      ]}
      empty={
        <EmptyState title={t('home.due_none')} icon="check" level={3}>
          {t('home.due_none_text')}
        </EmptyState>
      }
    />
  </Card>
)

type ForgottenProps = { t: StaffT; base: string; stages: readonly CentreStage[]; rows: ForgottenPerson[] }

/** Who is on the way and nobody has planned what comes next. */
export const ForgottenCard = ({ t, base, stages, rows }: ForgottenProps) => (
  <Card
    title={t('home.forgotten')}
    id="without-next-step"
    actions={rows.length > 0 && <a href={`${base}/tasks/without-next-step`}>{t('home.forgotten_all')}</a>}
  >
    <Table
      caption={t('home.forgotten')}
      captionHidden
      rows={rows}
      columns={[
        nameColumn(t, base),
        {
          key: 'stage',
          label: t('pipelines.stage'),
          cell: (row) => <Badge>{stageName(stages, row.stage)}</Badge>,
        },
        ownerColumn(t),
      ]}
      empty={
        <EmptyState title={t('home.forgotten_none')} icon="check" level={3}>
          {t('home.forgotten_none_text')}
        </EmptyState>
      }
    />
  </Card>
)

type Named = { id: string; given_name: string; family_name: string; owner_name: string | null }

const nameColumn = (t: StaffT, base: string): Column<Named> => ({
  key: 'name',
  label: t('contacts.name'),
  header: true,
  cell: (row) => <a href={`${base}/contacts/${row.id}`}>{fullName(row)}</a>,
})

const ownerColumn = (t: StaffT): Column<Named> => ({
  key: 'owner',
  label: t('contacts.owner'),
  cell: (row) => row.owner_name ?? t('contacts.nobody'),
})
