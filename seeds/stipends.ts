import { addDays, dayOf } from '../src/lib/time.ts'
import type { ObligationState } from '../src/lib/words.ts'
import type { Facts } from './fact-rows.ts'
import { isAtHome } from './facts-of-natives.ts'
import { inOfficeHours, later } from './moments.ts'

type Course = { years: number; startsIn: number; began?: true; state?: ObligationState; note?: string }

/** Duties of those whom the region paid their studies: some are due within months, one is late, some are over. */
const courses: readonly Course[] = [
  { years: 3, startsIn: -18, note: 'Prodloužila studium, čeká se na státnice.' },
  { years: 4, startsIn: 26 },
  { years: 3, startsIn: 74, note: 'Chce nastoupit na chirurgii.' },
  { years: 5, startsIn: 118 },
  { years: 2.5, startsIn: 224 },
  { years: 3, startsIn: 410 },
  { years: 4, startsIn: -420, began: true },
  { years: 3, startsIn: -760, began: true },
  { years: 3, startsIn: -1500, began: true, state: 'served' },
  { years: 2, startsIn: -900, state: 'repaid', note: 'Zůstal v Praze, stipendium vrátil.' },
  { years: 3, startsIn: -640, state: 'waived', note: 'Prominuto ze zdravotních důvodů.' },
]

export const grantStipends = async (facts: Facts) => {
  const { dice, people } = facts
  const doctors = dice.shuffle(people.filter(({ field }) => field === 'zdravotnictví' || field === 'fyzioterapie'))
  // whoever has begun works at home
  const [here, away] = [doctors.filter(isAtHome), doctors.filter((person) => !isAtHome(person))]
  for (const [index, course] of courses.entries()) {
    const person = (course.began ? here.pop() : undefined) ?? away.pop()
    if (person) await grant(facts, person, course, index + 1)
  }
}

const grant = async (facts: Facts, person: Facts['people'][number], course: Course, number: number) => {
  const { trx, dice, now, centreId, coordinator } = facts
  const { years, startsIn, began, state = 'open', note = '' } = course
  const today = dayOf(now)
  const start_by = addDays(today, startsIn)
  const noted = later(inOfficeHours(new Date(now.getTime() - dice.int(20, 200) * 86_400_000)), person.created_at)
  const closed =
    state === 'open' ? undefined : later(inOfficeHours(new Date(now.getTime() - dice.int(2, 15) * 86_400_000)), noted)
  const of = { centre_id: centreId, contact_id: person.id }
  await trx
    .insertInto('obligations')
    .values({
      ...of,
      id: dice.id(noted),
      kind: 'stipend',
      agreement: `KK-ST-${2018 + (number % 6)}/${String(number * 7).padStart(3, '0')}`,
      years_owed: years,
      start_by,
      started_on: began ? addDays(start_by, -dice.int(0, 30)) : null,
      state,
      closed_on: closed ? dayOf(closed) : null,
      note,
      version: closed ? 2 : 1,
      created_at: noted,
    })
    .execute()
  const told = { ...of, member_id: coordinator, body: '', particulars: {} }
  await trx
    .insertInto('activities')
    .values([
      { ...told, id: dice.id(noted), kind: 'obligation_noted', occurred_at: noted, created_at: noted },
      ...(closed
        ? [
            {
              ...told,
              id: dice.id(closed),
              kind: 'obligation_closed' as const,
              occurred_at: closed,
              created_at: closed,
            },
          ]
        : []),
    ])
    .execute()
}
