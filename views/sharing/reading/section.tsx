import type { Entry, Row, Section } from '../../../src/sharing/reading/comparison.ts'
import type { Difference } from '../../../src/sharing/reading/differences.ts'
import { StateBadge, type Tone } from '../../components/badge.tsx'
import { Card } from '../../components/card.tsx'
import { type Column, Table } from '../../components/table.tsx'
import type { StaffT } from '../../messages/index.ts'
import { HatchSample, IntervalChart, type Mark } from './interval-chart.tsx'
import { countSaid, groupSaid, intervalSaid, letterOf, lineSaid, percent, points, shareSaid } from './words.ts'

type Props = { t: StaffT; id: string; section: Section; regions: readonly string[] }

/** One group of people in all regions: who differs in words, the picture, the numbers. */
export const ComparedSection = ({ t, id, section, regions }: Props) => {
  const title = groupSaid(t, section.group)
  const hides = section.rows.some(({ entries }) => entries.some((entry) => entry && entry.value.hidden > 0))
  return (
    <Card title={title} id={id}>
      <ul class="cluster small muted">
        {section.bases.map((base, at) => (
          <li>
            {t('reading.legend_region', {
              letter: letterOf(at),
              region: regions[at],
              base: base ? t('reading.base', { n: base.least }) : t('reading.no_base'),
            })}
          </li>
        ))}
      </ul>
      <figure class="chart wide-chart" id={`${id}-chart`}>
        <IntervalChart
          id={`${id}-plot`}
          title={t('reading.chart', { section: title })}
          summary={section.rows.map((row) => heard(t, row, regions)).join(' ')}
          lines={section.rows.map((row) => ({
            label: lineSaid(t, row.line),
            marks: row.entries.map((entry, at) => markOf(t, entry, at)),
          }))}
          percent={(share) => percent(t, share)}
        />
        <figcaption class="stack-small small">
          <Findings t={t} section={section} regions={regions} />
          {hides && (
            <p class="with-icon">
              <HatchSample id={`${id}-sample`} />
              <span>{t('reading.hatch')}</span>
            </p>
          )}
        </figcaption>
      </figure>
      <Table caption={title} captionHidden rows={section.rows} columns={columns(t, regions)} />
    </Card>
  )
}

/** Only what is more than chance, in sentences. */
const Findings = ({ t, section, regions }: Omit<Props, 'id'>) => {
  const findings = section.rows.flatMap((row) => findingsIn(t, row, regions))
  if (section.rows.every(({ entries }) => entries.length < 2)) return null
  if (findings.length === 0) return <p>{t('reading.summary_none')}</p>
  return (
    <ul class="stack-small">
      {findings.map((finding) => (
        <li>{finding}</li>
      ))}
    </ul>
  )
}

const findingsIn = (t: StaffT, { line, entries: [first, ...others] }: Row, regions: readonly string[]): string[] =>
  others.flatMap((entry, at) => {
    const verdict = entry?.difference?.verdict
    if (!entry?.share || !first?.share || (verdict !== 'higher' && verdict !== 'lower')) return []
    return t('reading.summary_one', {
      line: lineSaid(t, line),
      region: regions[at + 1],
      verdict: t(`reading.verdict.${verdict}`),
      first: regions[0],
      share: shareSaid(t, entry.share),
      firstShare: shareSaid(t, first.share),
    })
  })

const heard = (t: StaffT, { line, entries }: Row, regions: readonly string[]): string => {
  const said = entries.map((entry, at) =>
    t('reading.summary_entry', { region: regions[at], said: entry ? wordsOf(t, entry) : t('reading.not_here') }),
  )
  return `${lineSaid(t, line)}: ${said.join(', ')}.`
}

const wordsOf = (t: StaffT, { share, value }: Entry): string =>
  share ? `${shareSaid(t, share)} (${intervalSaid(t, share)})` : countSaid(t, value)

const markOf = (t: StaffT, entry: Entry | undefined, at: number): Mark => ({
  letter: letterOf(at),
  said: entry ? besideMark(t, entry) : t('reading.not_here'),
  share: entry?.share,
})

/** What is hidden is said as it was published, not as a share that looks known. */
const besideMark = (t: StaffT, { share, value }: Entry): string =>
  share && value.hidden === 0 ? shareSaid(t, share) : countSaid(t, value)

const columns = (t: StaffT, regions: readonly string[]): Column<Row>[] => [
  { key: 'answer', label: t('reading.answer'), header: true, cell: ({ line }) => lineSaid(t, line) },
  ...regions.map((region, at) => ({
    key: letterOf(at),
    label: regions.length > 1 ? `${letterOf(at)}: ${region}` : region,
    cell: ({ entries }: Row) => <EntryCell t={t} entry={entries[at]} />,
  })),
]

const EntryCell = ({ t, entry }: { t: StaffT; entry: Entry | undefined }) => {
  if (!entry) return <span class="muted">{t('reading.not_here')}</span>
  const { value, share, difference } = entry
  return (
    <div class="cell-lines">
      {share && (
        <span>
          <strong>{shareSaid(t, share)}</strong> <span class="muted">{intervalSaid(t, share)}</span>
        </span>
      )}
      <span class="small">
        {share ? t('reading.of_base', { count: countSaid(t, value), base: share.base }) : countSaid(t, value)}
        {share && !share.isFirm && <span class="muted"> · {t('reading.hint_only')}</span>}
      </span>
      {!share && <span class="small muted">{t('reading.no_share')}</span>}
      {difference && <VerdictSaid t={t} difference={difference} />}
    </div>
  )
}

const VerdictSaid = ({ t, difference: { verdict, low, high } }: { t: StaffT; difference: Difference }) => (
  <span class="small">
    <StateBadge tone={tones[verdict]} icon={icons[verdict]}>
      {t(`reading.verdict.${verdict}`)}
    </StateBadge>
    {verdict !== 'unknown' && (
      <span class="muted"> {t('reading.difference', { low: points(t, low), high: points(t, high) })}</span>
    )}
  </span>
)

const tones = {
  higher: 'info',
  lower: 'info',
  hint: 'neutral',
  chance: 'neutral',
  unknown: 'neutral',
} as const satisfies Record<Difference['verdict'], Tone>
const icons = { higher: 'plus', lower: 'chevron-down', hint: 'dot', chance: 'dot', unknown: 'dot' } as const
