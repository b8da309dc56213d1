import type { Codes, Covers } from '../release/format.ts'
import { canonical, type Files, worldFiles } from '../release/package.ts'
import type { Found, Witnessed } from './find.ts'

/** The place of a cell that nobody could prove safe. */
export type Unproven = { item: string; item_code: string; frame: string; frame_code: string }

export type Certificate = { kind: 'proven'; files: Files; worlds: number } | { kind: 'unproven'; cells: Unproven[] }

/** What a package says of its worlds: the worlds, which of them covers which cell, and what came since earlier releases. */
export const certificateOf = (codes: Codes, earlier: readonly string[], { worlds, witnessed }: Found): Certificate => {
  const unproven = witnessed.filter(({ low, high }) => !low || !high)
  if (unproven.length > 0) return { kind: 'unproven', cells: unproven.map(({ target }) => namedIn(codes, target)) }
  const files = worldFiles(codes, worlds, coversOf(witnessed, earlier.length))
  if (earlier.length > 0) {
    const covers = earlier.map((hash, span) => [hash, coversOf(witnessed, span)])
    files.set('earlier-covers.json', canonical(Object.fromEntries(covers)))
    files.set('differences.json', canonical(differencesOf(witnessed, earlier)))
  }
  return { kind: 'proven', files, worlds: worlds.length }
}

const namedIn = ({ items, frames }: Codes, { item, frame, code, group }: Witnessed['target']): Unproven => ({
  item: items[item]?.id ?? '',
  item_code: items[item]?.codes[code]?.code ?? '',
  frame: frames[frame]?.id ?? '',
  frame_code: frames[frame]?.codes[group]?.code ?? '',
})

/** The hidden cells of one release, the newest or an earlier one. */
const coversOf = (witnessed: readonly Witnessed[], release: number): Covers =>
  Object.fromEntries(
    witnessed.flatMap(({ target: { row, span }, low = '', high = '' }) =>
      span === release ? [[String(row), { zero: low, nine: high }]] : [],
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
