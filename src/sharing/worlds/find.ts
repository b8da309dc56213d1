import type { World } from '../release/format.ts'
import type { Rule } from '../release/plan.ts'
import type { Solver } from '../release/solver.ts'
import { attemptWorld, type MadeUp } from './attempt.ts'
import { chanceFrom } from './people.ts'
import { rowsOf } from './rows.ts'
import { type Release, systemOf } from './system.ts'
import { type Target, targetsOf } from './targets.ts'

/** Which world shows a target at its lowest, and which at its highest; `undefined` where none was found. */
export type Witnessed = { target: Target; low: string | undefined; high: string | undefined }

export type Found = { worlds: World[]; witnessed: Witnessed[] }

type Options = { solver: Solver; onProgress?: ((done: number, all: number) => void) | undefined; patience?: number }

/**
 * Worlds for every hidden cell of the newest release, and for what came since each earlier one: made-up answers that
 * agree with everything published. Reads nothing but what is published; its chance is seeded with a number, so the same
 * releases have the same worlds. A target that no world reaches stays `undefined`: then nothing may leave.
 */
export const findWorlds = (
  releases: readonly Release[],
  rules: readonly Rule[],
  { solver, onProgress, patience = 12 }: Options,
): Found => {
  if (releases.length === 0) return { worlds: [], witnessed: [] }
  const system = systemOf(releases, rules)
  const witnessed: Witnessed[] = targetsOf(releases, system).map((target) => ({
    target,
    low: undefined,
    high: undefined,
  }))
  const chance = chanceFrom(0.42)
  const worlds: World[] = []
  const open = () => witnessed.reduce((sum, { low, high }) => sum + Number(!low) + Number(!high), 0)
  for (let vain = 0; open() > 0 && vain < patience; ) {
    const before = open()
    const made = attemptWorld(system, witnessed, { solver, chance, worth: vain })
    const name = String(worlds.length + 1).padStart(2, '0')
    if (made && notes(made, witnessed, name)) worlds.push({ name, rows: rowsOf(system, made) })
    vain = open() < before ? 0 : vain + 1
    onProgress?.(2 * witnessed.length - open(), 2 * witnessed.length)
  }
  return { worlds, witnessed }
}

/** Writes down what a world shows that none did before; whether it shows anything new. */
const notes = ({ countOf }: MadeUp, witnessed: Witnessed[], name: string): boolean => {
  let isNew = false
  for (const one of witnessed) {
    const people = countOf(one.target)
    if (!one.low && people === one.target.low) [one.low, isNew] = [name, true]
    if (!one.high && isHigh(people, one.target)) [one.high, isNew] = [name, true]
  }
  return isNew
}

const isHigh = (people: number, { high, most }: Target) => people >= high && people <= most
