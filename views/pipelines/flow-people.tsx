import { shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import type { Period } from '../../src/lib/periods.ts'
import { type CentreStage, stageName } from '../../src/lib/stages.ts'
import type { Track } from '../../src/lib/words.ts'
import type { Behind, FlowPerson } from '../../src/pipelines/queries/flow.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { Table } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = {
  t: StaffT
  base: string
  track: Track
  stages: readonly CentreStage[]
  stage: CentreStage
  period: Period
  of: Behind
  after: string | undefined
  rows: FlowPerson[]
  next: string | undefined
}

/** The people behind one number of the flow. */
export const BehindPage = ({ t, base, track, stages, stage, period, of, after, rows, next }: Props) => {
  const address = `${base}/pipelines/${track}/flow`
  const here = (values: Record<string, string>) =>
    `${address}/${stage.code}?${new URLSearchParams({ of, period, ...values })}`
  return (
    <>
      <PageHead
        title={t(`flow.of.${of}`, { stage: stage.name })}
        lead={of === 'unplanned' || of === 'over_clock' ? undefined : t(`flow.period.${period}`)}
        back={{ href: `${address}?period=${period}`, label: t('flow.title') }}
      />
      <Table
        caption={t(`flow.of.${of}`, { stage: stage.name })}
        captionHidden
        rows={rows}
        columns={[
          {
            key: 'name',
            label: t('contacts.name'),
            header: true,
            cell: (row) => <a href={`${base}/contacts/${row.contact_id}`}>{fullName(row)}</a>,
          },
          { key: 'since', label: t('flow.since'), cell: (row) => shortDay(t, row.since) },
          { key: 'now', label: t('flow.stands_now'), cell: (row) => stageName(stages, row.stage) },
        ]}
        empty={<EmptyState title={t('flow.nobody')} icon="people" />}
      />
      {rows.length > 0 && (
        <Pager
          t={t}
          {...(after ? { firstHref: here({}) } : {})}
          {...(next ? { nextHref: here({ after: next }) } : {})}
        />
      )}
    </>
  )
}
