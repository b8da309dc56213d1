import { familyNames, givenNamesOfMen, givenNamesOfWomen } from '../../seeds/data/czech-names.ts'
import { municipalities } from '../../seeds/data/municipalities.ts'
import { townsOfNatives } from '../../seeds/data/residences.ts'
import { createDice, type Dice } from '../../seeds/dice.ts'
import { folded } from '../../src/contacts/matching/names.ts'
import {
  calledFor,
  moreFamilies,
  type Spelled,
  ukrainianFamilies,
  ukrainianMen,
  ukrainianWomen,
} from './truth-names.ts'

/** People as they are, from whom records are made as people write them down. */
type Person = {
  isWoman: boolean
  given: Spelled
  family: Spelled
  birthFamily: string
  born: string
  origin: string
  residence: string
  phone: string
  mailbox: string
}

export type TruthRecord = {
  given_name: string
  family_name: string
  birth_name: string
  native_name: string
  born: string
  municipality_origin: string
  residence: string
  email: string
  phone: string
  /** who it is of; who have the same are one person */
  person: number
}

/**
 * Records of at least `people` people, of whom `twice` are there twice, with all that makes one person look like two and
 * two look like one: typos, lost accents, marriages, pet names, other alphabets, swapped names; spouses with one phone,
 * twins, fathers and sons of one name.
 */
export const truthSet = (seed: number, people = 5000, twice = 600): TruthRecord[] => {
  const dice = createDice(seed)
  const everybody: Person[] = []
  while (everybody.length < people) everybody.push(...aFamily(dice, everybody.length))
  const records = everybody.map((person, nth) => asWritten(dice, person, nth))
  const again = dice.shuffle([...everybody.entries()]).flatMap(([nth, person]) => {
    const record = writtenAgain(dice, person, nth)
    return canBeTold(records[nth], record) ? [record] : []
  })
  return dice.shuffle([...records, ...again.slice(0, twice)])
}

const aFamily = (dice: Dice, nth: number): Person[] => {
  const one = aPerson(dice, nth)
  if (dice.chance(0.1)) return [one, spouse(dice, one, nth + 1)]
  if (dice.chance(0.015)) return [one, twin(dice, one, nth + 1)]
  if (!one.isWoman && one.born < '1976' && dice.chance(0.02)) return [one, son(dice, one, nth + 1)]
  return [one]
}

const allFamilies = [...familyNames, ...moreFamilies]
const places = Object.values(municipalities).flat()

const aPerson = (dice: Dice, nth: number): Person => {
  const isWoman = dice.chance(0.52)
  const isUkrainian = dice.chance(0.15)
  const [man, woman] = dice.pickHead(allFamilies)
  const [manSpelled, womanSpelled] = dice.pick(ukrainianFamilies)
  const czech = isWoman ? woman : man
  const family: Spelled = isUkrainian ? (isWoman ? womanSpelled : manSpelled) : [czech, czech, czech]
  const given = isUkrainian
    ? dice.pick(isWoman ? ukrainianWomen : ukrainianMen)
    : same(dice.pickHead(isWoman ? givenNamesOfWomen : givenNamesOfMen))
  const birthFamily = isWoman && !isUkrainian && dice.chance(0.4) ? dice.pickHead(allFamilies)[1] : ''
  return {
    ...{ isWoman, given, family, birthFamily, born: aDay(dice, 1955, 2004) },
    origin: dice.pickHead(places),
    residence: aTown(dice),
    phone: `+420${dice.int(600, 799)}${String(dice.int(0, 999_999)).padStart(6, '0')}`,
    mailbox: mailboxOf(dice, given, family, nth),
  }
}

const aTown = (dice: Dice) => dice.weighted(townsOfNatives.map(([{ name }, weight]) => [name, weight] as const))

const same = (name: string): Spelled => [name, name, name]

const aDay = (dice: Dice, from: number, to: number) =>
  `${dice.int(from, to)}-${two(dice.int(1, 12))}-${two(dice.int(1, 28))}`
const two = (number: number) => String(number).padStart(2, '0')

const mailboxOf = (dice: Dice, given: Spelled, family: Spelled, nth: number) => {
  const [first, last] = [folded(given[1]).replace(/\W/g, ''), folded(family[1]).replace(/\W/g, '')]
  const number = dice.chance(0.5) ? String(dice.int(1, 99)) : `${nth}`
  return dice.pick([`${first}.${last}${number}`, `${last}${first[0]}${number}`, `${first}${number}x`])
}

const spouse = (dice: Dice, one: Person, nth: number): Person => {
  const other = { ...aPerson(dice, nth), isWoman: !one.isWoman }
  const pair = allFamilies.find((names) => names[one.isWoman ? 1 : 0] === one.family[0]) ?? [
    one.family[0],
    one.family[0],
  ]
  const given = dice.pickHead(other.isWoman ? givenNamesOfWomen : givenNamesOfMen)
  const shares = { residence: one.residence, ...(dice.chance(0.5) ? { phone: one.phone } : {}) }
  return { ...other, given: same(given), family: same(pair[other.isWoman ? 1 : 0] ?? ''), ...shares }
}

const twin = (dice: Dice, one: Person, nth: number): Person => {
  const other = aPerson(dice, nth)
  const given = dice.pickHead(one.isWoman ? givenNamesOfWomen : givenNamesOfMen)
  const phone = dice.chance(0.3) ? one.phone : other.phone
  return { ...one, given: same(given === one.given[0] ? `${given[0]}laf` : given), phone, mailbox: other.mailbox }
}

