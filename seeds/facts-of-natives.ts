import { after } from '../src/lib/time.ts'
import type { LanguageLevel } from '../src/lib/words.ts'
import { familyNames, givenNamesOfWomen } from './data/czech-names.ts'
import { codeOfTown, horizonsAt, nicknames, occupationOf } from './data/facts.ts'
import { municipalities } from './data/municipalities.ts'
import { type Columns, type Facts, type Known, type Spoken, writeColumns, writeLanguages } from './fact-rows.ts'
import { writeAddresses, writeFurtherPoints, writeMotives, writeWorkplaces } from './rows-of-natives.ts'

/** What the return centre learnt of its natives over the years, of some more than of others. */
export const nativeFacts = async (facts: Facts) => {
  const { people } = facts
  await writeColumns(
    facts,
    people.map((person) => columnsOf(facts, person)),
  )
  await writeLanguages(
    facts,
    people.flatMap((person) => languagesOf(facts, person)),
  )
  await writeMotives(facts)
  await writeFurtherPoints(facts)
  await writeAddresses(facts)
  await writeWorkplaces(facts)
}

const columnsOf = (facts: Facts, person: Known): Columns => {
  const { dice } = facts
  const horizon = horizonsAt[person.stage]
  const when = horizon && dice.chance(0.85) ? dice.weighted(horizon) : undefined
  return {
    id: person.id,
    ...titlesOf(facts, person),
    ...(dice.chance(0.2) ? { nickname: nicknames[person.given_name] ?? '' } : {}),
    ...(isWoman(person) && dice.chance(0.07) ? { former_names: dice.pick(familyNames)[1] } : {}),
    ...(dice.chance(0.4) ? { born: someBirth(facts) } : {}),
    isco: occupationOf[person.field] ?? '',
    origin_code: codeOfTown[person.municipality_origin] ?? '',
    ...(isAtHome(person) ? { area: 'CZ041' } : {}),
    ...(when ? { horizon: when } : {}),
    ...basisOf(facts, person),
  }
}

const titlesOf = ({ dice }: Facts, { field }: Known) => {
  if (field === 'zdravotnictví' && dice.chance(0.5)) return { title_before: 'MUDr.' }
  if (field === 'právo') return { title_before: dice.chance(0.3) ? 'JUDr.' : 'Mgr.' }
  if (!dice.chance(0.3)) return {}
  const technical = ['strojírenství', 'energetika', 'stavebnictví', 'architektura', 'vývoj softwaru'].includes(field)
  const title_before = dice.chance(0.25) ? 'Bc.' : technical ? 'Ing.' : 'Mgr.'
  return { title_before, ...(dice.chance(0.12) ? { title_after: dice.chance(0.7) ? 'Ph.D.' : 'MBA' } : {}) }
}

/** Of many only the year is known, of some the month too, of a few just their birthday. */
const someBirth = ({ dice, now }: Facts): string => {
  const year = String(now.getUTCFullYear() - dice.int(24, 52))
  const two = (count: number) => String(count).padStart(2, '0')
  const [month, day] = [two(dice.int(1, 12)), two(dice.int(1, 28))]
  return dice.weighted([
    [year, 45],
    [`${year}-${month}`, 10],
    [`${year}-${month}-${day}`, 38],
    [`--${month}-${day}`, 7],
  ])
}

const basisOf = ({ dice }: Facts, { source, created_at }: Known) => {
  if (source === 'import')
    return {
      lawful_basis: 'legitimate_interest',
      source_note: dice.pick([
        'Seznam absolventů, který nám se souhlasem předalo gymnázium.',
        'Tabulka z kraje: příjemci dřívějších stipendií.',
        'Seznam z burzy práce, zapsali se sami.',
      ]),
      informed_at: after(created_at, { days: 1 }),
    }
  return source === 'registration' || source === 'newsletter' ? { lawful_basis: 'consent' } : {}
}

const languagesOf = ({ dice }: Facts, { id, residence }: Known): Spoken[] => {
  const contact_id = id
  const speaks = (lang: string, levels: readonly (readonly [LanguageLevel, number])[]): Spoken => ({
    contact_id,
    lang,
    level: dice.weighted(levels),
  })
  const isAbroad = ['Berlín', 'Drážďany', 'Mnichov (Bavorsko)', 'Vídeň'].includes(residence)
  return [
    { contact_id, lang: 'cs', level: 'native' },
    ...(dice.chance(0.62)
      ? [
          speaks('en', [
            ['B1', 20],
            ['B2', 40],
            ['C1', 32],
            ['C2', 8],
          ]),
        ]
      : []),
    ...(isAbroad || dice.chance(0.35)
      ? [
          speaks(
            'de',
            isAbroad
              ? [
                  ['C1', 70],
                  ['C2', 30],
                ]
              : [
                  ['A2', 30],
                  ['B1', 40],
                  ['B2', 30],
                ],
          ),
        ]
      : []),
    ...(dice.chance(0.04)
      ? [
          speaks('fr', [
            ['B1', 60],
            ['B2', 40],
          ]),
        ]
      : []),
  ]
}

export const isWoman = ({ given_name }: Pick<Known, 'given_name'>) =>
  givenNamesOfWomen.some((name) => name === given_name)

export const isAtHome = ({ residence }: Pick<Known, 'residence'>) =>
  Object.values(municipalities).some((names) => names.some((name) => name === residence))
