import { Temporal } from 'temporal-polyfill'
import { memo } from './memo.ts'

export const zone = 'Europe/Prague'

/** '2026-12-09T18:00' as a clock in Prague shows it -> the moment; undefined when it is no such time. */
export const momentOf = (wallTime: string): Date | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(wallTime)) return undefined
  try {
    const clock = Temporal.PlainDateTime.from(wallTime)
    if (clock.year < 1900 || clock.year > 2199) return undefined
    return new Date(clock.toZonedDateTime(zone).epochMilliseconds)
  } catch {
    return undefined
  }
}

/** The moment as `<input type="datetime-local">` wants it, in Prague. */
export const wallTimeOf = (moment: Date): string =>
  inPrague(moment).toPlainDateTime().toString({ smallestUnit: 'minute' })

/** The day in Prague, 'YYYY-MM-DD'. */
export const dayOf = (moment: Date): string => dayOfQuarter(Math.floor(moment.getTime() / quarter))

// a day begins at a quarter of an hour everywhere, so moments of the same quarter are on the same day
const quarter = 15 * 60_000
const dayOfQuarter = memo((quarters: number) =>
  inPrague(new Date(quarters * quarter))
    .toPlainDate()
    .toString(),
)

/** What the clock in Prague shows, 0 up to 23. */
export const hourOf = (moment: Date): number => inPrague(moment).hour

export const addDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString()

/** How many days one day lies before another, by the calendar. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

/** '2026-W47': the week in Prague, as ISO 8601 counts them. */
export const isoWeekOf = (moment: Date): string => {
  const { weekOfYear = 1, yearOfWeek = 1970 } = inPrague(moment).toPlainDate()
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`
}

export const isDay = (text: string): boolean => {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && Temporal.PlainDate.from(text).year > 1900
  } catch {
    return false
  }
}

export const after = (moment: Date, { hours = 0, minutes = 0, days = 0 }): Date =>
  new Date(moment.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000)

const inPrague = (moment: Date) => Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone)
