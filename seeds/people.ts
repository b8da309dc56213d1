import type { Lang } from '../views/messages/index.ts'
import { familyNames, givenNamesOfMen, givenNamesOfWomen } from './data/czech-names.ts'
import { foreignNames, type Origin, ukrainianFamilies, ukrainianMen, ukrainianWomen } from './data/foreign-names.ts'
import { districts, municipalities } from './data/municipalities.ts'
import { namedNatives } from './data/named-people.ts'
import { originsOfNewcomers, townsOfNatives, townsOfNewcomers, townsOfOrigin } from './data/residences.ts'
import {
  czechFieldsOfNewcomers,
  czechTagsOfNewcomers,
  fieldsOfNatives,
  fieldsOfNewcomers,
  tagsOfNatives,
  tagsOfNewcomers,
} from './data/work.ts'
import type { Dice } from './dice.ts'

export type Person = {
  given_name: string
  family_name: string
  birth_name: string
  lang: Lang
  municipality_origin: string
  residence: string
  field: string
  tags: string[]
  woman: boolean
  /** Where somebody lived before they came back. */
  livedIn?: string
  /** The name as an address can carry it. */
  latin: readonly [given: string, family: string]
}

/** Somebody from the region who lives elsewhere. */
export const native = (dice: Dice, residence?: string): Person => {
  const woman = dice.chance(0.54)
  const given_name = dice.pickHead(woman ? givenNamesOfWomen : givenNamesOfMen)
  const family_name = someFamily(dice, woman)
  if (namedNatives.some((named) => named.given_name === given_name && named.family_name === family_name))
    return native(dice, residence)
  const birth_name = woman && dice.chance(0.22) ? someFamily(dice, woman) : ''
  return {
    given_name,
    family_name,
    birth_name: birth_name === family_name ? '' : birth_name,
    lang: dice.weighted([
      ['cs', 95],
      ['de', 3],
      ['en', 2],
    ]),
    municipality_origin: someMunicipality(dice),
    residence: residence ?? dice.weighted(townsOfNatives).name,
    field: dice.chance(0.92) ? dice.pickHead(fieldsOfNatives) : '',
    tags: someTags(dice, tagsOfNatives),
    woman,
    latin: [given_name, family_name],
  }
}

export const someMunicipality = (dice: Dice): string => dice.pickHead(municipalities[dice.weighted(districts)])

/** Somebody who came, or wants to come, to one of the relocation centres' regions. */
export const newcomer = (dice: Dice, centre: keyof typeof townsOfNewcomers): Person => {
  const origin = dice.weighted(originsOfNewcomers[centre])
  const woman = dice.chance(0.52)
  return {
    ...(origin === 'ukraine' ? ukrainianName(dice, woman) : foreignName(dice, woman, origin)),
    birth_name: '',
    lang: dice.weighted(languagesOf[origin]),
    municipality_origin: dice.pickHead(townsOfOrigin[origin]),
    residence: dice.pickHead(townsOfNewcomers[centre]),
    field: dice.chance(0.85)
      ? dice.pickHead(centre === 'usti' ? czechFieldsOfNewcomers : fieldsOfNewcomers[origin])
      : '',
    tags: someTags(dice, centre === 'usti' ? czechTagsOfNewcomers : tagsOfNewcomers),
    woman,
  }
}

const someFamily = (dice: Dice, woman: boolean): string => dice.pickHead(familyNames)[woman ? 1 : 0]

const someTags = (dice: Dice, tags: readonly string[]): string[] => {
  const count = dice.weighted([
    [0, 45],
    [1, 35],
    [2, 16],
    [3, 4],
  ])
  return [...new Set(Array.from({ length: count }, () => dice.pickHead(tags)))]
}

type Named = Pick<Person, 'given_name' | 'family_name' | 'latin'>

const ukrainianName = (dice: Dice, woman: boolean): Named => {
  const given = dice.pickHead(woman ? ukrainianWomen : ukrainianMen)
  const family = dice.pickHead(ukrainianFamilies)[woman ? 'woman' : 'man']
  const script = dice.chance(0.5) ? 0 : 1
  const isNamed = given[0] === 'Олена' && family[0] === 'Шевченко'
  if (isNamed) return ukrainianName(dice, woman)
  return { given_name: given[script], family_name: family[script], latin: [given[1], family[1]] }
}

const foreignName = (dice: Dice, woman: boolean, origin: Exclude<Origin, 'ukraine'>): Named => {
  const names = foreignNames[origin]
  const given_name = dice.pickHead(woman ? names.women : names.men)
  const family_name = dice.pickHead(names.families)
  return { given_name, family_name, latin: [given_name, family_name] }
}

const languagesOf: Record<Origin, readonly (readonly [Lang, number])[]> = {
  ukraine: [
    ['uk', 72],
    ['en', 13],
    ['cs', 15],
  ],
  germany: [
    ['de', 65],
    ['en', 35],
  ],
  vietnam: [
    ['cs', 50],
    ['en', 50],
  ],
  english: [['en', 100]],
  india: [['en', 100]],
}
