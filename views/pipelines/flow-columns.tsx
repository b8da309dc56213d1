import { wholeNumber } from '../../src/lib/format.ts'
import type { Behind, StageFlow } from '../../src/pipelines/queries/flow.ts'
import type { Column } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'
import type { FlowProps, FlowRow } from './flow.tsx'

export const stageColumn = (t: StaffT): Column<FlowRow> => ({
  key: 'stage',
  label: t('pipelines.stage'),
  header: true,
  cell: ({ stage }) => (stage.retired ? `${stage.name} (${t('pipelines.retired')})` : stage.name),
})

/** A number that leads to the people behind it. */
export const numbers = (
  { t, base, track, period }: FlowProps,
  of: Behind,
  numberIn: (row: FlowRow) => number | undefined,
): Column<FlowRow> => ({
  key: of,
  label: t(`flow.${of}`),
  numeric: true,
  cell: (row) => {
    const value = numberIn(row)
    if (!value) return value === 0 ? '0' : '–'
    const address = new URLSearchParams({ of, period })
    return <a href={`${base}/pipelines/${track}/flow/${row.stage.code}?${address}`}>{wholeNumber(t, value)}</a>
  },
})

export const share = (t: StaffT, flow: StageFlow | undefined) =>
  flow?.reached ? percent(t, flow.went_on / flow.reached) : '–'

export const percent = (t: StaffT, part: number) =>
  new Intl.NumberFormat(t.lang, { style: 'percent', maximumFractionDigits: 0 }).format(part)

export const days = (t: StaffT, count: number) =>
  new Intl.NumberFormat(t.lang, { maximumFractionDigits: count < 10 ? 1 : 0 }).format(count)