const son = (dice: Dice, one: Person, nth: number): Person => {
  const other = aPerson(dice, nth)
  const phone = dice.chance(0.3) ? one.phone : other.phone
  const born = `${Number(one.born.slice(0, 4)) + dice.int(21, 34)}${other.born.slice(4)}`
  return { ...one, born, phone, mailbox: other.mailbox, residence: dice.chance(0.6) ? one.residence : other.residence }
}

/** How somebody is written down the first time. */
const asWritten = (dice: Dice, one: Person, person: number): TruthRecord => {
  const writing = dice.chance(0.5) ? 1 : 2
  const isOfTwoScripts = one.given[0] !== one.given[1]
  return {
    given_name: one.given[writing],
    family_name: one.family[writing],
    birth_name: dice.chance(0.5) ? one.birthFamily : '',
    native_name: isOfTwoScripts && dice.chance(0.3) ? `${one.given[0]} ${one.family[0]}` : '',
    born: dice.chance(0.5) ? one.born : dice.chance(0.4) ? one.born.slice(0, dice.chance(0.8) ? 4 : 7) : '',
    municipality_origin: dice.chance(0.8) ? one.origin : '',
    residence: dice.chance(0.7) ? one.residence : '',
    email: dice.chance(0.85) ? `${one.mailbox}@seznam.example.org` : '',
    phone: dice.chance(0.65) ? one.phone : '',
    person,
  }
}

/** And the second time, by somebody else, a few years later. */
const writtenAgain = (dice: Dice, one: Person, person: number): TruthRecord => {
  const record = asWritten(dice, one, person)
  const names = writtenNames(dice, one, record)
  const moved = dice.chance(0.2) ? { residence: aTown(dice) } : {}
  const renumbered = record.phone && dice.chance(0.1) ? { phone: aPerson(dice, person).phone } : {}
  return {
    ...record,
    ...names,
    ...moved,
    ...renumbered,
    email: anotherAddress(dice, one, person),
    born: misread(dice, record.born),
  }
}

const writtenNames = (dice: Dice, one: Person, record: TruthRecord) => {
  let { given_name: given, family_name: family, birth_name } = record
  if (one.given[0] !== one.given[1] && dice.chance(0.25)) [given, family] = [one.given[0], one.family[0]]
  if (one.birthFamily && dice.chance(0.35)) [family, birth_name] = [one.birthFamily, '']
  const called = calledFor[given]
  if (called && dice.chance(0.25)) given = dice.pick(called)
  if (dice.chance(0.12)) family = mistyped(dice, family)
  if (dice.chance(0.06)) given = mistyped(dice, given)
  if (dice.chance(0.25)) [given, family] = [plain(given), plain(family)]
  if (dice.chance(0.04)) [given, family] = [family, given]
  return { given_name: given, family_name: family, birth_name }
}

const plain = (name: string) => name.normalize('NFD').replace(/[\u0300-\u036f]/g, '')

const mistyped = (dice: Dice, name: string): string => {
  if (name.length < 4) return name
  const at = dice.int(1, name.length - 2)
  const [head, letter, tail] = [name.slice(0, at), name[at] ?? '', name.slice(at + 1)]
  return dice.pick([
    head + tail,
    head + letter + letter + tail,
    head + dice.pick([...'aeioklmnrst']) + tail,
    `${head}${tail[0]}${letter}${tail.slice(1)}`,
  ])
}

const anotherAddress = (dice: Dice, one: Person, person: number): string => {
  if (dice.chance(0.2)) return ''
  if (dice.chance(0.08)) return `${one.mailbox}+krajan@seznam.example.org`
  if (dice.chance(0.25)) return `${one.mailbox}@gmail.example.org`
  return `${mailboxOf(dice, one.given, one.family, person + 100_000)}@firma.example.org`
}

const misread = (dice: Dice, born: string): string => {
  if (born.length !== 10 || !dice.chance(0.05)) return born
  const [year = '', month = '', day = ''] = born.split('-')
  return dice.chance(0.5) && Number(day) <= 12
    ? `${year}-${day}-${month}`
    : `${year}-${month}-${two((Number(day) % 28) + 1)}`
}

/** Nobody could say of two records that share a name and nothing else whose they are. */
const canBeTold = (one: TruthRecord | undefined, other: TruthRecord): boolean => {
  if (!one) return false
  const shares = (field: 'phone' | 'born' | 'municipality_origin' | 'residence') =>
    one[field] !== '' && one[field] === other[field]
  const local = ({ email }: TruthRecord) => email.replace(/[+@].*/, '')
  const sameMailbox = one.email !== '' && other.email !== '' && local(one) === local(other)
  const sameYear = one.born !== '' && one.born.slice(0, 4) === other.born.slice(0, 4)
  const weight =
    2 * Number(shares('phone')) +
    2 * Number(sameMailbox) +
    Number(sameYear) +
    Number(shares('born')) +
    Number(shares('municipality_origin')) +
    Number(shares('residence'))
  return weight >= 2
}

/** Pairs of places in the list whose records are of one person. */
export const truePairs = (records: readonly TruthRecord[]): [number, number][] => {
  const first = new Map<number, number>()
  return records.flatMap(({ person }, nth): [number, number][] => {
    const before = first.get(person)
    if (before === undefined) first.set(person, nth)
    return before === undefined ? [] : [[before, nth]]
  })
}
