import { memo } from './memo.ts'

/**
 * What is known of a day of birth as it is kept (ISO 8601-2): '1985', '1985-04', '1985-04-12' or, without the year,
 * '--04-12'. Takes '1985', '4/1985', '12. 4. 1985', '12. 4.' and the kept form itself; undefined for what is no such day.
 */
export const bornOf = (typed: string): string | undefined => {
  const parts = shapes.map((shape) => shape.exec(typed.trim())?.groups).find(Boolean)
  if (!parts) return undefined
  const { year = '', month = '', day = '' } = parts
  if (!isPossible(Number(year), Number(month), Number(day), parts)) return undefined
  if (!month) return year
  return [year || '-', two(month), ...(day ? [two(day)] : [])].join('-')
}

/** '12. 4. 1985', '4/1985', '1985' or '12. 4.': as somebody would type it again. */
export const bornTyped = (born: string): string => {
  const { year, month, day } = partsOf(born)
  if (!month) return year
  if (!day) return `${Number(month)}/${year}`
  return `${Number(day)}. ${Number(month)}. ${year}`.trim()
}

/** '12. dubna 1985', 'duben 1985', '1985' or '12. dubna'. */
export const bornText = ({ lang }: { readonly lang: string }, born: string): string => {
  const { year, month, day } = partsOf(born)
  if (!month) return year
  const moment = new Date(Date.UTC(Number(year || '2000'), Number(month) - 1, Number(day || '1')))
  const shown = [lang === 'en' ? 'en-GB' : lang, year && 'year', day && 'day'].join(' ')
  return format(shown).format(moment)
}

/** Whether somebody is born after this day, as far as is known. */
export const isBornAfter = (born: string, today: string): boolean =>
  /^\d/.test(born) && born > today.slice(0, born.length)

const partsOf = (born: string) => {
  const [, year = '', month = '', day = ''] = /^(?:(\d{4})|-)(?:-(\d\d)(?:-(\d\d))?)?$/.exec(born) ?? []
  return { year, month, day }
}

const shapes = [
  /^(?<year>\d{4})$/,
  /^(?<month>\d{1,2})\s*[./]\s*(?<year>\d{4})$/,
  /^(?<day>\d{1,2})\s*[./]\s*(?<month>\d{1,2})\s*[./]?\s*(?<year>\d{4})$/,
  /^(?<day>\d{1,2})\s*\.\s*(?<month>\d{1,2})\s*\.?$/,
  /^(?<year>\d{4})-(?<month>\d{2})(?:-(?<day>\d{2}))?$/,
  /^--(?<month>\d{2})-(?<day>\d{2})$/,
]

const isPossible = (year: number, month: number, day: number, given: Record<string, string | undefined>): boolean =>
  (given.year === undefined || (year >= 1880 && year <= 2199)) &&
  (given.month === undefined || (month >= 1 && month <= 12)) &&
  (given.day === undefined || (day >= 1 && day <= daysIn(month, given.year === undefined ? 2000 : year)))

const daysIn = (month: number, year: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

const two = (digits: string) => digits.padStart(2, '0')

const format = memo((shown: string) => {
  const [lang, ...parts] = shown.split(' ')
  return new Intl.DateTimeFormat(lang, {
    ...(parts.includes('year') ? { year: 'numeric' } : {}),
    month: 'long',
    ...(parts.includes('day') ? { day: 'numeric' } : {}),
    timeZone: 'UTC',
  })
})
