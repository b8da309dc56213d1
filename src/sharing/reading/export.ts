import { stringify } from 'csv-stringify/sync'
import type { StaffT } from '../../../views/messages/index.ts'
import type { Dimension, Labels } from '../release/format.ts'
import type { Comparison, Entry, Line } from './comparison.ts'
import type { Group } from './cuts.ts'
import type { Readable } from './readable.ts'
import type { Totals } from './totals.ts'

type Field = string | number

/** All tables of a release as a Czech office opens them; a hidden count is `<10`, as everywhere. */
export const releaseCsv = (t: StaffT, { codes, cells, margins }: Readable): string => {
  const items = new Map(codes.items.map((item) => [item.id, item]))
  const frames = new Map(codes.frames.map((frame) => [frame.id, frame]))
  const named = (dimension: Dimension | undefined, code: string): Field[] => {
    const found = dimension?.codes.find((known) => known.code === code)
    return [worded(t, dimension?.labels, dimension?.id), worded(t, found?.labels, code)]
  }
  const bases = new Map(margins.map(({ kind, dimension, code, count }) => [`${kind} ${dimension} ${code}`, count]))
  const total = bases.get('total  ') ?? ''
  const whole = margins
    .filter(({ kind }) => kind === 'item')
    .map(({ dimension, code, count }) => [...named(items.get(dimension), code), '', '', count, total])
  const tables = cells.map(({ item, item_code, frame, frame_code, count }) => [
    ...named(items.get(item), item_code),
    ...named(frames.get(frame), frame_code),
    count ?? t('reading.hidden'),
    bases.get(`frame ${frame} ${frame_code}`) ?? '',
  ])
  const header = [
    t('reading.topic'),
    t('reading.answer'),
    t('reading.frame'),
    t('reading.column.group'),
    t('reading.column.count'),
    t('reading.column.base'),
  ]
  return written(t, [header, ...whole, ...tables])
}

export const comparisonCsv = (t: StaffT, { sections }: Comparison, releases: readonly Readable[]): string => {
  const header = [
    t('reading.column.letter'),
    t('reading.column.group'),
    t('reading.answer'),
    t('reading.column.count_from'),
    t('reading.column.count_to'),
    t('reading.column.base'),
    t('reading.column.share_from'),
    t('reading.column.share_to'),
    t('reading.column.low'),
    t('reading.column.high'),
    t('reading.column.verdict'),
    t('reading.column.difference_low'),
    t('reading.column.difference_high'),
  ]
  const rows = sections.flatMap(({ group, bases, rows }) =>
    rows.flatMap(({ line, entries }) =>
      entries.map((entry, at) => [
        releases[at]?.region ?? '',
        ...placed(t, group, line),
        ...countsOf(entry),
        bases[at]?.least ?? '',
        ...sharesOf(entry),
        ...differenceOf(t, entry),
      ]),
    ),
  )
  return written(t, [header, ...rows])
}

export const totalsCsv = (t: StaffT, { sections }: Totals): string => {
  const header = [
    t('reading.column.group'),
    t('reading.answer'),
    t('reading.column.count_from'),
    t('reading.column.count_to'),
    t('reading.column.reach_low'),
    t('reading.column.reach_high'),
    t('reading.column.base'),
    t('reading.column.share_from'),
    t('reading.column.share_to'),
    t('reading.column.low'),
    t('reading.column.high'),
  ]
  const rows = sections.flatMap(({ group, base, rows }) =>
    rows.map(({ line, total }) => [
      ...placed(t, group, line),
      ...countsOf(total),
      ...(total ? [total.reach.low, total.reach.high] : ['', '']),
      base?.count ?? '',
      ...sharesOf(total),
    ]),
  )
  return written(t, [header, ...rows])
}

const placed = (t: StaffT, group: Group | undefined, line: Line): Field[] => [
  group ? worded(t, group.labels, group.members.join(', ')) : t('reading.everybody'),
  worded(t, line.labels, line.id),
]

type Said = Pick<Entry, 'value' | 'share'> | undefined

/** Where all of a count is hidden its lower end stays empty: nobody knows that it is nought. */
const countsOf = (said: Said): Field[] => (said ? [said.value.least || '', said.value.most] : ['', ''])

const sharesOf = (said: Said): Field[] => {
  if (!said?.share) return ['', '', '', '']
  const { least, most, low, high } = said.share
  return [100 * least || '', 100 * most, 100 * low, 100 * high]
}

const differenceOf = (t: StaffT, entry: Entry | undefined): Field[] => {
  if (!entry?.difference) return ['', '', '']
  const { verdict, low, high } = entry.difference
  const said = t(`reading.verdict.${verdict}`)
  return verdict === 'unknown' ? [said, '', ''] : [said, 100 * low, 100 * high]
}

const worded = ({ lang }: StaffT, labels: Labels | undefined, code = ''): string => labels?.[lang] ?? labels?.cs ?? code

/** BOM, semicolons, numbers as the language writes them, no formulas: labels may come from anywhere. */
const written = ({ lang }: StaffT, rows: Field[][]): string => {
  const { format } = new Intl.NumberFormat(lang, { maximumFractionDigits: 1, useGrouping: false })
  const options = { bom: true, delimiter: ';', escape_formulas: true, record_delimiter: '\r\n' as const }
  return stringify(rows, { ...options, cast: { number: (number) => format(number) } })
}
