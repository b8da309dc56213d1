import type { Value } from './copy.ts'
import type { Attendance, Person } from './generate.ts'
import { municipalities } from './words.ts'

const abroad = ['Berlín', 'Drážďany', 'Vídeň', 'Londýn', 'Mnichov', 'Bratislava', 'Dublin', 'Curych', 'Bangkok']
const horizons = ['within_6_months', 'within_12_months', 'within_3_years', 'some_day', 'some_day', 'never', null, null]
const iscoGroups = ['2512', '2221', '2211', '3115', '2330', '2144', '2511', '7212', '1219', '3313', '7411', '', '']
const bases = ['consent', 'consent', 'legitimate_interest', 'public_task', null]
const tags = ['lékař', 'rodina', 'podnikatel', 'mluvčí', 'dobrovolník']
const levels = ['A2', 'B1', 'B2', 'C1', 'C2']
const triggers = ['child', 'parents_age', 'job_offer', 'housing', 'homesick']
const barriers = ['pay', 'housing', 'health_care', 'transport', 'partner_work']
const way = ['known', 'in_touch', 'considering', 'exploring', 'matching']
const day = 86_400_000

/** What became known of a person: the same of the same person everywhere, so that the data described stay as they are. */
export const detailsOf = (person: Person) => {
  const pick = pickFor(person.id)
  const born = pick(3) > 0 ? `${1950 + pick(55)}` : ''
  return {
    residence: residenceOf(person, pick(100)),
    horizon: oneOf(horizons, pick(horizons.length)),
    isco: oneOf(iscoGroups, pick(iscoGroups.length)) ?? '',
    lawfulBasis: oneOf(bases, pick(bases.length)),
    born,
    tags: pick(5) === 0 ? `{${oneOf(tags, pick(tags.length))}}` : '{}',
    languages: [
      ['cs', 'native'],
      ...(pick(5) > 1 ? [['en', oneOf(levels, pick(levels.length))]] : []),
      ...(pick(5) > 2 ? [['de', oneOf(levels, pick(levels.length))]] : []),
    ] as [string, string][],
    motives: [
      ...(pick(3) === 0 ? [['trigger', oneOf(triggers, pick(triggers.length))]] : []),
      ...(pick(3) === 0 ? [['barrier', oneOf(barriers, pick(barriers.length))]] : []),
    ] as [string, string][],
  }
}

/** How somebody came to the stage they stand on: one step after another, the last when they came there. */
export const stepsOf = ({ id, stage, created_at }: Person): { from: string | null; to: string; at: Date }[] => {
  const reached = way.indexOf(stage)
  const stages = reached >= 0 ? way.slice(0, reached + 1) : ['known', 'in_touch', stage]
  const gap = (1 + (id % 20)) * day
  return stages.map((to, nth) => ({
    from: stages[nth - 1] ?? null,
    to,
    at: new Date(created_at.getTime() - (stages.length - 1 - nth) * gap),
  }))
}

/** Who came to what is over: most of those who said they would. */
export const stateOf = ({ id, status }: Attendance, startsAt: Date | undefined, today: Date) => {
  if (status !== 'confirmed' || !startsAt || startsAt > today) return status
  return id % 10 < 8 ? 'attended' : 'no_show'
}

const residenceOf = (person: Person, chance: number): Value => {
  if (chance < 10) return ''
  if (chance < 55) return person.municipality
  return oneOf(chance < 80 ? municipalities : abroad, chance * 7 + person.id) ?? ''
}

const oneOf = <Item>(items: readonly Item[], number: number): Item | undefined => items[number % items.length]

/** Numbers below a limit, from the person alone. */
const pickFor = (id: number) => {
  let state = Math.imul(id, 0x9e3779b1) >>> 0
  return (limit: number) => {
    state = (Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 0x6d2b79f5) >>> 0
    return ((state ^ (state >>> 13)) >>> 0) % limit
  }
}
