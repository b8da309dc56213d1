import type { ReleaseReport } from '../src/lib/words.ts'
import { type Building, buildRelease } from '../src/sharing/release/build.ts'
import type { Snapshot } from '../src/sharing/snapshots.ts'
import { demoKeys } from './counting.ts'
import { packed } from './packing.ts'

export type DemoPackage = { answers: string; report: ReleaseReport; files: string }

/** A demo region's release, built from its answers as any other: takes seconds, so the demo keeps what came of it. */
export const buildDemoPackage = async (
  { plan, counts, snapshotHash }: Snapshot & { kind: 'taken' },
  onProgress?: Building['onProgress'],
): Promise<DemoPackage> => {
  const built = await buildRelease({ plan, counts, keys: demoKeys(plan.centre), previous: [], onProgress })
  if (built.kind === 'refused') throw new Error(`The release of ${plan.centre} was refused: ${built.reason.code}.`)
  const isNumbers = (path: string) => path.startsWith('worlds/') || numbers.includes(path)
  const files = [...built.files].filter(([path]) => isNumbers(path))
  return { answers: snapshotHash, report: built.report, files: packed(new Map(files)) }
}

/** Everything else in a package follows from these, the plan and the week. */
const numbers = ['codes.json', 'margins.csv', 'cells.csv', 'covers.json', 'repairs.json']
