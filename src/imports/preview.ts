import type { PreviewRow } from '../../views/imports/preview.tsx'
import { fieldName } from '../../views/imports/reasons.ts'
import type { StaffKey, StaffT } from '../../views/messages/index.ts'
import type { Scope } from '../db/scope.ts'
import { bornText } from '../lib/born.ts'
import { countryName } from '../lib/countries.ts'
import { languageName, shortDay } from '../lib/format.ts'
import { readablePhone } from '../lib/phone.ts'
import { regionName } from '../lib/regions.ts'
import { type CentreStage, stageName } from '../lib/stages.ts'
import type { ImportRecord } from './queries/imports.ts'
import type { Told } from './told.ts'
import { centreVocabulary, readerOf, type VocabularyOf } from './understanding.ts'

type Words = { t: StaffT; stages: readonly CentreStage[]; vocabulary: VocabularyOf }

/** The first rows as they will be written, in words: each fact under our name for it. */
export const previewOf = async (
  scope: Scope,
  list: ImportRecord,
  said: Omit<Words, 'vocabulary'>,
): Promise<PreviewRow[]> => {
  const words = { ...said, vocabulary: await centreVocabulary(scope) }
  const read = readerOf(list, words.vocabulary, scope.now)
  return list.sample.map(([line, cells]) => {
    const { told, problems } = read(cells)
    const values = factsOf(words, told).filter(([, text]) => text !== '')
    return { line, problems, values: values.map(([name, text]) => ({ field: fieldName(words.t, name), text })) }
  })
}

const factsOf = (words: Words, told: Told): [name: string, text: string][] => {
  const { t, stages } = words
  const motives = (kind: 'trigger' | 'barrier') =>
    // every motive of the vocabulary has its words
    told.motives.filter((one) => one.kind === kind).map(({ code }) => t(`people.${kind}.${code}` as StaffKey))
  return [
    ...Object.entries(told.columns).map(([name, text]): [string, string] => [name, columnText(words, name, text)]),
    ...told.points.map(({ kind, value }): [string, string] => [kind, kind === 'phone' ? readablePhone(value) : value]),
    ['address', addressText(t, told.address)],
    ...told.statuses.map(({ kind, value }): [string, string] =>
      kind === 'citizenship'
        ? ['citizenship', countryName(t, value)]
        : ['residence_title', t(`people.title.${value}` as StaffKey)],
    ),
    [
      'languages',
      told.languages.map(({ lang, level }) => `${languageName(t, lang)} (${levelText(t, level)})`).join(', '),
    ],
    ['triggers', motives('trigger').join(', ')],
    ['barriers', motives('barrier').join(', ')],
    ['tags', told.tags.join(', ')],
    ['organisation', [told.affiliation?.organisation, told.affiliation?.role].filter(Boolean).join(', ')],
    ...told.stages.map(({ track, stage }): [string, string] => [`stage_${track}`, stageName(stages, stage)]),
    ['note', told.note],
  ]
}

const columnText = ({ t, vocabulary }: Words, name: string, text: string): string => {
  switch (name) {
    case 'born':
      return bornText(t, text)
    case 'lang':
      return languageName(t, text)
    case 'next_step_on':
      return shortDay(t, text)
    case 'residence_country':
      return countryName(t, text)
    case 'residence_region':
      return regionName(t, text)
    case 'horizon':
      return t(`people.horizon.${text}` as StaffKey)
    case 'owner_id':
      return vocabulary('owner')?.find(({ code }) => code === text)?.names[0] ?? ''
    default:
      return text
  }
}

const levelText = (t: StaffT, level: string) =>
  level === 'native' || level === 'unknown' ? t(`people.level.${level}`) : level

const addressText = (t: StaffT, address: Told['address']) =>
  address
    ? [address.street, [address.postal_code, address.town].filter(Boolean).join(' '), countryName(t, address.country)]
        .filter(Boolean)
        .join(', ')
    : ''
