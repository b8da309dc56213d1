import { shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import { type CentreStage, stageName } from '../../src/lib/stages.ts'
import type { Forgotten } from '../../src/tasks/queries/without-next-step.ts'
import { Badge } from '../components/badge.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { Table } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'
import { DayTabs } from './tabs.tsx'

export type WithoutNextStepProps = {
  t: StaffT
  base: string
  people: Forgotten[]
  stages: readonly CentreStage[]
  count: string
  next: string | undefined
  isFirst: boolean
  who: 'all' | 'me'
}

export const WithoutNextStepPage = ({ t, base, people, stages, count, next, isFirst, who }: WithoutNextStepProps) => (
  <>
    <PageHead title={t('tasks.without')} lead={t('tasks.without_lead')} />
    <DayTabs t={t} base={base} current="without" />
    <p class="cluster">
      {(['all', 'me'] as const).map((one) => (
        <a href={hrefOf(base, one)} aria-current={one === who ? 'true' : undefined}>
          {t(`tasks.without_of.${one}`)}
        </a>
      ))}
    </p>
    <Table
      caption={t('tasks.without')}
      captionHidden
      rows={people}
      columns={[
        {
          key: 'name',
          label: t('contacts.name'),
          header: true,
          cell: (row) => <a href={`${base}/contacts/${row.id}`}>{fullName(row)}</a>,
        },
        { key: 'stage', label: t('pipelines.stage'), cell: (row) => <Badge>{stageName(stages, row.stage)}</Badge> },
        {
          key: 'since',
          label: t('tasks.without_since'),
          cell: (row) => <span class="nowrap">{shortDay(t, row.stage_since)}</span>,
        },
        { key: 'owner', label: t('contacts.owner'), cell: (row) => row.owner_name ?? t('contacts.nobody') },
      ]}
      empty={
        <EmptyState title={t('tasks.without_none')} icon="check">
          {t('tasks.without_none_text')}
        </EmptyState>
      }
    />
    <Pager
      t={t}
      label={t('tasks.without')}
      summary={count}
      {...(isFirst ? {} : { firstHref: hrefOf(base, who) })}
      {...(next ? { nextHref: hrefOf(base, who, next) } : {})}
    />
  </>
)

const hrefOf = (base: string, who: 'all' | 'me', after?: string) => {
  const asked = new URLSearchParams({ ...(who === 'me' ? { who } : {}), ...(after ? { after } : {}) })
  return `${base}/tasks/without-next-step${asked.size > 0 ? `?${asked}` : ''}`
}
