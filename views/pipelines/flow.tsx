import { shortDay, wholeNumber } from '../../src/lib/format.ts'
import { type Period, periods } from '../../src/lib/periods.ts'
import type { CentreStage } from '../../src/lib/stages.ts'
import type { Track } from '../../src/lib/words.ts'
import type { StageFlow, StageNow } from '../../src/pipelines/queries/flow.ts'
import { CountChart, RangeChart } from '../components/bars.tsx'
import { Card } from '../components/card.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Table } from '../components/table.tsx'
import { Tabs } from '../components/tabs.tsx'
import type { StaffT } from '../messages/index.ts'
import { days, numbers, share, stageColumn } from './flow-columns.tsx'
import { Today } from './flow-today.tsx'

export type FlowProps = {
  t: StaffT
  base: string
  track: Track
  stages: readonly CentreStage[]
  period: Period
  span: { from: string; to: string }
  flow: readonly StageFlow[]
  standing: readonly StageNow[]
}

export type FlowRow = { stage: CentreStage; flow: StageFlow | undefined; now: StageNow | undefined }

/** How people go through the stages of a track: how many came and went on, how long they stayed, who stands there now. */
export const FlowPage = (props: FlowProps) => {
  const { t, base, track, stages, period, span, flow, standing } = props
  const rows = stages
    .map((stage) => ({
      stage,
      flow: flow.find((row) => row.stage === stage.code),
      now: standing.find((row) => row.stage === stage.code),
    }))
    .filter((row) => !row.stage.retired || row.flow || row.now)
  return (
    <>
      <PageHead
        title={t('flow.title')}
        lead={t('flow.lead', {
          from: period === 'ever' ? '' : shortDay(t, span.from),
          to: shortDay(t, span.to),
          period,
        })}
        back={{ href: `${base}/pipelines/${track}`, label: t(`pipelines.title.${track}`) }}
      />
      <Tabs
        label={t('flow.period')}
        tabs={periods.map((each) => ({
          href: `${base}/pipelines/${track}/flow?period=${each}`,
          label: t(`flow.period.${each}`),
          current: each === period,
        }))}
      />
      <Funnel {...props} rows={rows} />
      <Stay {...props} rows={rows} />
      <Today {...props} rows={rows} />
    </>
  )
}

export type PartProps = FlowProps & { rows: readonly FlowRow[] }

const Funnel = (props: PartProps) => {
  const { t, rows } = props
  const bars = rows.map(({ stage, flow }) => ({
    key: stage.code,
    label: stage.name,
    said: wholeNumber(t, flow?.reached ?? 0),
    count: flow?.reached ?? 0,
    part: flow?.went_on ?? 0,
  }))
  const summary = rows.map(({ stage, flow }) => `${stage.name}: ${flow?.reached ?? 0}, ${share(t, flow)}`).join('; ')
  return (
    <Card title={t('flow.funnel')} id="funnel">
      <p class="muted">{t('flow.funnel_text')}</p>
      <CountChart id="funnel-chart" title={t('flow.funnel')} summary={summary} bars={bars}>
        <Table
          caption={t('flow.funnel')}
          captionHidden
          rows={rows}
          columns={[
            stageColumn(t),
            numbers(props, 'reached', ({ flow }) => flow?.reached),
            numbers(props, 'went_on', ({ flow }) => flow?.went_on),
            { key: 'share', label: t('flow.share'), numeric: true, cell: ({ flow }) => share(t, flow) },
          ]}
        />
      </CountChart>
    </Card>
  )
}

const Stay = (props: PartProps) => {
  const { t } = props
  const rows = props.rows.filter(({ flow }) => flow)
  const said = ({ flow }: FlowRow) => (flow ? t('flow.days', { days: days(t, flow.quartiles[1]) }) : '–')
  const bars = rows.map((row) => ({
    key: row.stage.code,
    label: row.stage.name,
    said: said(row),
    low: row.flow?.quartiles[0] ?? 0,
    middle: row.flow?.quartiles[1] ?? 0,
    high: row.flow?.quartiles[2] ?? 0,
  }))
  if (rows.length === 0) return null
  return (
    <Card title={t('flow.stay')} id="stay">
      <p class="muted">{t('flow.stay_text')}</p>
      <RangeChart
        id="stay-chart"
        title={t('flow.stay')}
        summary={rows.map((row) => `${row.stage.name}: ${said(row)}`).join('; ')}
        bars={bars}
      >
        <Table
          caption={t('flow.stay')}
          captionHidden
          rows={rows}
          columns={[
            stageColumn(t),
            ...(['quartile', 'median', 'third_quartile'] as const).map((key, at) => ({
              key,
              label: t(`flow.${key}`),
              numeric: true,
              cell: ({ flow }: FlowRow) => (flow ? days(t, flow.quartiles[at] ?? 0) : '–'),
            })),
            { key: 'clock', label: t('flow.clock'), numeric: true, cell: ({ stage }) => stage.clockDays ?? '–' },
            numbers(props, 'running', ({ flow }) => flow?.running),
          ]}
        />
      </RangeChart>
    </Card>
  )
}
