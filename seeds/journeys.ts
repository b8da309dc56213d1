import type { Track } from '../src/lib/words.ts'
import type { Dice } from './dice.ts'
import { daysBetween, inOfficeHours, later, momentBetween, officeMoment } from './moments.ts'
import type { Scene } from './scene.ts'

const stages = {
  return: [
    'known',
    'in_touch',
    'considering',
    'exploring',
    'matching',
    'moving',
    'returned',
    'settled',
    'ambassador',
    'not_now',
    'lost',
  ],
  relocation: ['enquiry', 'pre_arrival', 'arrived', 'landing', 'settling', 'integrated', 'one_off', 'left'],
} as const satisfies Record<Track, readonly string[]>
export type ReturnStage = (typeof stages)['return'][number]
export type RelocationStage = (typeof stages)['relocation'][number]
/** The stages the invented people stand in are those a centre begins with. */
export type Stage = ReturnStage | RelocationStage

/** How a contact came to the stage where they are: the stages they stood at and when each began. */
export type Journey = { stage: Stage; at: Date }[]

type Odds = { weight: number; daysAgo: readonly [number, number] }

/** How many people stand where, and how long ago they came there. */
const odds: Record<Stage, Odds> = {
  known: { weight: 22, daysAgo: [5, 1000] },
  in_touch: { weight: 18, daysAgo: [5, 800] },
  considering: { weight: 20, daysAgo: [3, 240] },
  exploring: { weight: 10, daysAgo: [3, 60] },
  matching: { weight: 5, daysAgo: [2, 30] },
  moving: { weight: 3, daysAgo: [2, 80] },
  returned: { weight: 5, daysAgo: [5, 120] },
  settled: { weight: 4, daysAgo: [20, 400] },
  ambassador: { weight: 2, daysAgo: [20, 400] },
  not_now: { weight: 7, daysAgo: [10, 250] },
  lost: { weight: 4, daysAgo: [20, 800] },
  enquiry: { weight: 22, daysAgo: [1, 30] },
  pre_arrival: { weight: 12, daysAgo: [3, 90] },
  arrived: { weight: 8, daysAgo: [1, 25] },
  landing: { weight: 12, daysAgo: [3, 85] },
  settling: { weight: 16, daysAgo: [10, 280] },
  integrated: { weight: 12, daysAgo: [20, 600] },
  one_off: { weight: 12, daysAgo: [5, 500] },
  left: { weight: 6, daysAgo: [20, 600] },
}

/** Stages one goes through before standing at the last. */
const ways: Record<Track, readonly (readonly Stage[])[]> = {
  return: [
    ['known', 'in_touch', 'considering', 'exploring', 'matching', 'moving', 'returned', 'settled', 'ambassador'],
    ['known', 'in_touch', 'considering', 'not_now'],
    ['known', 'in_touch', 'lost'],
  ],
  relocation: [
    ['enquiry', 'pre_arrival', 'arrived', 'landing', 'settling', 'integrated'],
    ['enquiry', 'one_off'],
    ['enquiry', 'arrived', 'landing', 'settling', 'left'],
  ],
}

export const someStage = (dice: Dice, track: Track, among: readonly Stage[] = stages[track]): Stage =>
  dice.weighted(among.map((stage) => [stage, odds[stage].weight] as const))

/** A journey that ends at the stage; who came by an event or a form began there and then. */
export const journeyTo = (scene: Scene, stage: Stage, first?: { stage: Stage; at: Date }): Journey => {
  const path = pathTo(scene.dice, scene.centre.track, stage, first?.stage)
  const moments = first ? momentsSince(scene, stage, first.at, path.length) : momentsUntil(scene, stage, path.length)
  return path.map((stage, index) => ({ stage, at: moments[index] ?? scene.now }))
}

const pathTo = (dice: Dice, track: Track, stage: Stage, first?: Stage): Stage[] => {
  const way = ways[track].find((candidate) => candidate.includes(stage)) ?? [stage]
  const until = way.slice(0, way.indexOf(stage) + 1)
  if (first === stage) return [stage]
  if (first) return until.includes(first) ? until.slice(until.indexOf(first)) : [first, stage]
  return until.slice(dice.int(0, Math.min(2, until.length - 1)))
}

const momentsSince = (scene: Scene, stage: Stage, begin: Date, count: number): Date[] => {
  if (count === 1) return [begin]
  const open = daysBetween(begin, scene.now)
  const last = officeMoment(scene, lastMoveAgo(scene, stage, open))
  const between = Array.from({ length: count - 2 }, () =>
    later(begin, inOfficeHours(momentBetween(scene, begin, last))),
  )
  return [begin, ...between, last].sort(byTime)
}

// The days before the centre opened do not exist: a long journey is squeezed into those there are.
const momentsUntil = (scene: Scene, stage: Stage, count: number): Date[] => {
  const open = daysBetween(scene.centre.openedAt, scene.now) - 7
  const last = lastMoveAgo(scene, stage, open)
  const gaps = Array.from({ length: count - 1 }, () => scene.dice.int(6, 110))
  const length = gaps.reduce((sum, gap) => sum + gap, 0)
  const squeeze = Math.min(1, (open - last) / Math.max(1, length))
  const days = [last]
  for (const gap of gaps) days.push((days.at(-1) ?? last) + gap * squeeze)
  return days.map((daysAgo) => officeMoment(scene, daysAgo)).sort(byTime)
}

const lastMoveAgo = ({ dice }: Scene, stage: Stage, open: number): number => {
  const [least, most] = odds[stage].daysAgo
  return dice.int(least, Math.max(least, Math.min(most, Math.floor(open * 0.85))))
}

const byTime = (a: Date, b: Date) => a.getTime() - b.getTime()
