import type { Cell, Margin } from './format.ts'
import type { Contents } from './package.ts'
import type { Rounded } from './rounding.ts'
import type { Tables } from './tables.ts'

/** Rounded values as the rows of a package: dimensions and tables in the order of the plan, codes in their own. */
export const contentsOf = ({ frames, items }: Tables, rounded: Rounded): Contents => ({
  codes: { frames, items },
  margins: [
    { kind: 'total', dimension: '', code: '', count: rounded.total },
    ...frames.flatMap((frame) => marginsOf('frame', frame, rounded)),
    ...items.flatMap((item) => marginsOf('item', item, rounded)),
  ],
  cells: rounded.tables.flatMap(({ item, frame, cells }) => {
    const codes = items.find(({ id }) => id === item)?.codes ?? []
    const groups = frames.find(({ id }) => id === frame)?.codes ?? []
    return cells.flatMap((row, r) =>
      row.map(
        (count, c): Cell => ({
          item,
          item_code: codes[r]?.code ?? '',
          frame,
          frame_code: groups[c]?.code ?? '',
          count,
        }),
      ),
    )
  }),
})

const marginsOf = (kind: Margin['kind'], { id, codes }: Tables['frames'][number], { margins }: Rounded): Margin[] =>
  codes.map(({ code }, place) => ({ kind, dimension: id, code, count: margins[id]?.[place] ?? 0 }))
