import { normalEmail } from '../lib/email.ts'
import type { OwnColumn, Reason } from '../lib/imports.ts'
import { type Field, plainColumns } from './fields.ts'
import type { PointTold, Told } from './told.ts'
import { bornIn, dayIn, emailIn, nameIn, partsIn, phoneIn } from './values.ts'
import { languageNamed, levelNamed } from './vocabulary.ts'

/** A row while it is read: what it says so far, what it cannot say, and words nobody explained yet. */
export type Row = {
  told: Told
  problems: Reason[]
  unknown: { field: Field; word: string }[]
  /** what a word means in a field; '' where it means nothing here */
  codeOf(field: Field, word: string): string | undefined
  titleOf(column: number): string
  now: Date
}

type Take = (row: Row, value: string, column: number) => void

/** How what stands in a cell gets into what is told, by the field its column goes to. */
export const takers = (): Record<Field, Take> => ({
  ...plainTexts(),
  full_name: (row, value) => takeName(row, value, false),
  full_name_reversed: (row, value) => takeName(row, value, true),
  born: (row, value) => takeRead(row, 'born', value, bornIn(value, row.now)),
  lang: inColumn('lang', 'lang'),
  email: (row, value) => takeEmails(row, 'email', value),
  email_2: (row, value) => takeEmails(row, 'email_2', value),
  phone: (row, value) => takePhones(row, 'phone', value),
  phone_2: (row, value) => takePhones(row, 'phone_2', value),
  messenger: (row, value) => takePoint(row, 'messenger', 'messenger', value, shortEnough(value)),
  url: (row, value) => takePoint(row, 'url', 'url', value, shortEnough(value)),
  street: (row, value) => takeAddress(row, { street: value.slice(0, 200) }),
  postal_code: (row, value) => takeAddress(row, { postal_code: value.slice(0, 20) }),
  town: (row, value) => takeAddress(row, { town: value.slice(0, 100) }),
  country: (row, value) => coded(row, 'country', value, (country) => takeAddress(row, { country })),
  origin_code: (row, value) => takeRead(row, 'origin_code', value, /^\d{6}$/.exec(value.replace(/\s/g, ''))?.[0]),
  isco: (row, value) => takeRead(row, 'isco', value, /^\d{1,4}$/.exec(value.replace(/\s/g, ''))?.[0]),
  residence_region: inColumn('residence_region', 'residence_region'),
  residence_country: inColumn('residence_country', 'residence_country'),
  horizon: inColumn('horizon', 'horizon'),
  owner: inColumn('owner', 'owner_id'),
  languages: takeLanguages,
  level_cs: inLanguage('level_cs', 'cs'),
  level_en: inLanguage('level_en', 'en'),
  level_de: inLanguage('level_de', 'de'),
  level_uk: inLanguage('level_uk', 'uk'),
  citizenship: (row, value) =>
    codedParts(row, 'citizenship', value, (code) => row.told.statuses.push({ kind: 'citizenship', value: code })),
  residence_title: (row, value) =>
    coded(row, 'residence_title', value, (code) => row.told.statuses.push({ kind: 'residence', value: code })),
  triggers: (row, value) =>
    codedParts(row, 'triggers', value, (code) => row.told.motives.push({ kind: 'trigger', code })),
  barriers: (row, value) =>
    codedParts(row, 'barriers', value, (code) => row.told.motives.push({ kind: 'barrier', code })),
  organisation: (row, value) => takeAffiliation(row, { organisation: value.slice(0, 200) }),
  role: (row, value) => takeAffiliation(row, { role: value.slice(0, 200) }),
  stage_return: (row, value) =>
    coded(row, 'stage_return', value, (stage) => row.told.stages.push({ track: 'return', stage })),
  stage_relocation: (row, value) =>
    coded(row, 'stage_relocation', value, (stage) => row.told.stages.push({ track: 'relocation', stage })),
  tags: (row, value) => takeTags(row, partsIn(value)),
  tag_if_yes: (row, value, column) =>
    coded(row, 'tag_if_yes', value, (code) => takeTags(row, code === 'yes' ? [row.titleOf(column)] : [])),
  note: ({ told }, value) => {
    told.note = [told.note, value].filter(Boolean).join('\n').slice(0, 5000)
  },
  next_step: (row, value) => takeText(row, 'next_step', value, 300),
  next_step_on: (row, value) => takeRead(row, 'next_step_on', value, dayIn(value)),
})

