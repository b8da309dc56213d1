import { Temporal } from 'temporal-polyfill'

/** The day so many working days later, by the Czech calendar: '2026-12-23' + 2 -> '2026-12-29'. */
export const addWorkingDays = (day: string, days: number): string => {
  let date = Temporal.PlainDate.from(day)
  for (let left = days; left > 0; ) {
    date = date.add({ days: 1 })
    if (isWorkingDay(date)) left--
  }
  return date.toString()
}

/** Whether people work on this day, by the Czech calendar. */
export const isWorkday = (day: string): boolean => isWorkingDay(Temporal.PlainDate.from(day))

/** Monday, or the first day after it on which people work. */
export const isFirstWorkdayOfWeek = (day: string): boolean => {
  const date = Temporal.PlainDate.from(day)
  if (!isWorkingDay(date)) return false
  const before = Array.from({ length: date.dayOfWeek - 1 }, (_, index) => date.subtract({ days: index + 1 }))
  return !before.some(isWorkingDay)
}

const isWorkingDay = (date: Temporal.PlainDate) => date.dayOfWeek <= 5 && !isHoliday(date)

const fixedHolidays = '1-1 5-1 5-8 7-5 7-6 9-28 10-28 11-17 12-24 12-25 12-26'.split(' ')

const isHoliday = (date: Temporal.PlainDate) => {
  const easter = easterSunday(date.year)
  const fromEaster = easter.until(date).total('days')
  return fixedHolidays.includes(`${date.month}-${date.day}`) || fromEaster === -2 || fromEaster === 1
}

/** The anonymous Gregorian reckoning. */
const easterSunday = (year: number) => {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const moon = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const week = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - moon - (c % 4)) % 7
  const shift = Math.floor((a + 11 * moon + 22 * week) / 451)
  const sum = moon + week - 7 * shift + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 })
}
