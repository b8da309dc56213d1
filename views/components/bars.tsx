import { scaleBand, scaleLinear } from 'd3-scale'
import type { Child } from 'hono/jsx'

/** How many, of which so many went on. */
export type CountBar = { key: string; label: string; said: string; count: number; part: number }

/** A stretch with its middle, as a box without whiskers. */
export type RangeBar = { key: string; label: string; said: string; low: number; middle: number; high: number }

type ChartProps = {
  id: string
  title: string
  summary: string
  /** The same in numbers, beside it where there is room. */
  children: Child
}

const rowHeight = 46
const axisHeight = 26

/** Counts with the part of them that went on; whoever hears instead of seeing has the summary and the table. */
export const CountChart = ({ bars, ...props }: ChartProps & { bars: readonly CountBar[] }) => {
  const across = scaleLinear([0, Math.max(1, ...bars.map(({ count }) => count))], [0, 100])
  return (
    <Plot
      {...props}
      rows={bars}
      across={across}
      draw={(bar, y, x) => (
        <>
          <rect class="chart-bar chart-bar-whole" x="0" y={y + 22} width={x(bar.count)} height="18" rx="3" />
          <rect class="chart-bar" x="0" y={y + 22} width={x(bar.part)} height="18" rx="3" />
        </>
      )}
    />
  )
}

/** From the first quartile to the third, with the median in between. */
export const RangeChart = ({ bars, ...props }: ChartProps & { bars: readonly RangeBar[] }) => {
  const across = scaleLinear([0, Math.max(1, ...bars.map(({ high }) => high))], [0, 100])
  return (
    <Plot
      {...props}
      rows={bars}
      across={across}
      draw={(bar, y, x) => (
        <>
          <rect class="chart-bar" x={x(bar.low)} y={y + 22} width={x(bar.high - bar.low)} height="18" rx="3" />
          <line class="chart-mark-edge" x1={x(bar.middle)} x2={x(bar.middle)} y1={y + 18} y2={y + 44} />
          <line class="chart-mark" x1={x(bar.middle)} x2={x(bar.middle)} y1={y + 19.5} y2={y + 42.5} />
        </>
      )}
    />
  )
}

type Row = { key: string; label: string; said: string }

type PlotProps<Bar> = ChartProps & {
  rows: readonly Bar[]
  across: ReturnType<typeof scaleLinear<number>>
  draw: (bar: Bar, y: number, x: (value: number) => string) => Child
}

/** Lengths across are per cent of whatever room there is, so letters keep their size on a phone. */
const Plot = <Bar extends Row>({ id, title, summary, rows, across, draw, children }: PlotProps<Bar>) => {
  const height = rows.length * rowHeight
  const down = scaleBand(
    rows.map(({ key }) => key),
    [0, height],
  )
  const x = (value: number) => `${Math.round(across(value) * 100) / 100}%`
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
              {tick}
            </text>
          </g>
        ))}
        {rows.map((bar) => {
          const y = down(bar.key) ?? 0
          return (
            <g>
              <text class="chart-label" x="0" y={y + 15}>
                {bar.label}
              </text>
              <text class="chart-value" x="100%" y={y + 15} text-anchor="end">
                {bar.said}
              </text>
              {draw(bar, y, x)}
            </g>
          )
        })}
      </svg>
      {children}
    </figure>
  )
}

const anchorOf = (place: number) => (place < 2 ? 'start' : place > 98 ? 'end' : 'middle')
