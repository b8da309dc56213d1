import { scaleBand, scaleLinear } from 'd3-scale'
import type { Child } from 'hono/jsx'

/** Shares between 0 and 1 with the ends of their interval; `mark` is a figure from elsewhere. */
export type Bar = {
  key: string
  label: string
  said: string
  share: number
  low: number
  high: number
  mark?: number | undefined
}

export type BarChartProps = {
  id: string
  title: string
  /** What the picture shows, in a sentence or a few: heard instead of it. */
  summary: string
  bars: readonly Bar[]
  percent: (share: number) => string
  children?: Child
}

const rowHeight = 46
const axisHeight = 26

/** Bars with error bars. Lengths across are per cent of whatever room there is, so letters keep their size on a phone. */
export const BarChart = ({ id, title, summary, bars, percent, children }: BarChartProps) => {
  const across = scaleLinear([0, topOf(bars)], [0, 100])
  const down = scaleBand(
    bars.map(({ key }) => key),
    [0, bars.length * rowHeight],
  )
  const height = bars.length * rowHeight
  const x = (share: number) => `${round(across(share))}%`
  return (
    <figure class="chart" id={id}>
      <svg
        class="chart-plot"
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        width="100%"
        height={height + axisHeight}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{summary}</desc>
        {across.ticks(4).map((tick) => (
          <g class="chart-tick">
            <line x1={x(tick)} x2={x(tick)} y1="0" y2={height} />
            <text x={x(tick)} y={height + 18} text-anchor={anchorOf(across(tick))}>
              {percent(tick)}
            </text>
          </g>
        ))}
        {bars.map((bar) => (
          <BarRow bar={bar} y={down(bar.key) ?? 0} x={x} />
        ))}
      </svg>
      {children}
    </figure>
  )
}

const BarRow = ({ bar, y, x }: { bar: Bar; y: number; x: (share: number) => string }) => {
  const middle = y + 31
  return (
    <g>
      <text class="chart-label" x="0" y={y + 15}>
        {bar.label}
      </text>
      <text class="chart-value" x="100%" y={y + 15} text-anchor="end">
        {bar.said}
      </text>
      <rect class="chart-bar" x="0" y={y + 22} width={x(bar.share)} height="18" rx="3" />
      <g class="chart-error">
        <line class="chart-halo" x1={x(bar.low)} x2={x(bar.high)} y1={middle} y2={middle} />
        <line x1={x(bar.low)} x2={x(bar.high)} y1={middle} y2={middle} />
        <line x1={x(bar.low)} x2={x(bar.low)} y1={middle - 5} y2={middle + 5} />
        <line x1={x(bar.high)} x2={x(bar.high)} y1={middle - 5} y2={middle + 5} />
      </g>
      {bar.mark !== undefined && (
        <>
          <line class="chart-mark-edge" x1={x(bar.mark)} x2={x(bar.mark)} y1={y + 18} y2={y + 44} />
          <line class="chart-mark" x1={x(bar.mark)} x2={x(bar.mark)} y1={y + 19.5} y2={y + 42.5} />
        </>
      )}
    </g>
  )
}

/** The scale ends at the next tenth above everything drawn, and never before a tenth. */
const topOf = (bars: readonly Bar[]): number =>
  Math.min(1, Math.max(0.1, Math.ceil(10 * Math.max(0, ...bars.flatMap(({ high, mark = 0 }) => [high, mark]))) / 10))

const anchorOf = (place: number) => (place < 2 ? 'start' : place > 98 ? 'end' : 'middle')

const round = (length: number) => Math.round(length * 100) / 100
