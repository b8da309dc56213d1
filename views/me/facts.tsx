import { bornText } from '../../src/lib/born.ts'
import { countryName } from '../../src/lib/countries.ts'
import { languageName, shortDay } from '../../src/lib/format.ts'
import { occupationName } from '../../src/lib/isco.ts'
import { titledName } from '../../src/lib/names.ts'
import { readablePhone } from '../../src/lib/phone.ts'
import { regionName } from '../../src/lib/regions.ts'
import { relationWord } from '../../src/lib/relations.ts'
import { barriers, residenceTitles, triggers } from '../../src/lib/words.ts'
import { Card } from '../components/card.tsx'
import { type Definition, DefinitionList } from '../components/definition-list.tsx'
import { levelName } from '../contacts/level-name.ts'
import type { PublicT } from '../messages/index.ts'
import type { OwnPageProps } from './show.tsx'

/** What is kept as facts; what is not known takes no place. */
export const OwnFacts = (page: OwnPageProps) => (
  <Card title={page.t('me.facts')}>
    <DefinitionList
      items={[...names(page), ...reach(page), ...places(page), ...work(page), ...coming(page), ...others(page)].filter(
        ({ value }) => value !== '',
      )}
    />
  </Card>
)

type Items = (page: OwnPageProps) => Definition[]

const names: Items = ({ t, contact }) => [
  { term: t('shared.name'), value: titledName(contact) },
  { term: t('me.birth_name'), value: contact.birth_name },
  { term: t('people.former_names'), value: contact.former_names },
  { term: t('people.nickname'), value: contact.nickname },
  { term: t('people.native_name'), value: contact.native_name },
  { term: t('people.latin_name'), value: contact.latin_name },
  { term: t('people.born'), value: contact.born && bornText(t, contact.born) },
]

const reach: Items = ({ t, points }) =>
  points.map(({ kind, value, label }) => ({
    term: label ? `${t(`shared.${kind}`)} (${label})` : t(`shared.${kind}`),
    value: kind === 'phone' ? readablePhone(value) : value,
  }))

const places: Items = ({ t, contact, facts }) => [
  {
    term: t('shared.municipality_origin'),
    value: [contact.municipality_origin, contact.origin_code].filter(Boolean).join(', '),
  },
  {
    term: t('shared.residence'),
    value: [
      contact.residence,
      contact.residence_region && regionName(t, contact.residence_region),
      contact.residence_country && countryName(t, contact.residence_country),
    ]
      .filter(Boolean)
      .join(', '),
  },
  {
    term: t('people.addresses'),
    value: lines(
      facts.addresses.map(({ kind, street, postal_code, town, municipality_code, country, ...dates }) =>
        [
          `${t(`people.address_kind.${kind}`)}: ${[street, `${postal_code} ${town}`.trim()].filter(Boolean).join(', ')}`,
          municipality_code,
          countryName(t, country),
          period(t, dates),
        ]
          .filter(Boolean)
          .join(', '),
      ),
    ),
  },
  {
    term: t('people.statuses'),
    value: lines(
      facts.statuses.map((status) => [statusOf(t, status.value), period(t, status)].filter(Boolean).join(', ')),
    ),
  },
]

const statusOf = (t: PublicT, value: string) => {
  const title = residenceTitles.find((known) => known === value)
  return title ? t(`people.title.${title}`) : t('people.citizenship_of', { country: countryName(t, value) })
}

const work: Items = ({ t, contact, facts }) => [
  { term: t('shared.field'), value: contact.field },
  { term: t('people.isco'), value: contact.isco && occupationName(t, contact.isco) },
  { term: t('me.lang'), value: languageName(t, contact.lang) },
  {
    term: t('people.languages'),
    value: lines(facts.languages.map(({ lang, level }) => `${languageName(t, lang)} (${levelName(t, level)})`)),
  },
  {
    term: t('people.affiliations'),
    value: lines(
      facts.affiliations.map(({ organisation, role, ...dates }) =>
        [organisation, role, period(t, dates)].filter(Boolean).join(', '),
      ),
    ),
  },
]

const coming: Items = ({ t, contact, facts }) => {
  const of = (kind: string) => facts.motives.filter((motive) => motive.kind === kind).map(({ code }) => code)
  const [brings, keeps] = [of('trigger'), of('barrier')]
  return [
    { term: t('me.horizon'), value: contact.horizon ? t(`people.horizon.${contact.horizon}`) : '' },
    {
      term: t('me.triggers'),
      value: lines(triggers.filter((code) => brings.includes(code)).map((code) => t(`people.trigger.${code}`))),
    },
    {
      term: t('me.barriers'),
      value: lines(barriers.filter((code) => keeps.includes(code)).map((code) => t(`people.barrier.${code}`))),
    },
    {
      term: t('me.relations'),
      value: lines(facts.relations.map(({ kind, is_first }) => t(`people.relation.${relationWord(kind, is_first)}`))),
    },
    { term: t('me.obligations'), value: lines(facts.obligations.map((duty) => dutyOf(t, duty))) },
  ]
}

const dutyOf = (t: PublicT, duty: OwnPageProps['facts']['obligations'][number]) =>
  [
    t('people.obligation_title'),
    duty.agreement,
    t('people.years', { count: duty.years_owed }),
    t('me.start_by', { day: shortDay(t, duty.start_by) }),
    duty.started_on && t('people.since', { day: shortDay(t, duty.started_on) }),
    t(`people.obligation_state.${duty.state}`),
    duty.note,
  ]
    .filter(Boolean)
    .join(', ')

const others: Items = ({ t, contact }) => [
  { term: t('me.tags'), value: contact.tags.join(', ') },
  { term: t('me.next_step'), value: contact.next_step },
  { term: t('me.since'), value: shortDay(t, contact.created_at) },
  { term: t('me.source_note'), value: contact.source_note },
  {
    term: t('me.lawful_basis'),
    value: contact.lawful_basis ? t(`people.lawful_basis.${contact.lawful_basis}`) : '',
  },
  { term: t('me.informed'), value: contact.informed_at ? shortDay(t, contact.informed_at) : '' },
]

const period = (t: PublicT, { valid_from, valid_to }: { valid_from: string | null; valid_to: string | null }) => {
  const [from, to] = [valid_from && shortDay(t, valid_from), valid_to && shortDay(t, valid_to)]
  if (from && to) return t('people.since_until', { from, to })
  if (from) return t('people.since', { day: from })
  return to ? t('people.until', { day: to }) : ''
}

const lines = (said: readonly string[]) =>
  said.length === 0 ? (
    ''
  ) : (
    <ul>
      {said.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
