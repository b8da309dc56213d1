import type { FilterChoices } from '../../src/contacts/queries/choices.ts'
import { type ContactQuery, contactSources, type FilterName, nextStepStates } from '../../src/lib/contact-query.ts'
import { countriesIn, countryName } from '../../src/lib/countries.ts'
import { languageName, shortDay } from '../../src/lib/format.ts'
import { occupationName, occupations } from '../../src/lib/isco.ts'
import { languagesIn } from '../../src/lib/languages.ts'
import { regionCodes, regionName } from '../../src/lib/regions.ts'
import { type CentreStage, stageCategories, stageName } from '../../src/lib/stages.ts'
import {
  barriers,
  horizons,
  languageLevels,
  lawfulBases,
  relationKinds,
  residenceTitles,
  type Track,
  triggers,
} from '../../src/lib/words.ts'
import type { Option } from '../components/field.tsx'
import type { StaffT } from '../messages/index.ts'
import { levelName } from './level-name.ts'

export type ListWords = {
  t: StaffT
  stages: readonly CentreStage[]
  tracks: readonly Track[]
  choices: FilterChoices
}

type Codes = readonly string[]
const named = (codes: Codes, label: (code: string) => string): Option[] =>
  codes.map((value) => ({ value, label: label(value) }))

/** What a filter can be set to, in the words of the reader. */
export const optionsOf = ({ t, stages, tracks, choices }: ListWords, query: ContactQuery) => ({
  track: tracks.map((value) => ({ value, label: t(`track.${value}`) })),
  stage: stages
    .filter(
      ({ track, retired, code }) =>
        (query.track ? track === query.track : tracks.includes(track)) && (!retired || query.stage.includes(code)),
    )
    .map(({ code, name }) => ({ value: code, label: name })),
  owner: [
    { value: 'me', label: t('lists.owner.me') },
    { value: 'nobody', label: t('lists.owner.nobody') },
    ...choices.owners.map(({ id, name }) => ({ value: id, label: name })),
  ],
  ...fixedIn(t),
})

/** What is the same in every centre. */
const fixedIn = (t: StaffT): ReturnType<typeof fixedAnew> => {
  const known = fixedByLanguage.get(t.lang) ?? fixedAnew(t)
  fixedByLanguage.set(t.lang, known)
  return known
}

const fixedByLanguage = new Map<string, ReturnType<typeof fixedAnew>>()

const fixedAnew = (t: StaffT) => ({
  category: stageCategories.map((value) => ({ value, label: t(`lists.category.${value}`) })),
  next: nextStepStates.map((value) => ({ value, label: t(`lists.next.${value}`) })),
  region: [...named(regionCodes, (code) => regionName(t, code)), { value: 'none', label: t('whereabouts.unknown') }],
  country: countriesIn(t.lang),
  citizenship: countriesIn(t.lang),
  horizon: horizons.map((value) => ({ value, label: t(`people.horizon.${value}`) })),
  speaks: languagesIn(t.lang),
  level: languageLevels.map((value) => ({ value, label: levelName(t, value) })),
  title: residenceTitles.map((value) => ({ value, label: t(`people.title.${value}`) })),
  isco: named(
    occupations.map(([code]) => code),
    (code) => occupationName(t, code),
  ),
  trigger: triggers.map((value) => ({ value, label: t(`people.trigger.${value}`) })),
  barrier: barriers.map((value) => ({ value, label: t(`people.barrier.${value}`) })),
  source: contactSources.map((value) => ({ value, label: t(`source.${value}`) })),
  basis: [
    ...lawfulBases.map((value) => ({ value, label: t(`people.lawful_basis.${value}`) })),
    { value: 'none', label: t('lists.basis.none') },
  ],
  consent: [
    { value: 'contact', label: t('consent.contact') },
    { value: 'newsletter', label: t('consent.newsletter') },
    { value: 'surveys', label: t('consent.surveys') },
    { value: 'none', label: t('lists.consent.none') },
  ],
  has: (['email', 'phone'] as const).map((value) => ({ value, label: t(`lists.point.${value}`) })),
  lacks: (['email', 'phone'] as const).map((value) => ({ value, label: t(`lists.point.${value}`) })),
  relation: relationKinds.map((value) => ({ value, label: t(`people.relation.${value}`) })),
  referred: (['yes', 'accepted', 'no'] as const).map((value) => ({ value, label: t(`lists.referred.${value}`) })),
  parked: yesNo(t),
  informed: yesNo(t),
  household: yesNo(t),
  absent: [{ value: 'yes', label: t('lists.yes') }],
  obligation: [{ value: 'open', label: t('lists.open') }],
})

const yesNo = (t: StaffT) => (['yes', 'no'] as const).map((value) => ({ value, label: t(`lists.${value}`) }))

type Chip = {
  name: FilterName | 'q'
  value?: string
  text: string
  alsoRemoves?: (keyof ContactQuery)[]
}