const plainTexts = () => {
  const taking = plainColumns.map((column): [(typeof plainColumns)[number], Take] => [
    column,
    (row, value) => takeText(row, column, value, column === 'former_names' ? 200 : 100),
  ])
  return Object.fromEntries(taking) as Record<(typeof plainColumns)[number], Take> // made of exactly these
}

const takeName = (row: Row, value: string, familyFirst: boolean) => {
  const { given_name, family_name, title_before, title_after } = nameIn(value, familyFirst)
  const named = { given_name, family_name, title_before, title_after }
  for (const column of ['given_name', 'family_name', 'title_before', 'title_after'] as const)
    if (named[column] !== '' && !row.told.columns[column]) takeText(row, column, named[column], 100)
}

const takeEmails = (row: Row, field: Field, value: string) => {
  for (const part of partsIn(value)) takePoint(row, 'email', field, part, emailIn(part))
}

const takePhones = (row: Row, field: Field, value: string) => {
  for (const part of partsIn(value.replaceAll('/', ','))) takePoint(row, 'phone', field, part, phoneIn(part))
}

const shortEnough = (value: string) => (value.length <= 300 ? value : undefined)

const takeText = (row: Row, column: OwnColumn, value: string, most: number) => {
  const text = value.replace(/\s+/g, ' ')
  if (text.length > most) row.problems.push({ code: 'too_long', field: column, value: text.slice(0, 40) })
  else row.told.columns[column] = text
}

const takeRead = (row: Row, column: OwnColumn, typed: string, read: string | undefined) => {
  if (read === undefined) row.problems.push({ code: 'unreadable', field: column, value: typed.slice(0, 60) })
  else row.told.columns[column] = read
}

const takePoint = (row: Row, kind: PointTold['kind'], field: Field, typed: string, value: string | undefined) => {
  if (value === undefined) {
    row.problems.push({ code: 'unreadable', field, value: typed.slice(0, 60) })
    return
  }
  const norm = kind === 'email' ? normalEmail(value) : kind === 'phone' ? value : value.trim().toLowerCase()
  if (!row.told.points.some((point) => point.kind === kind && point.norm === norm))
    row.told.points.push({ kind, value, norm })
}

const takeAddress = ({ told }: Row, part: Partial<NonNullable<Told['address']>>) => {
  told.address = { street: '', postal_code: '', town: '', country: 'CZ', ...told.address, ...part }
}

const takeAffiliation = ({ told }: Row, part: Partial<NonNullable<Told['affiliation']>>) => {
  told.affiliation = { organisation: '', role: '', ...told.affiliation, ...part }
}

const takeTags = ({ told }: Row, tags: readonly string[]) => {
  told.tags = [...new Set([...told.tags, ...tags.map((tag) => tag.slice(0, 60))])].slice(0, 20)
}

/** 'angličtina B2, němčina (A1); ruština' */
function takeLanguages(row: Row, value: string) {
  for (const part of partsIn(value)) {
    const level = /\b([abc][12])\b/i.exec(part)?.[1] ?? /\(([^)]+)\)/.exec(part)?.[1] ?? / ?[-–:] (.+)$/.exec(part)?.[1]
    const name = part.replace(/\b[abc][12]\b|\([^)]*\)| ?[-–:] .*$/gi, '').trim()
    const lang = row.codeOf('languages', name) ?? languageNamed(name)
    const known = level === undefined ? 'unknown' : levelNamed(level)
    if (lang === '') continue
    if (!lang || !known) row.problems.push({ code: 'unreadable', field: 'languages', value: part.slice(0, 60) })
    else speak(row, lang, known)
  }
}

const speak = ({ told }: Row, lang: string, level: string) => {
  if (!told.languages.some((other) => other.lang === lang)) told.languages.push({ lang, level })
}

function inLanguage(field: Field, lang: string): Take {
  return (row, value) => coded(row, field, value, (level) => speak(row, lang, level))
}

function inColumn(field: Field, column: OwnColumn): Take {
  return (row, value) =>
    coded(row, field, value, (code) => {
      row.told.columns[column] = code
    })
}

const coded = (row: Row, field: Field, word: string, take: (code: string) => unknown) => {
  const code = row.codeOf(field, word)
  if (code === undefined) row.unknown.push({ field, word: word.slice(0, 100) })
  else if (code !== '') take(code)
}

/** A cell that says one thing by several words goes before one that says several. */
const codedParts = (row: Row, field: Field, value: string, take: (code: string) => unknown) => {
  if (row.codeOf(field, value) !== undefined) coded(row, field, value, take)
  else for (const part of partsIn(value)) coded(row, field, part, take)
}
