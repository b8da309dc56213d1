import type { Child } from 'hono/jsx'
import { bornText } from '../../../src/lib/born.ts'
import { countryName } from '../../../src/lib/countries.ts'
import { languageName, shortDay } from '../../../src/lib/format.ts'
import { occupationName } from '../../../src/lib/isco.ts'
import { regionName } from '../../../src/lib/regions.ts'
import { barriers, triggers } from '../../../src/lib/words.ts'
import { Badge } from '../../components/badge.tsx'
import { Card } from '../../components/card.tsx'
import { type Definition, DefinitionList } from '../../components/definition-list.tsx'
import type { ContactPageProps } from '../contact-page-props.ts'
import { levelName } from '../level-name.ts'
import { PointLink } from './point-link.tsx'

/** What is known of the person, in groups; what is not known takes no place. */
export const FactsCard = (page: ContactPageProps) => (
  <Card title={page.t('contacts.facts')} id="facts">
    <Group
      items={[...points(page), { term: page.t('contacts.lang'), value: languageName(page.t, page.contact.lang) }]}
    />
    <Group title={page.t('people.names')} items={names(page)} />
    <Group title={page.t('people.places')} items={places(page)} />
    <Group title={page.t('people.work')} items={work(page)} />
    <Group title={page.t('people.return_short')} items={coming(page)} />
    <Group items={care(page)} />
  </Card>
)

const Group = ({ title, items }: { title?: string; items: readonly Definition[] }) => {
  const known = items.filter(({ value }) => value !== '' && value !== null && value !== undefined)
  return known.length === 0 ? null : (
    <div>
      {title && <h3 class="eyebrow">{title}</h3>}
      <DefinitionList items={known} />
    </div>
  )
}

type Items = (page: ContactPageProps) => Definition[]

const points: Items = ({ t, contact }) =>
  contact.points.map((point) => ({
    term: point.label || t(`shared.${point.kind}`),
    value: (
      <>
        <PointLink {...point} />
        {point.kind === 'email' && !point.verified && <span class="muted"> ({t('contacts.unverified')})</span>}
      </>
    ),
  }))

const names: Items = ({ t, contact }) => [
  { term: t('contacts.birth_name'), value: contact.birth_name },
  { term: t('people.former_names'), value: contact.former_names },
  { term: t('people.nickname'), value: contact.nickname },
  { term: t('people.native_name'), value: contact.native_name },
  { term: t('people.latin_name'), value: contact.latin_name },
  { term: t('people.born'), value: contact.born && bornText(t, contact.born) },
]

const places: Items = ({ t, contact }) => [
  { term: t('contacts.municipality_origin'), value: contact.municipality_origin },
  { term: t('people.origin_code'), value: contact.origin_code },
  { term: t('contacts.residence'), value: residenceOf({ t, contact }) },
]

const residenceOf = ({ t, contact }: Pick<ContactPageProps, 't' | 'contact'>) => {
  const { residence, residence_region: region, residence_country: country } = contact
  const area = region ? regionName(t, region) : country && countryName(t, country)
  // Praha is a town and a region, whatever it is called here
  const isSaid = area === residence || (region !== '' && regionName({ lang: 'cs' }, region) === residence)
  return [residence, isSaid ? '' : area].filter(Boolean).join(', ')
}

const work: Items = ({ t, contact }) => [
  { term: t('contacts.field'), value: contact.field },
  { term: t('people.isco'), value: contact.isco && occupationName(t, contact.isco) },
  {
    term: t('people.languages'),
    value: contact.languages.map(({ lang, level }) => `${languageName(t, lang)} (${levelName(t, level)})`).join(', '),
  },
]

const coming: Items = ({ t, contact }) => {
  const of = (kind: string) => contact.motives.filter((motive) => motive.kind === kind).map(({ code }) => code)
  const [brings, keeps] = [of('trigger'), of('barrier')]
  return [
    { term: t('people.horizon'), value: contact.horizon ? t(`people.horizon.${contact.horizon}`) : '' },
    {
      term: t('people.triggers'),
      value: badges(triggers.filter((code) => brings.includes(code)).map((code) => t(`people.trigger.${code}`))),
    },
    {
      term: t('people.barriers'),
      value: badges(barriers.filter((code) => keeps.includes(code)).map((code) => t(`people.barrier.${code}`))),
    },
  ]
}

const care: Items = ({ t, contact }) => [
  { term: t('contacts.owner'), value: contact.owner_name ?? t('contacts.nobody') },
  { term: t('contacts.tags'), value: badges(contact.tags) },
  { term: t('contacts.source'), value: t(`source.${contact.source}`) },
  { term: t('contacts.since'), value: shortDay(t, contact.created_at) },
  { term: t('people.source_note'), value: contact.source_note },
  {
    term: t('people.lawful_basis'),
    value: contact.lawful_basis ? t(`people.lawful_basis.${contact.lawful_basis}`) : '',
  },
  { term: t('people.informed_on'), value: contact.informed_at ? shortDay(t, contact.informed_at) : '' },
]

const badges = (words: readonly string[]): Child =>
  words.length === 0 ? (
    ''
  ) : (
    <span class="cluster">
      {words.map((word) => (
        <Badge>{word}</Badge>
      ))}
    </span>
  )
