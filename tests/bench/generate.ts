import {
  activityKinds,
  activitySubjects,
  eventTitles,
  men,
  municipalities,
  nextSteps,
  occupations,
  sources,
  stageShares,
  surnames,
  women,
} from './words.ts'

export type Person = {
  id: number
  first_name: string
  last_name: string
  email: string
  phone: string
  municipality: string
  stage: string
  source: string
  occupation: string
  owner_id: number
  created_at: Date
  note: string
}
export type Happening = {
  id: number
  contact_id: number
  kind: string
  subject: string
  body: string
  user_id: number
  created_at: Date
}
export type Gathering = { id: number; title: string; starts_at: Date; place: string; capacity: number }
export type Attendance = {
  id: number
  event_id: number
  contact_id: number
  email: string
  status: string
  created_at: Date
}
export type Response = { id: number; submitted_at: Date; answers: Record<string, string>; comment: string }

const seed = 20260101
const beginning = Date.UTC(2022, 0, 1)
const seconds = 4 * 365 * 86_400
export const singleQuestions = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6'] as const
export const scaleQuestions = ['s1', 's2'] as const
export const tickedQuestions = [
  ['m1', 0.5],
  ['m2', 0.4],
  ['m3', 0.3],
  ['m4', 0.2],
] as const

/**
 * Invented people and what became of them: 3 activities a contact, 200 events with 60 000 registrations, one survey
 * response a contact. The same numbers give the same data everywhere; the parts share one stream of chance, so they
 * must be read in this order, each to its end.
 */
export const generate = (contacts: number) => {
  const chance = chanceFrom(seed)
  return {
    people: series(contacts, (id) => person(chance, id)),
    happenings: series(3 * contacts, (id) => happening(chance, id, contacts)),
    gatherings: series(200, (id) => gathering(chance, id)),
    attendances: series(60_000, (id) => attendance(chance, id, contacts)),
    responses: series(contacts, (id) => response(chance, id)),
  }
}

/** A shuffled copy, the same every time. */
export const shuffled = <Item>(items: readonly Item[], from = seed): Item[] => {
  const chance = chanceFrom(from)
  return items
    .map((item) => ({ item, rank: chance.next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}

export const fold = (words: string) =>
  words
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

type Chance = ReturnType<typeof chanceFrom>

function* series<Row>(count: number, make: (id: number) => Row): Generator<Row> {
  for (let id = 1; id <= count; id++) yield make(id)
}

/** mulberry32: small, fast, and the same wherever there are 32-bit integers. */
const chanceFrom = (from: number) => {
  let state = from >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    one: <Word>(words: readonly Word[]) => at(words, below(words.length)),
    /** Early entries are commoner. */
    common: <Word>(words: readonly Word[]) => at(words, Math.floor(next() * next() * words.length)),
    time: () => new Date(beginning + below(seconds) * 1000),
  }
}

const at = <Word>(words: readonly Word[], index: number): Word => {
  const word = words[index]
  if (word === undefined) throw new Error('chance fell outside the list')
  return word
}

const person = (chance: Chance, id: number): Person => {
  const isMan = chance.next() < 0.5
  const first_name = chance.common(isMan ? men : women)
  const surname = chance.common(surnames)
  const last_name = isMan ? surname : feminine(surname)
  const municipality = chance.common(municipalities)
  const created_at = chance.time()
  const phone = `+420 ${600 + chance.below(190)} ${threeDigits(chance)} ${threeDigits(chance)}`
  const standing = { stage: stageOf(chance), source: chance.one(sources), occupation: chance.one(occupations) }
  const owner_id = 1 + chance.below(12)
  const note = chance.next() < 0.3 ? noteOf(chance, municipality) : ''
  const email = `${fold(first_name)}.${fold(last_name)}.${id}@example.com`
  return { id, first_name, last_name, email, phone, municipality, ...standing, owner_id, created_at, note }
}

const feminine = (surname: string): string => {
  if (/ý$/.test(surname)) return `${surname.slice(0, -1)}á`
  if (/[aey]$/.test(surname)) return `${surname.slice(0, -1)}ová`
  if (/ek$/.test(surname)) return `${surname.slice(0, -2)}ková`
  if (/ec$/.test(surname)) return `${surname.slice(0, -2)}cová`
  return `${surname}ová`
}

const threeDigits = (chance: Chance) => String(chance.below(1000)).padStart(3, '0')

const stageOf = (chance: Chance): string => {
  let left = chance.below(100)
  for (const [stage, share] of stageShares) {
    left -= share
    if (left < 0) return stage
  }
  return 'known'
}

const noteOf = (chance: Chance, municipality: string) =>
  `Zájem o ${fold(chance.one(occupations))}, ${municipality}; přestěhování ${2023 + chance.below(4)}`

const happening = (chance: Chance, id: number, contacts: number): Happening => ({
  id,
  contact_id: 1 + chance.below(contacts),
  kind: chance.one(activityKinds),
  subject: `${chance.one(activitySubjects)} – ${chance.one(occupations)}`,
  body: `Záznam z jednání č. ${id}: další krok ${chance.one(nextSteps)}.`,
  user_id: 1 + chance.below(12),
  created_at: chance.time(),
})

const gathering = (chance: Chance, id: number): Gathering => ({
  id,
  title: `${chance.one(eventTitles)} ${id}`,
  starts_at: chance.time(),
  place: chance.common(municipalities),
  capacity: chance.one([20, 50, 100, 200, 500]),
})

const attendance = (chance: Chance, id: number, contacts: number): Attendance => {
  const contact_id = 1 + chance.below(contacts)
  const event_id = 1 + chance.below(200)
  const status = chance.next() < 0.9 ? 'confirmed' : 'cancelled'
  return { id, event_id, contact_id, email: `r${id}@example.com`, status, created_at: chance.time() }
}

const response = (chance: Chance, id: number): Response => {
  const submitted_at = chance.time()
  const chosen = singleQuestions.map((code) => [code, `A${1 + Math.floor(chance.next() * chance.next() * 5)}`])
  const rated = scaleQuestions.map((code) => [code, String(1 + chance.below(5))])
  const ticked = tickedQuestions.map(([code, share]) => [code, chance.next() < share ? 'Y' : ''])
  const comment = chance.next() < 0.3 ? `Komentář ${id}: ${chance.one(municipalities)}` : ''
  return { id, submitted_at, answers: Object.fromEntries([...chosen, ...rated, ...ticked]), comment }
}
