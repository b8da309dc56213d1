import { wholeNumber } from '../../src/lib/format.ts'
import { isUnderWay } from '../../src/lib/stages.ts'
import { Card } from '../components/card.tsx'
import { Table } from '../components/table.tsx'
import type { FlowRow, PartProps } from './flow.tsx'
import { numbers, percent, stageColumn } from './flow-columns.tsx'

/** Who stands where, and who of them needs a look. */
export const Today = (props: PartProps) => {
  const { t } = props
  const unplanned = ({ stage, now }: FlowRow) =>
    isUnderWay(stage.category) && now ? now.count - now.with_next_step : undefined
  return (
    <Card title={t('flow.today')} id="today">
      <Table
        caption={t('flow.today')}
        captionHidden
        rows={props.rows}
        columns={[
          stageColumn(t),
          {
            key: 'count',
            label: t('flow.count'),
            numeric: true,
            cell: ({ stage, now }) => (
              <a href={`${props.base}/contacts?track=${props.track}&stage=${stage.code}`}>
                {wholeNumber(t, now?.count ?? 0)}
              </a>
            ),
          },
          {
            key: 'planned',
            label: t('flow.planned'),
            numeric: true,
            cell: ({ stage, now }) =>
              isUnderWay(stage.category) && now ? percent(t, now.with_next_step / now.count) : '–',
          },
          numbers(props, 'unplanned', unplanned),
          numbers(props, 'over_clock', ({ stage, now }) =>
            stage.clockDays === null ? undefined : (now?.over_clock ?? 0),
          ),
        ]}
      />
    </Card>
  )
}
