import type { Covers, Published } from '../release/format.ts'
import { canonical, type Files, worldFiles } from '../release/package.ts'
import type { Found, Witnessed } from './find.ts'

/** The place of a cell that nobody could prove safe. */
export type Unproven = { item: string; item_code: string; frame: string; frame_code: string }

export type Certificate = { kind: 'proven'; files: Files; worlds: number } | { kind: 'unproven'; cells: Unproven[] }

/** What a package says of its worlds: the worlds, which of them covers which cell, and what came since earlier releases. */
export const certificateOf = (
  newest: Pick<Published, 'codes' | 'cells'>,
  earlier: readonly string[],
  { worlds, witnessed }: Found,
): Certificate => {
  const unproven = witnessed.filter(({ low, high }) => !low || !high)
  if (unproven.length > 0)
    return { kind: 'unproven', cells: unproven.flatMap(({ target }) => newest.cells[target.row] ?? []) }
  const files = worldFiles(newest.codes, worlds, coversOf(witnessed, earlier.length))
  if (earlier.length > 0) files.set('differences.json', canonical(differencesOf(witnessed, earlier)))
  return { kind: 'proven', files, worlds: worlds.length }
}

const coversOf = (witnessed: readonly Witnessed[], newest: number): Covers =>
  Object.fromEntries(
    witnessed.flatMap(({ target: { row, span }, low = '', high = '' }) =>
      span === newest ? [[String(row), { zero: low, nine: high }]] : [],
    ),
  )

/** For each earlier release, by the hash of its manifest: row -> the worlds in which fewest and in which many came since. */
const differencesOf = (witnessed: readonly Witnessed[], earlier: readonly string[]) =>
  Object.fromEntries(
    earlier.map((hash, index) => [
      hash,
      Object.fromEntries(
        witnessed.flatMap(({ target: { row, span }, low, high }) =>
          span === earlier.length + 1 + index ? [[String(row), { low, high }]] : [],
        ),
      ),
    ]),
  )