/** The filters as somebody would say them, each with what it takes to be without it. */
export const chipsOf = (words: ListWords, query: ContactQuery): Chip[] => {
  const { t, stages, choices } = words
  const labelled = (name: keyof ReturnType<typeof optionsOf>) => {
    const options = optionsOf(words, query)[name]
    return (code: string) => options.find((option) => option.value === code)?.label ?? code
  }
  const each = (name: Chip['name'], values: readonly string[], say: (value: string) => string): Chip[] =>
    values.map((value) => ({ name, value, text: say(value) }))
  const one = (name: Chip['name'], text: () => string): Chip[] => (query[name] ? [{ name, text: text() }] : [])
  const owner = (who: string) =>
    t('lists.said.owner', { who, name: choices.owners.find(({ id }) => id === who)?.name ?? '?' })
  return [
    ...one('q', () => t('lists.said.search', { text: query.q })),
    ...each('stage', query.stage, (code) => stageName(stages, code)),
    ...each('category', query.category, (value) => t('lists.said.category', { value: labelled('category')(value) })),
    ...one('parked', () => t('lists.said.parked', { value: query.parked })),
    ...each('owner', query.owner, owner),
    ...one('next', () => t('lists.said.next', { value: query.next })),
    ...each('tag', query.tag, (value) => t('lists.said.tag', { value })),
    ...each('tag_all', query.tag_all, (value) => t('lists.said.tag', { value })),
    ...each('tag_none', query.tag_none, (value) => t('lists.said.tag_none', { value })),
    ...each('municipality', query.municipality, (value) => t('lists.said.municipality', { value })),
    ...each('town', query.town, (value) => t('lists.said.residence', { value })),
    ...each('region', query.region, (code) =>
      code === 'none' ? t('whereabouts.unknown') : t('lists.said.residence', { value: regionName(t, code) }),
    ),
    ...each('country', query.country, (code) => t('lists.said.residence', { value: countryName(t, code) })),
    ...one('horizon', () => t('lists.said.horizon', { value: query.horizon })),
    ...speaking(t, query),
    ...each('citizenship', query.citizenship, (code) => t('lists.said.citizenship', { value: countryName(t, code) })),
    ...each('title', query.title, labelled('title')),
    ...each('field', query.field, (value) => t('lists.said.field', { value })),
    ...each('isco', query.isco, (code) => occupationName(t, code)),
    ...each('trigger', query.trigger, (code) => t('lists.said.trigger', { value: labelled('trigger')(code) })),
    ...each('barrier', query.barrier, (code) => t('lists.said.barrier', { value: labelled('barrier')(code) })),
    ...attending(t, query),
    ...one('absent', () => t('lists.said.absent')),
    ...one('quiet', () => t('lists.said.quiet', { count: query.quiet })),
    ...days(t, query, 'touched'),
    ...days(t, query, 'created'),
    ...each('source', query.source, labelled('source')),
    ...each('basis', query.basis, (code) => t('lists.said.basis', { value: labelled('basis')(code) })),
    ...one('informed', () => t('lists.said.informed', { value: query.informed })),
    ...each('consent', query.consent, (code) => t('lists.said.consent', { value: labelled('consent')(code) })),
    ...each('has', query.has, (code) => t('lists.said.has', { value: labelled('has')(code) })),
    ...each('lacks', query.lacks, (code) => t('lists.said.lacks', { value: labelled('lacks')(code) })),
    ...one('household', () => t('lists.said.household', { value: query.household })),
    ...each('relation', query.relation, (code) => t('lists.said.relation', { value: labelled('relation')(code) })),
    ...one('obligation', () => t('lists.said.obligation')),
    ...one('referred', () => t('lists.said.referred', { value: query.referred })),
  ]
}

const speaking = (t: StaffT, { speaks, level }: ContactQuery): Chip[] => {
  if (!speaks) return []
  const said = {
    lang: speaks,
    name: languageName(t, speaks),
    level: levelName(t, level ?? ''),
  }
  const text = level ? t('lists.said.speaks_level', said) : t('lists.said.speaks', said)
  return [{ name: 'speaks', text, alsoRemoves: ['level'] }]
}

/** One sentence for what belongs together: how many events, where and when. */
const attending = (t: StaffT, query: ContactQuery): Chip[] => {
  const { attended, event_town, event_from, event_to, absent } = query
  const about = [...event_town, ...span(t, event_from, event_to)]
  if (!attended && (absent || about.length === 0))
    return about.length > 0 ? [{ name: 'event_town', text: about.join(', '), alsoRemoves: events }] : []
  const text = t('lists.said.attended', { count: attended ?? 1 })
  return [{ name: 'attended', text: about.length > 0 ? `${text} (${about.join(', ')})` : text, alsoRemoves: events }]
}

const events: (keyof ContactQuery)[] = ['event_town', 'event_from', 'event_to']

const span = (t: StaffT, from: string | undefined, to: string | undefined): string[] => [
  ...(from ? [t('lists.said.since', { day: shortDay(t, from) })] : []),
  ...(to ? [t('lists.said.until', { day: shortDay(t, to) })] : []),
]

const days = (t: StaffT, query: ContactQuery, what: 'touched' | 'created'): Chip[] => {
  const when = span(t, query[`${what}_from`], query[`${what}_to`]).join(' ')
  return when ? [{ name: `${what}_from`, text: t(`lists.said.${what}`, { when }), alsoRemoves: [`${what}_to`] }] : []
}
