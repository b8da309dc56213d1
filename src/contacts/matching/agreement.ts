import { familySound, folded, isTypo, likeness, sounds } from './names.ts'

/** What is compared of two people. */
export type Compared = {
  given_name: string
  family_name: string
  birth_name: string
  former_names: string
  native_name: string
  latin_name: string
  nickname: string
  /** what the given name may be short for: jan for Honza */
  roots: readonly string[]
  born: string
  municipality_origin: string
  residence: string
  emails: readonly string[]
  phones: readonly string[]
}

export type Agreement = {
  family: 'same' | 'swapped' | 'former' | 'similar' | 'different' | 'missing'
  given: 'same' | 'swapped' | 'short' | 'similar' | 'initial' | 'different' | 'missing'
  born: 'same' | 'partly' | 'typo' | 'different' | 'missing'
  email: 'same' | 'local' | 'different' | 'missing'
  phone: 'same' | 'different' | 'missing'
  origin: 'same' | 'different' | 'missing'
  residence: 'same' | 'different' | 'missing'
}
export type Field = keyof Agreement

/** How far two people agree, field by field. */
export const agreement = (one: Compared, other: Compared): Agreement => {
  const names = { family: families(one, other), given: givens(one, other) }
  return {
    ...(names.given !== 'same' && isSwapped(one, other) ? { family: 'swapped', given: 'swapped' } : names),
    born: births(one.born, other.born),
    email: emails(one.emails, other.emails),
    phone: sets(one.phones, other.phones),
    origin: places(one.municipality_origin, other.municipality_origin),
    residence: places(one.residence, other.residence),
  }
}

const likely = 0.92

const families = (one: Compared, other: Compared): Agreement['family'] => {
  if (!one.family_name || !other.family_name) return 'missing'
  const [here, there] = [familySound(one.family_name), familySound(other.family_name)]
  if (here === there) return 'same'
  const [ours, theirs] = [familiesOf(one), familiesOf(other)]
  if (ours.some((name) => theirs.includes(name))) return 'former'
  const isAlike = (name: string, same: string) =>
    likeness(name, same) >= likely || (name.length > 4 && isTypo(name, same))
  return ours.some((name) => theirs.some((same) => isAlike(name, same))) ? 'similar' : 'different'
}

const familiesOf = (person: Compared): string[] =>
  [
    person.family_name,
    person.birth_name,
    ...person.former_names.split(','),
    lastWord(person.native_name),
    lastWord(person.latin_name),
  ]
    .map((name) => familySound(name.trim()))
    .filter(Boolean)

const lastWord = (name: string) => name.trim().split(/\s+/).at(-1) ?? ''

const givens = (one: Compared, other: Compared): Agreement['given'] => {
  const [ours, theirs] = [givensOf(one), givensOf(other)]
  const [here = '', there = ''] = [ours[0], theirs[0]]
  if (!here || !there) return 'missing'
  if (here === there) return 'same'
  if (
    [...ours, ...one.roots.map(sounds)].some((name) => theirs.includes(name) || other.roots.map(sounds).includes(name))
  )
    return 'short'
  if (here.length === 1 || there.length === 1) return here[0] === there[0] ? 'initial' : 'different'
  const isAlike = Math.min(here.length, there.length) > 3 && (likeness(here, there) >= likely || isTypo(here, there))
  // Jan and Jana, Petr and Petra are no slip of the pen
  return isAlike && !isPair(here, there) ? 'similar' : 'different'
}

const givensOf = ({ given_name, nickname, native_name, latin_name }: Compared): string[] =>
  [given_name, nickname, native_name, latin_name]
    .map((name) => sounds(folded(name).split(/\s+/)[0] ?? ''))
    .filter(Boolean)

const isPair = (one: string, other: string) => `${one}a` === other || `${other}a` === one

const isSwapped = (one: Compared, other: Compared): boolean => {
  const [family, given] = [familySound(one.family_name), familySound(one.given_name)]
  if (!family || !given || family === given) return false
  return family === familySound(other.given_name) && given === familySound(other.family_name)
}

const births = (one: string, other: string): Agreement['born'] => {
  if (!one || !other) return 'missing'
  if (one === other && one.length === 10) return 'same'
  const [ours, theirs] = [partsOf(one), partsOf(other)]
  if (ours.every((part, index) => !part || !theirs[index] || part === theirs[index])) return 'partly'
  if (one.length !== 10 || other.length !== 10) return 'different'
  const [[year, month, day], [theirYear, theirMonth, theirDay]] = [ours, theirs]
  const isTurned = year === theirYear && month === theirDay && day === theirMonth
  return isTurned || [...one].filter((digit, index) => digit !== other[index]).length === 1 ? 'typo' : 'different'
}

const partsOf = (born: string): (string | undefined)[] =>
  born.startsWith('--') ? [undefined, ...born.slice(2).split('-')] : born.split('-')

const emails = (one: readonly string[], other: readonly string[]): Agreement['email'] => {
  const same = sets(one.map(withoutPlus), other.map(withoutPlus))
  if (same !== 'different') return same
  return sets(one.map(localPart), other.map(localPart)) === 'same' ? 'local' : 'different'
}

const withoutPlus = (address: string) => address.replace(/\+[^@]*@/, '@')
const localPart = (address: string) => withoutPlus(address).replace(/@.*/, '').replace(/[._-]/g, '')

const sets = (one: readonly string[], other: readonly string[]) => {
  if (one.length === 0 || other.length === 0) return 'missing'
  return one.some((value) => other.includes(value)) ? 'same' : 'different'
}

const places = (one: string, other: string) => {
  if (!one || !other) return 'missing'
  return folded(one) === folded(other) ? 'same' : 'different'
}
