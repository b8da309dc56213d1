import { type BarrierRegion, karlovarsky } from './data/barrier-regions.ts'
import type { Dice, Weights } from './dice.ts'

type Answers = Record<string, string[]>

/** One invented native: where life led them, and what keeps them there. What hangs together in life does so here. */
export const inventNative = (dice: Dice, region: BarrierRegion = karlovarsky): Answers => {
  const age = dice.weighted(ages)
  const household = dice.weighted(householdsAt[age] ?? [])
  const field = dice.weighted(age === 'under_25' ? [...fields, ['student', 90]] : fields)
  const { residences, origins, tilt } = region
  const facts = { age, household, field, residence: dice.weighted(residences), origin: dice.weighted(origins) }
  const { age: years, ...rest } = facts
  return {
    ...plans(dice, age, household),
    ...obstacles(dice, facts, tilt),
    ...optional(dice, { ...rest, age: years, in_touch: dice.chance(0.58) ? 'yes' : 'no' }),
  }
}

type Tilt = Record<string, number | undefined>
type Facts = { age: string; household: string; field: string; residence: string }

const plans = (dice: Dice, age: string, household: string): Answers => {
  const settled = age === '55_more' || age === 'under_25'
  const hasChildren = household === 'children' || household === 'single_parent'
  if (!dice.chance(settled ? 0.36 : hasChildren ? 0.6 : 0.5)) return { considered: ['no'] }
  const still = dice.weighted(
    hasChildren
      ? [
          ['yes', 58],
          ['no', 26],
          ['unsure', 16],
        ]
      : [
          ['yes', 48],
          ['no', 36],
          ['unsure', 16],
        ],
  )
  if (still === 'no') return { considered: ['yes'], still: [still] }
  return { considered: ['yes'], still: [still], horizon: [dice.weighted(still === 'yes' ? soon : late)] }
}

const obstacles = (dice: Dice, facts: Facts, tilt: Tilt): Answers => {
  const barriers = dice.chance(0.04) ? [] : barriersOf(dice, facts, tilt)
  if (barriers.length === 0) return { barriers: ['none'], help: [dice.chance(0.5) ? 'nothing' : 'company'] }
  const strongest = [...barriers].sort(
    (a, b) => (weightOf[b] ?? 1) * dice.int(50, 150) - (weightOf[a] ?? 1) * dice.int(50, 150),
  )
  const places = Math.min(3, dice.int(1, 4), barriers.length)
  const help = dice.shuffle([...new Set(barriers.flatMap((barrier) => cures[barrier] ?? []))]).slice(0, dice.int(1, 3))
  return {
    barriers,
    ...(barriers.length > 1 && dice.chance(0.93) ? { strongest: strongest.slice(0, places) } : {}),
    ...(help.length > 0 ? { help } : {}),
  }
}

const barriersOf = (dice: Dice, { household, field, residence, age }: Facts, tilt: Tilt): string[] => {
  const hasChildren = household === 'children' || household === 'single_parent'
  const specialist = ['it', 'education', 'arts', 'business'].includes(field)
  const odds: Weights = [
    ['work', specialist ? 0.72 : 0.5],
    ['pay', residence === 'germany' || residence === 'praha' ? 0.5 : 0.34],
    ['housing', age === '25_34' ? 0.33 : 0.2],
    ['health_care', hasChildren || age === '55_more' ? 0.46 : 0.24],
    ['schools', hasChildren ? 0.42 : 0.08],
    ['partner_work', household === 'alone' || household === 'others' ? 0.02 : 0.36],
    ['transport', residence === 'praha' ? 0.36 : 0.24],
    ['culture', age === '25_34' || age === 'under_25' ? 0.34 : 0.2],
    ['ties_elsewhere', hasChildren ? 0.44 : 0.32],
    ['care_duties', age === '45_54' || age === '55_more' ? 0.14 : 0.04],
    ['environment', 0.07],
    ['prejudice', 0.11],
    ['other', 0.05],
  ]
  return odds.filter(([code, chance]) => dice.chance(chance * (tilt[code] ?? 1))).map(([code]) => code)
}

/** Not everybody answers what need not be answered. */
const optional = (dice: Dice, facts: Record<string, string>): Answers =>
  Object.fromEntries(Object.entries(facts).flatMap(([code, value]) => (dice.chance(0.97) ? [[code, [value]]] : [])))

const ages: Weights = [
  ['under_25', 12],
  ['25_34', 37],
  ['35_44', 29],
  ['45_54', 15],
  ['55_more', 7],
]
const soon: Weights = [
  ['one_year', 18],
  ['two_years', 30],
  ['five_years', 32],
  ['later', 10],
  ['unknown', 10],
]
const late: Weights = [
  ['one_year', 2],
  ['two_years', 8],
  ['five_years', 25],
  ['later', 30],
  ['unknown', 35],
]

const householdsAt: Record<string, Weights> = {
  under_25: [
    ['alone', 20],
    ['partner', 20],
    ['others', 60],
  ],
  '25_34': [
    ['alone', 28],
    ['partner', 40],
    ['children', 20],
    ['single_parent', 2],
    ['others', 10],
  ],
  '35_44': [
    ['alone', 15],
    ['partner', 20],
    ['children', 56],
    ['single_parent', 8],
    ['others', 1],
  ],
  '45_54': [
    ['alone', 18],
    ['partner', 26],
    ['children', 46],
    ['single_parent', 9],
    ['others', 1],
  ],
  '55_more': [
    ['alone', 30],
    ['partner', 62],
    ['children', 4],
    ['others', 4],
  ],
}

const fields: Weights = [
  ['it', 18],
  ['engineering', 15],
  ['health', 11],
  ['education', 12],
  ['business', 18],
  ['public', 8],
  ['services', 7],
  ['arts', 6],
  ['other', 5],
]

const weightOf: Record<string, number> = {
  work: 3,
  pay: 1.8,
  partner_work: 1.7,
  health_care: 1.5,
  ties_elsewhere: 1.4,
  housing: 1.3,
  schools: 1.2,
}

const cures: Record<string, string[]> = {
  work: ['job_offer', 'remote_work', 'adviser'],
  pay: ['remote_work', 'job_offer'],
  housing: ['home'],
  health_care: ['doctor'],
  schools: ['child_care'],
  partner_work: ['partner_job', 'adviser'],
  ties_elsewhere: ['company'],
  culture: ['company'],
  transport: ['remote_work'],
}
