import { scaleLinear } from 'd3-scale'

/** A share with its interval, drawn as a dot; between two ends, because something is hidden, as a hatched bar. */
export type Mark = {
  letter: string
  said: string
  share?: { least: number; most: number; low: number; high: number } | undefined
}
export type ChartLine = { label: string; marks: Mark[] }

export type IntervalChartProps = {
  id: string
  title: string
  /** What the picture shows, in a sentence or a few: heard instead of it. */
  summary: string
  lines: readonly ChartLine[]
  percent: (share: number) => string
}

const [labelHeight, markHeight, gap, axisHeight] = [22, 24, 10, 26]

/** Lengths across are per cent of whatever room there is; letters stand before the scale, what is said after it. */
export const IntervalChart = ({ id, title, summary, lines, percent }: IntervalChartProps) => {
  const across = scaleLinear([0, topOf(lines)], [9, 80])
  const tops = lines.map((_, at) => lines.slice(0, at).reduce((sum, line) => sum + heightOf(line), 0))
  const height = lines.reduce((sum, line) => sum + heightOf(line), 0)
  const x = (share: number) => `${round(across(share))}%`
  return (
    <svg
      class="chart-plot"
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      width="100%"
      height={height + axisHeight}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{summary}</desc>
      <Hatch id={`${id}-hatch`} />
      {across.ticks(4).map((tick) => (
        <g class="chart-tick">
          <line x1={x(tick)} x2={x(tick)} y1="0" y2={height} />
          <text x={x(tick)} y={height + 18} text-anchor="middle">
            {percent(tick)}
          </text>
        </g>
      ))}
      {lines.map(({ label, marks }, at) => (
        <g>
          <text class="chart-label" x="0" y={(tops[at] ?? 0) + 15}>
            {label}
          </text>
          {marks.map((mark, place) => (
            <MarkRow
              mark={mark}
              y={(tops[at] ?? 0) + labelHeight + (place + 0.5) * markHeight}
              x={x}
              hatch={`${id}-hatch`}
            />
          ))}
        </g>
      ))}
    </svg>
  )
}

/** The same hatching as in the chart, beside the words that explain it. */
export const HatchSample = ({ id }: { id: string }) => (
  <svg class="chart-sample" width="28" height="12" aria-hidden="true">
    <Hatch id={id} />
    <rect class="chart-hidden" x="0.5" y="0.5" width="27" height="11" fill={`url(#${id})`} />
  </svg>
)

const Hatch = ({ id }: { id: string }) => (
  <defs>
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line class="chart-hatch" x1="0" x2="0" y1="0" y2="6" />
    </pattern>
  </defs>
)

type MarkRowProps = { mark: Mark; y: number; x: (share: number) => string; hatch: string }

const MarkRow = ({ mark: { letter, said, share }, y, x, hatch }: MarkRowProps) => (
  <g>
    {letter && (
      <text class="chart-letter" x="0" y={y + 4.5}>
        {letter}
      </text>
    )}
    {share && (
      <>
        <g class="chart-error">
          <line x1={x(share.low)} x2={x(share.high)} y1={y} y2={y} />
          <line x1={x(share.low)} x2={x(share.low)} y1={y - 4} y2={y + 4} />
          <line x1={x(share.high)} x2={x(share.high)} y1={y - 4} y2={y + 4} />
        </g>
        {share.least === share.most ? (
          <circle class="chart-dot" cx={x(share.least)} cy={y} r="5.5" />
        ) : (
          <HiddenRange from={x(share.least)} to={x(share.most)} y={y} hatch={hatch} />
        )}
      </>
    )}
    <text class="chart-value" x={share ? '100%' : '9%'} y={y + 4.5} text-anchor={share ? 'end' : 'start'}>
      {said}
    </text>
  </g>
)

const HiddenRange = ({ from, to, y, hatch }: { from: string; to: string; y: number; hatch: string }) => (
  <rect
    class="chart-hidden"
    x={from}
    y={y - 6}
    width={`${round(Number.parseFloat(to) - Number.parseFloat(from))}%`}
    height="12"
    fill={`url(#${hatch})`}
  />
)

const heightOf = ({ marks }: ChartLine): number => labelHeight + marks.length * markHeight + gap

/** The scale ends at the next tenth above everything drawn, and never before a tenth. */
const topOf = (lines: readonly ChartLine[]): number => {
  const highest = Math.max(0, ...lines.flatMap(({ marks }) => marks.map(({ share }) => share?.high ?? 0)))
  return Math.min(1, Math.max(0.1, Math.ceil(10 * highest) / 10))
}

const round = (length: number) => Math.round(length * 100) / 100
