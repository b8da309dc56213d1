import { type Answers, countAnswers } from '../../../src/sharing/release/answers.ts'
import { buildRelease } from '../../../src/sharing/release/build.ts'
import type { Package, Published } from '../../../src/sharing/release/format.ts'
import { keysFrom } from '../../../src/sharing/release/keys.ts'
import { readPackage } from '../../../src/sharing/release/package.ts'
import type { Counts, Plan } from '../../../src/sharing/release/plan.ts'
import { type Made, madeAnswers } from '../../support/answers.ts'
import { planOf } from './scene.ts'

export const keys = keysFrom(new Uint8Array(32).fill(7))

type Building = {
  plan: Plan
  answers: Answers
  counts?: Counts
  key?: typeof keys
  previous?: readonly Package[]
}

/** A whole release, as the command line makes it. */
export const build = ({ plan, answers, counts, key = keys, previous = [] }: Building) =>
  buildRelease({
    plan,
    counts: counts ?? countAnswers(plan, answers),
    keys: key,
    previous,
  })

export type Release = { plan: Plan; answers: Answers; files: Package; published: Published }

export const certified = async (building: Building): Promise<Release> => {
  const built = await build(building)
  if (built.kind !== 'certified') throw new Error(`nothing was released: ${JSON.stringify(built.reason)}`)
  return { plan: building.plan, answers: building.answers, files: built.files, published: readPackage(built.files) }
}

export const madeRelease = (made: Made): Promise<Release> => {
  const answers = madeAnswers(made)
  return certified({ plan: planOf(made, answers), answers })
}

/** Snapshots of one wave: after so many people, after so many more, … */
export const madeSnapshots = async (made: Made, sizes: readonly number[]): Promise<Release[]> => {
  const answers = madeAnswers({ ...made, people: Math.max(...sizes) })
  const plan = planOf(made, answers)
  const releases: Release[] = []
  for (const [at, size] of sizes.entries())
    releases.push(
      await certified({
        plan: { ...plan, snapshot: at + 1 },
        answers: answers.slice(0, size),
        previous: releases.map(({ files }) => files),
      }),
    )
  return releases
}
