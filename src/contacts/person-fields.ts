import * as z from 'zod'
import { languages } from '../../views/messages/index.ts'
import { bornOf } from '../lib/born.ts'
import { countryCodes } from '../lib/countries.ts'
import { knownLanguages } from '../lib/languages.ts'
import { isRegionCode } from '../lib/regions.ts'
import { momentOf } from '../lib/time.ts'
import { barriers, horizons, languageLevels, lawfulBases, type PointKind, triggers } from '../lib/words.ts'
import { day, line, optionalEmail, phone, text, ticks } from '../web/forms.ts'

/** How many rows of a kind a form has at most: e-mails, phones, languages. */
export const mostRows = 8

const orNull = <Code extends string>(codes: readonly Code[]) =>
  z
    .union([z.literal(''), z.enum(codes)])
    .default('')
    .transform((code) => code || null)

const born = text(40).transform((typed, context) => {
  const kept = typed === '' ? '' : bornOf(typed)
  if (kept === undefined) context.addIssue({ code: 'custom', message: 'people.born_wrong' })
  return kept ?? z.NEVER
})

/** One choice for two columns: a Czech region, or the country of who lives elsewhere. */
const area = z
  .string()
  .refine((code) => code === '' || isRegionCode(code) || countryCodes.includes(code), { error: 'field.choice' })
  .default('')
  .transform((code) => ({
    residence_region: isRegionCode(code) ? code : '',
    residence_country: isRegionCode(code) ? '' : code,
  }))

const informed = z
  .union([z.literal(''), day], { error: 'field.date' })
  .default('')
  .transform((typed) => (typed ? (momentOf(`${typed}T12:00`) ?? null) : null))

/** What a form says of a person themselves, each field a column. */
export const personFields = {
  title_before: line(40),
  given_name: text(100),
  family_name: text(100),
  title_after: line(40),
  birth_name: text(100),
  former_names: line(200),
  nickname: line(100),
  native_name: line(200),
  latin_name: line(200),
  born,
  email: optionalEmail,
  phone,
  lang: z.enum(languages).default('cs'),
  municipality_origin: text(100),
  origin_code: text(6).refine((code) => /^(\d{6})?$/.test(code), { error: 'people.origin_code_wrong' }),
  residence: text(100),
  residence_area: area,
  /** the choice when the form was opened: left as it was, it follows the town */
  residence_area_was: text(5),
  field: text(100),
  isco: text(4).refine((code) => /^\d{0,4}$/.test(code), { error: 'field.choice' }),
  horizon: orNull(horizons),
  lawful_basis: orNull(lawfulBases),
  source_note: text(1000),
  informed_on: informed,
  tags: z
    .string()
    .max(300)
    .default('')
    .transform((typed) =>
      [
        ...new Set(
          typed
            .split(',')
            .map((tag) => tag.trim())
            .filter(Boolean),
        ),
      ].slice(0, 20),
    ),
  owner_id: z
    .union([z.literal(''), z.uuid()])
    .default('')
    .transform((id) => id || null),
}

export type Point = { kind: PointKind; value: string; label: string }
export type Spoken = { lang: string; level: (typeof languageLevels)[number] }

const url = text(300).refine((typed) => typed === '' || /^https?:\/\/[^\s/$.?#].[^\s]*$/i.test(typed), {
  error: 'people.url_wrong',
})
const valueFor: Record<PointKind, z.ZodType<string>> = { email: optionalEmail, phone, messenger: line(200), url }

/** Beside the first e-mail and the first phone, which are fields of their own. */
export const furtherPoints = (['email', 'phone', 'messenger', 'url'] as const).flatMap((kind) =>
  rowNumbers(kind === 'email' || kind === 'phone' ? 2 : 1).map((row) => ({ kind, name: `${kind}_${row}` })),
)
export const languageRows = rowNumbers(1)

const points = z
  .object(
    Object.fromEntries(
      furtherPoints.flatMap(({ kind, name }) => [
        [name, valueFor[kind]],
        [`label_${name}`, line(40)],
      ]),
    ),
  )
  .transform((typed) => ({
    points: furtherPoints
      .map(({ kind, name }): Point => ({ kind, value: said(typed[name]), label: said(typed[`label_${name}`]) }))
      .filter(({ value }) => value !== ''),
  }))

const knownLanguage = z.union([z.literal(''), z.enum(knownLanguages)]).default('')
const level = z.union([z.literal(''), z.enum(languageLevels)]).default('')

const spoken = z
  .object(
    Object.fromEntries(
      languageRows.flatMap((row): [string, z.ZodType<string>][] => [
        [`language_${row}`, knownLanguage],
        [`level_${row}`, level],
      ]),
    ),
  )
  .transform((typed, context) => {
    const rows = languageRows.map((row) => ({
      row,
      lang: said(typed[`language_${row}`]),
      level: said(typed[`level_${row}`]),
    }))
    for (const { row, lang, level } of rows) {
      const again = lang !== '' && rows.some((other) => other.row < row && other.lang === lang)
      if (again) context.addIssue({ code: 'custom', message: 'field.duplicate', path: [`language_${row}`] })
      if (lang === '' && level !== '')
        context.addIssue({ code: 'custom', message: 'field.required', path: [`language_${row}`] })
      if (lang !== '' && level === '')
        context.addIssue({ code: 'custom', message: 'people.level_wrong', path: [`level_${row}`] })
    }
    // the schema above lets nothing but levels and nothing through
    const languages = rows.filter(({ lang }) => lang !== '').map(({ lang, level }) => ({ lang, level }) as Spoken)
    return { languages }
  })

const brings = ticks('trigger', triggers).transform((ticked) => ({ triggers: ticked }))
const keeps = ticks('barrier', barriers).transform((ticked) => ({ barriers: ticked }))

/** What a form says beside the person's own columns, as `more`: in tables of their own. */
export const moreFields = z
  .intersection(z.intersection(points, spoken), z.intersection(brings, keeps))
  .transform((more) => ({ more }))

export type More = z.infer<typeof moreFields>['more']

function rowNumbers(from: number): number[] {
  return Array.from({ length: mostRows + 1 - from }, (_, index) => from + index)
}

const said = (value: unknown): string => (typeof value === 'string' ? value : '')
