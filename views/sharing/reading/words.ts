import { wholeNumber } from '../../../src/lib/format.ts'
import type { Line } from '../../../src/sharing/reading/comparison.ts'
import type { Group } from '../../../src/sharing/reading/cuts.ts'
import type { Share } from '../../../src/sharing/reading/shares.ts'
import type { Topic } from '../../../src/sharing/reading/topics.ts'
import type { Value } from '../../../src/sharing/reading/values.ts'
import type { Labels } from '../../../src/sharing/release/format.ts'
import type { StaffT } from '../../messages/index.ts'

/** In the reader's language, else in Czech, else as it is coded. */
export const worded = ({ lang }: StaffT, labels: Labels, code: string): string => labels[lang] ?? labels.cs ?? code

export const groupSaid = (t: StaffT, group: Group | undefined): string =>
  group ? worded(t, group.labels, group.members.join(', ')) : t('reading.everybody')

export const lineSaid = (t: StaffT, { labels, answer, id }: Line): string =>
  worded(t, labels, answer.members.join(', ') || id)

/** A question, or all of its options at once. */
export const topicSaid = (t: StaffT, { id, labels, items }: Topic, topics: readonly Topic[]): string => {
  if (items.length === 1) return worded(t, labels, id)
  const options = topics.filter((topic) => topic.items.length === 1 && items.includes(topic.id))
  const [first = '', second = '', ...more] = options.map((option) => worded(t, option.labels, option.id))
  return t('reading.options', {
    count: items.length,
    options: more.length > 0 ? `${first}, ${second} …` : `${first}, ${second}`,
  })
}

/** 45 · <10 · 25 až 34 · nejvýš 18: what is hidden is never told as a number. */
export const countSaid = (t: StaffT, { least, most, parts, hidden }: Value): string => {
  if (hidden === 0) return wholeNumber(t, least)
  if (hidden === parts) return parts === 1 ? t('reading.hidden') : t('reading.at_most', { most })
  return t('reading.range', { least, most })
}

/** 38 % · 12–16 % · nejvýš 9 % */
export const shareSaid = (t: StaffT, { least, most }: Share): string => {
  if (least === most) return percent(t, least)
  if (least === 0) return t('reading.share_at_most', { most: percent(t, most) })
  return between(t, least, most)
}

export const intervalSaid = (t: StaffT, { low, high }: { low: number; high: number }): string =>
  t('reading.interval', { low: percent(t, low), high: percent(t, high) })

export const percent = ({ lang }: StaffT, share: number): string =>
  new Intl.NumberFormat(lang, { style: 'percent' }).format(share)

/** Percentage points with their sign: −3 · +12 */
export const points = ({ lang }: StaffT, difference: number): string =>
  new Intl.NumberFormat(lang, { signDisplay: 'exceptZero', maximumFractionDigits: 0 })
    .format(100 * difference)
    .replace('-', '−')

/** 16.–22. 11. 2026 · 30. 11. – 6. 12. 2026, of an ISO week; what is no week is said as it came. */
export const weekSaid = ({ lang }: StaffT, week: string): string => {
  const [year = 0, number = 0] = week.split('-W').map(Number)
  // the week with 4 January is the first
  const fourth = new Date(Date.UTC(year, 0, 4))
  const monday = new Date(fourth.getTime() + ((number - 1) * 7 - ((fourth.getUTCDay() + 6) % 7)) * day)
  if (!/^\d{4}-W\d{2}$/.test(week)) return week
  const sunday = new Date(monday.getTime() + 6 * day)
  const month = lang === 'en' ? ('short' as const) : ('numeric' as const)
  const parts = { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' } as const
  const said = (moment: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, options).format(moment)
  const end = said(sunday, parts)
  if (monday.getUTCFullYear() !== sunday.getUTCFullYear()) return `${said(monday, parts)} – ${end}`
  if (monday.getUTCMonth() !== sunday.getUTCMonth()) return `${said(monday, { ...parts, year: undefined })} – ${end}`
  return `${said(monday, { day: 'numeric', timeZone: 'UTC' })}–${end}`
}

const day = 24 * 60 * 60 * 1000

/** The regions of a comparison go by letters where there is no room for their names. */
export const letterOf = (place: number): string => String.fromCharCode(65 + place)

export const listed = ({ lang }: StaffT, words: readonly string[]): string => new Intl.ListFormat(lang).format(words)

const between = (t: StaffT, low: number, high: number): string => {
  const [from, to] = [percent(t, low), percent(t, high)]
  return from === to ? to : new Intl.NumberFormat(t.lang, { style: 'percent' }).formatRange(low, high)
}
