import * as z from 'zod'
import { bornOf } from '../lib/born.ts'
import { normalPhone } from '../lib/phone.ts'
import { dayOf, isDay } from '../lib/time.ts'
import { folded } from './folded.ts'
import { dayOfSerial } from './reading/xlsx.ts'

/** '1. 2. 2026', '1.2.26', '1/2/2026', '2026-02-01', '1. února 2026' or a day as a spreadsheet counts -> '2026-02-01' */
export const dayIn = (typed: string): string | undefined => {
  const text = folded(typed).replace(/[ t]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?z?$/, '')
  const day =
    isoOf(text) ?? czechOf(text) ?? namedOf(text) ?? (/^\d{5}$/.test(text) ? dayOfSerial(Number(text)) : undefined)
  return day !== undefined && isDay(day) ? day : undefined
}

/** As much of a birth as is known; a year of two figures is a hundred years ago rather than ahead. */
export const bornIn = (typed: string, now: Date): string | undefined => {
  const text = typed.trim()
  const [, day, month, short] = /^(\d{1,2})[./]\s*(\d{1,2})[./]\s*(\d{2})$/.exec(text) ?? []
  if (day && month && short) {
    const year = 2000 + Number(short) > Number(dayOf(now).slice(0, 4)) ? 1900 + Number(short) : 2000 + Number(short)
    return bornOf(`${year}-${padded(month)}-${padded(day)}`)
  }
  if (/^\d{5}$/.test(text)) return dayOfSerial(Number(text))
  return bornOf(text) ?? bornOf(dayIn(text) ?? text)
}

/**
 * '+420777123456'; most numbers in a Czech list are plain Czech ones, which need no table of the world to be told. One the
 * table does not know is kept as it is, as long as it is a number: a list is older than the numbers in it.
 */
export const phoneIn = (typed: string): string | undefined => {
  const digits = typed.replace(/[\s\u00a0().\-/]/g, '')
  const czech = /^(?:(?:\+|00)?420)?((?:[2-578]\d|60)\d{7})$/.exec(digits)?.[1]
  if (czech) return `+420${czech}`
  const prefixed = /^(?:420|421|380|49|48|43)\d{8,11}$/.test(digits) ? `+${digits}` : digits
  const known = normalPhone(typed) ?? normalPhone(prefixed)
  if (known) return known
  return /^\d{9}$/.test(digits) ? `+420${digits}` : /^(?:\+|00)?\d{6,15}$/.test(digits) ? digits : undefined
}

const address = z.email()

export const emailIn = (typed: string): string | undefined => {
  const text = typed
    .replace(/^mailto:/i, '')
    .replace(/^.*<([^<>]+)>$/, '$1')
    .trim()
  return text.length <= 254 && address.safeParse(text).success ? text : undefined
}

/** Several of something in one cell. */
export const partsIn = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[,;\n|]/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
]

/** A name in one column: titles off, 'Nováková Jana' the other way round where the list is written so. */
export const nameIn = (typed: string, familyFirst: boolean) => {
  const [bare = '', ...behind] = typed.split(',').map((part) => part.trim())
  const after = behind.filter((part) => title.test(part))
  const swapped = after.length < behind.length ? behind.find((part) => !title.test(part)) : undefined
  const words = bare.split(/\s+/)
  const before = words.filter(
    (word, at) => title.test(word) && words.slice(0, at).every((earlier) => title.test(earlier)),
  )
  const names = words.slice(before.length)
  const titles = { title_before: before.join(' '), title_after: after.join(', ') }
  if (swapped) return { ...titles, given_name: swapped, family_name: names.join(' ') }
  if (names.length < 2)
    return {
      ...titles,
      given_name: familyFirst ? '' : names.join(' '),
      family_name: familyFirst ? names.join(' ') : '',
    }
  return familyFirst
    ? { ...titles, given_name: names.slice(1).join(' '), family_name: names[0] ?? '' }
    : { ...titles, given_name: names.slice(0, -1).join(' '), family_name: names.at(-1) ?? '' }
}

const title =
  /^(?:(?:bc|ing|mgr|mga|mudr|mvdr|mddr|judr|phdr|rndr|pharmdr|paeddr|thdr|thlic|doc|prof|dr|dis|mba|llm|ll\.m|csc|drsc|et|arch|ph\.?d|th\.?d|artd|dipl|m\.?sc|b\.?sc|msc|bsc|m\.?a|b\.?a)\.?)$/i

const isoOf = (text: string): string | undefined => {
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? []
  return year && month && day ? `${year}-${padded(month)}-${padded(day)}` : undefined
}

const czechOf = (text: string): string | undefined => {
  const [, day, month, year] = /^(\d{1,2})[./-]\s*(\d{1,2})[./-]\s*(\d{2}|\d{4})\.?$/.exec(text) ?? []
  return day && month && year ? `${year.length === 2 ? `20${year}` : year}-${padded(month)}-${padded(day)}` : undefined
}

const months =
  'ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince january february march april may june july august september october november december'.split(
    ' ',
  )

const namedOf = (text: string): string | undefined => {
  const [, day, month = '', year] = /^(\d{1,2})\.?\s+([a-z]+)\.?,?\s+(\d{4})$/.exec(text) ?? []
  const at = months.indexOf(month)
  return day && year && at >= 0 ? `${year}-${padded(String((at % 12) + 1))}-${padded(day)}` : undefined
}

const padded = (number: string) => number.padStart(2, '0')
