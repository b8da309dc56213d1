import { addDays, dayOf } from '../src/lib/time.ts'
import type { LanguageLevel, ResidenceTitle } from '../src/lib/words.ts'
import { occupationOf } from './data/facts.ts'
import { type Origin, ukrainianFamilies, ukrainianMen, ukrainianWomen } from './data/foreign-names.ts'
import { townsOfNewcomers, townsOfOrigin } from './data/residences.ts'
import { type Columns, type Facts, type Known, type Spoken, writeColumns, writeLanguages } from './fact-rows.ts'

/** Where newcomers are from and by what right they stay, the languages they speak, and their names in both scripts. */
export const newcomerFacts = async (facts: Facts) => {
  const origins = new Map(facts.people.map((person) => [person.id, originOf(person)]))
  const from = (person: Known) => origins.get(person.id) ?? 'english'
  await writeColumns(
    facts,
    facts.people.map((person) => columnsOf(facts, person, from(person))),
  )
  await writeLanguages(
    facts,
    facts.people.flatMap((person) => languagesOf(facts, person, from(person))),
  )
  await writeStatuses(facts, from)
}

const originOf = ({ municipality_origin }: Known): Origin | undefined =>
  (['ukraine', 'germany', 'vietnam', 'english', 'india'] as const).find((origin) =>
    townsOfOrigin[origin].includes(municipality_origin),
  )

const regionOf = { ostrava: 'CZ080', usti: 'CZ042', brno: 'CZ064', praha: 'CZ010' } as const
const countryOf: Record<Exclude<Origin, 'english'>, string> = {
  ukraine: 'UA',
  germany: 'DE',
  vietnam: 'VN',
  india: 'IN',
}
const countryOfTown: Readonly<Record<string, string>> = {
  London: 'GB',
  Manchester: 'GB',
  Edinburgh: 'GB',
  Dublin: 'IE',
  Chicago: 'US',
  Toronto: 'CA',
  'Cape Town': 'ZA',
}

const citizenshipOf = ({ municipality_origin }: Known, origin: Origin) =>
  origin === 'english' ? (countryOfTown[municipality_origin] ?? 'GB') : countryOf[origin]

const columnsOf = ({ dice, now, slug }: Facts, person: Known, origin: Origin): Columns => {
  const isHere = slug !== 'karlovarsky' && townsOfNewcomers[slug].some((town) => town === person.residence)
  const area = isHere ? regionOf[slug] : citizenshipOf(person, origin)
  const outskirts = ['Říčany', 'Beroun'].includes(person.residence) ? 'CZ020' : area
  return {
    id: person.id,
    area: outskirts,
    isco: occupationOf[person.field] ?? '',
    ...(origin === 'ukraine' ? bothScripts(person) : {}),
    ...(dice.chance(0.45) ? { born: `${now.getUTCFullYear() - dice.int(21, 55)}` } : {}),
  }
}

const spellings = [...ukrainianWomen, ...ukrainianMen, ...ukrainianFamilies.flatMap(({ man, woman }) => [man, woman])]

/** Who signs in one script has a name in the other too. */
const bothScripts = ({ given_name, family_name }: Known): Pick<Columns, 'native_name' | 'latin_name'> => {
  const spelt = (name: string, script: 0 | 1) => spellings.find((both) => both.includes(name))?.[script] ?? name
  const whole = (script: 0 | 1) => `${spelt(given_name, script)} ${spelt(family_name, script)}`
  const isCyrillic = /\p{Script=Cyrillic}/u.test(given_name)
  return isCyrillic ? { latin_name: whole(1) } : { native_name: whole(0) }
}

type Levels = readonly (readonly [LanguageLevel, number])[]
const beginners: Levels = [
  ['A1', 35],
  ['A2', 35],
  ['B1', 22],
  ['B2', 8],
]
const good: Levels = [
  ['B1', 25],
  ['B2', 45],
  ['C1', 30],
]
const own: Record<Origin, string> = { ukraine: 'uk', germany: 'de', vietnam: 'vi', english: 'en', india: 'hi' }

const languagesOf = ({ dice }: Facts, { id }: Known, origin: Origin): Spoken[] => {
  const contact_id = id
  const said: Spoken[] = [{ contact_id, lang: own[origin], level: 'native' }]
  if (dice.chance(0.7)) said.push({ contact_id, lang: 'cs', level: dice.weighted(beginners) })
  const speaksEnglish = origin !== 'english' && dice.chance(origin === 'india' ? 1 : 0.5)
  if (speaksEnglish) said.push({ contact_id, lang: 'en', level: dice.weighted(good) })
  if (origin === 'ukraine' && dice.chance(0.4)) said.push({ contact_id, lang: 'pl', level: dice.weighted(good) })
  return said
}

/** The titles by which people of an origin stay: the first one, and what it was changed for. */
const titlesOf: Record<Origin, readonly (readonly [readonly ResidenceTitle[], number])[]> = {
  ukraine: [
    [['temporary_protection'], 55],
    [['temporary_protection', 'employee_card'], 15],
    [['employee_card'], 15],
    [['employee_card', 'permanent'], 15],
  ],
  germany: [[['eu_citizen'], 100]],
  vietnam: [
    [['business'], 35],
    [['business', 'permanent'], 35],
    [['family_reunification'], 30],
  ],
  english: [
    [['employee_card'], 45],
    [['blue_card'], 25],
    [['family_of_eu'], 15],
    [['study', 'employee_card'], 15],
  ],
  india: [
    [['employee_card'], 40],
    [['blue_card'], 25],
    [['study'], 20],
    [['study', 'blue_card'], 15],
  ],
}

const writeStatuses = async (facts: Facts, from: (person: Known) => Origin) => {
  const rows = facts.people.flatMap((person) => statusesOf(facts, person, from(person)))
  for (let start = 0; start < rows.length; start += 500)
    await facts.trx
      .insertInto('contact_statuses')
      .values(rows.slice(start, start + 500))
      .execute()
}

const statusesOf = ({ dice, now, centreId }: Facts, person: Known, origin: Origin) => {
  const country = citizenshipOf(person, origin)
  const row = (kind: 'citizenship' | 'residence', value: string) => ({
    centre_id: centreId,
    id: dice.id(person.created_at),
    contact_id: person.id,
    kind,
    value,
    valid_from: null as string | null,
    valid_to: null as string | null,
    created_at: person.created_at,
  })
  const citizenship = row('citizenship', country)
  if (person.stage === 'pre_arrival' || person.stage === 'enquiry' || dice.chance(0.15)) return [citizenship]
  const titles = country === 'IE' ? (['eu_citizen'] as const) : dice.weighted(titlesOf[origin])
  const changedOn = addDays(dayOf(now), -dice.int(30, 400))
  const cameOn = addDays(changedOn, -dice.int(200, 1100))
  const residences = titles.map((title, index) => ({
    ...row('residence', title),
    valid_from: index === 0 ? cameOn : changedOn,
    valid_to: index < titles.length - 1 ? changedOn : null,
  }))
  return [citizenship, ...residences]
}
