import { after } from '../src/lib/time.ts'
import { newAddress } from './addresses.ts'
import type { Dice } from './dice.ts'
import type { HeldEvent } from './events.ts'
import { earlier, momentBetween } from './moments.ts'
import type { Person } from './people.ts'
import { type Coming, register } from './registrations.ts'
import type { Scene } from './scene.ts'
import type { Story } from './stories.ts'

export type Guest = { person: Person; story?: Story | undefined; email?: string | undefined }

export type GuestList = {
  /** The next guest, who became known when the address was proved. */
  next: (verifiedAt: Date) => Guest
  stranger: () => Person
}

/** Fills an event: as many people as it says, and what happens besides. */
export const gather = (scene: Scene, event: HeldEvent, guests: GuestList) => {
  const { people, waiting = 0, cancelled = 0, expired = 0, isPromoted = false } = event.gathering
  const { publishedAt } = event
  const closes = after(earlier(scene.now, event.startsAt), { hours: -1 })
  const full = after(closes, { days: -4 })
  const givenBackAt = after(closes, { days: -2 })
  const parties = partySizes(scene.dice, people)
  const promoted = isPromoted ? parties.pop() : undefined

  for (const party_size of parties) {
    const at = momentBetween(scene, publishedAt, waiting > 0 ? full : closes)
    come(scene, event, guests, { at, party_size, outcome: takenOutcome(scene.dice, event) })
  }
  times(cancelled, (index) => {
    const at = momentBetween(scene, publishedAt, full)
    const settledAt = index === 0 ? givenBackAt : momentBetween(scene, after(at, { hours: 1 }), closes)
    come(scene, event, guests, { at, party_size: promoted ?? 1, outcome: 'cancelled', settledAt })
  })
  times(expired, () => {
    come(scene, event, guests, { at: momentBetween(scene, publishedAt, full), party_size: 1, outcome: 'expired' })
  })
  if (promoted)
    come(scene, event, guests, { at: full, party_size: promoted, outcome: 'promoted', settledAt: givenBackAt })
  times(waiting, (index) => {
    const at = after(full, { hours: 14 + index * 17 })
    come(scene, event, guests, { at, party_size: scene.dice.int(1, 2), outcome: 'waitlisted' })
  })
}

const come = (
  scene: Scene,
  event: HeldEvent,
  { next, stranger }: GuestList,
  coming: Pick<Coming, 'at' | 'party_size' | 'outcome' | 'settledAt'>,
) => {
  const verifiedAt = after(coming.at, { minutes: scene.dice.int(1, 40) })
  const staysUnknown = coming.outcome === 'expired' || scene.dice.chance(0.08)
  const guest: Guest = staysUnknown ? { person: stranger() } : next(verifiedAt)
  register(scene, { ...coming, ...guest, email: guest.email ?? newAddress(scene, guest.person), event, verifiedAt })
}

/** Most come alone; the sizes add up to the people. */
const partySizes = (dice: Dice, people: number): number[] => {
  const sizes: number[] = []
  for (let left = people; left > 0; left -= sizes.at(-1) ?? left) {
    sizes.push(
      Math.min(
        left,
        dice.weighted([
          [1, 76],
          [2, 19],
          [3, 5],
        ]),
      ),
    )
  }
  return sizes
}

const takenOutcome = (dice: Dice, event: HeldEvent): Coming['outcome'] => {
  if (!event.isPast) return 'confirmed'
  return dice.chance(0.82) ? 'attended' : 'no_show'
}

const times = (count: number, work: (index: number) => void) => {
  for (let index = 0; index < count; index++) work(index)
}
