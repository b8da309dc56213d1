import { after } from '../src/lib/time.ts'
import type { LanguageLevel } from '../src/lib/words.ts'
import { familyNames, givenNamesOfWomen } from './data/czech-names.ts'
import {
  codeOfTown,
  commonBarriers,
  commonTriggers,
  horizonsAt,
  nicknames,
  occupationOf,
  postalCodes,
  streets,
  workplaces,
} from './data/facts.ts'
import { municipalities } from './data/municipalities.ts'
import { type Columns, type Facts, type Known, type Spoken, writeColumns, writeLanguages } from './facts.ts'

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

const writeMotives = async ({ trx, dice, now, centreId, people }: Facts) => {
  const talked = people.filter(({ stage }) => horizonsAt[stage] !== undefined && stage !== 'in_touch')
  const rows = talked.flatMap(({ id, created_at }) => {
    const of = { centre_id: centreId, contact_id: id, noted_at: created_at < now ? created_at : now }
    const some = <Code extends string>(codes: readonly Code[], most: number) => [
      ...new Set(Array.from({ length: dice.int(1, most) }, () => dice.pickHead(codes))),
    ]
    return [
      ...some(commonTriggers, 2).map((code) => ({ ...of, kind: 'trigger' as const, code })),
      ...some(commonBarriers, 3).map((code) => ({ ...of, kind: 'barrier' as const, code })),
    ]
  })
  await trx.insertInto('contact_motives').values(rows).execute()
}

/** A second address for work, or an account, of those we know longer. */
const writeFurtherPoints = async ({ trx, dice, centreId, people }: Facts) => {
  const rows = people
    .filter(() => dice.chance(0.1))
    .map(({ id, created_at }) => {
      const of = { centre_id: centreId, id: dice.id(created_at), contact_id: id, position: 5, created_at }
      const name = id.slice(-6)
      if (dice.chance(0.6))
        return {
          ...of,
          kind: 'email' as const,
          value: `prace.${name}@example.com`,
          value_norm: `prace.${name}@example.com`,
          label: 'práce',
        }
      return {
        ...of,
        kind: 'messenger' as const,
        value: `Signal: krajan.${name}`,
        value_norm: `signal: krajan.${name}`,
        label: '',
      }
    })
  await trx.insertInto('contact_points').values(rows).execute()
}

const writeAddresses = async ({ trx, dice, now, centreId, people }: Facts) => {
  const rows = people
    .filter(({ residence }) => postalCodes[residence] && dice.chance(0.18))
    .map(({ id, residence, created_at }) => ({
      centre_id: centreId,
      id: dice.id(created_at),
      contact_id: id,
      kind: dice.chance(0.8) ? ('home' as const) : ('postal' as const),
      street: `${dice.pick(streets)} ${dice.int(1, 180)}`,
      postal_code: postalCodes[residence] ?? '',
      town: residence,
      country: 'CZ',
      valid_from: dice.chance(0.5) ? `${now.getUTCFullYear() - dice.int(2, 9)}-09-01` : null,
      created_at,
    }))
  await trx.insertInto('contact_addresses').values(rows).execute()
}

const writeWorkplaces = async ({ trx, dice, now, centreId, people }: Facts) => {
  const rows = people
    .filter(({ field }) => field !== '' && dice.chance(0.12))
    .map(({ id, created_at }) => {
      const [organisation, role] = dice.pick(workplaces)
      const valid_from = `${now.getUTCFullYear() - dice.int(1, 8)}-0${dice.int(1, 9)}-01`
      return {
        centre_id: centreId,
        id: dice.id(created_at),
        contact_id: id,
        organisation,
        role,
        valid_from,
        created_at,
      }
    })
  await trx.insertInto('affiliations').values(rows).execute()
}

export const isWoman = ({ given_name }: Pick<Known, 'given_name'>) =>
  givenNamesOfWomen.some((name) => name === given_name)

export const isAtHome = ({ residence }: Pick<Known, 'residence'>) =>
  Object.values(municipalities).some((names) => names.some((name) => name === residence))
