import { randomLcg } from 'd3-random'
import type { Groups } from './frames.ts'

/** Chance that anybody can repeat: the same seed, the same world. */
export type Chance = () => number

export const chanceFrom = (seed: number): Chance => randomLcg(seed)

/** Made-up people: the release from which each counts, and their group in each frame, as [frame][person]. */
export type People = { since: Uint8Array; groups: Uint16Array[] }

/** People drawn to the margins in any order: each frame is dealt out to them anew. */
export const peopleFrom = ({ people, frames }: Groups, chance: Chance): People => {
  const since = Uint8Array.from(people.flatMap((count, from) => Array.from({ length: count }, () => from)))
  const groups = (frames[0] ?? []).map((_, frame) =>
    Uint16Array.from(
      people.flatMap((_, from) =>
        shuffled(
          (frames[from]?.[frame] ?? []).flatMap((count, group) => Array.from({ length: count }, () => group)),
          chance,
        ),
      ),
    ),
  )
  return { since, groups }
}

/** Fisher–Yates. */
export const shuffled = <Value>(values: readonly Value[], chance: Chance): Value[] => {
  const mixed = [...values]
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(chance() * (last + 1))
    const [a, b] = [mixed[last], mixed[other]]
    if (a === undefined || b === undefined) continue
    mixed[last] = b
    mixed[other] = a
  }
  return mixed
}
