import { memo } from './memo.ts'
import { dayOf, zone } from './time.ts'

type Say = { readonly lang: string }

/** 'středa 9. prosince 2026 v 18:00' */
export const longDateTime = ({ lang }: Say, moment: Date) =>
  format(lang, 'longDateTime', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(moment)

/** '9. 12. 2026 18:00' */
export const shortDateTime = ({ lang }: Say, moment: Date) =>
  format(lang, 'shortDateTime', {
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(moment)

/** '18:00' */
export const timeOfDay = ({ lang }: Say, moment: Date) =>
  format(lang, 'timeOfDay', { hour: 'numeric', minute: '2-digit' }).format(moment)

/** A stretch of time in the words of `say`: within a day 'středa 9. prosince 2026 od 18:00 do 21:00'. */
export const timeSpan = (
  say: Say & ((key: 'event.on_day' | 'event.over_days', values: Record<string, string>) => string),
  from: Date,
  to: Date,
) =>
  dayOf(from) === dayOf(to)
    ? say('event.on_day', { day: longDay(say, from), from: timeOfDay(say, from), to: timeOfDay(say, to) })
    : say('event.over_days', { from: longDateTime(say, from), to: longDateTime(say, to) })

/** '9. 12. 2026' of a local day 'YYYY-MM-DD' or of a moment. */
export const shortDay = ({ lang }: Say, day: string | Date) =>
  format(lang, 'shortDay', { day: 'numeric', month: 'numeric', year: 'numeric' }).format(asMoment(day))

/** 'středa 9. prosince 2026' */
export const longDay = ({ lang }: Say, day: string | Date) =>
  format(lang, 'longDay', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(asMoment(day))

export const wholeNumber = ({ lang }: Say, count: number) => numbers(lang).format(count)
const numbers = memo((lang: string) => new Intl.NumberFormat(lang))

export const languageName = ({ lang }: Say, code: string) => languageNames(lang).of(code) ?? code
const languageNames = memo((lang: string) => new Intl.DisplayNames(lang, { type: 'language' }))

/** The parts of a day for a tile: 9 · prosinec · st */
export const tileOf = ({ lang }: Say, moment: Date) => ({
  iso: moment.toISOString(),
  day: format(lang, 'tileDay', { day: 'numeric' }).format(moment).replace(/\D/g, ''),
  month: format(lang, 'tileMonth', { month: 'short' }).format(moment),
  weekday: format(lang, 'tileWeekday', { weekday: 'short' }).format(moment),
})

const asMoment = (day: string | Date) => (typeof day === 'string' ? new Date(`${day}T12:00:00Z`) : day)

/** Formatting a moment costs more than all else on a page, and pages say the same moments again and again. */
const format = (lang: string, name: string, options: Intl.DateTimeFormatOptions) => {
  const known = formats.get(name + lang) ?? formatter(lang, options)
  formats.set(name + lang, known)
  return known
}

const formatter = (lang: string, options: Intl.DateTimeFormatOptions) => {
  const intl = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { ...options, timeZone: zone })
  const said = memo((time: number) => intl.format(time))
  return { format: (moment: Date) => said(moment.getTime()) }
}

const formats = new Map<string, ReturnType<typeof formatter>>()
