/** The invented answers of the page that explains the protection; a test holds them to every rule of the format. */
export const rows = ['work', 'housing', 'other'] as const
export const columns = ['young', 'middle', 'older'] as const

type Grid = readonly (readonly (number | undefined)[])[]

export const before = [
  [23, 41, 17],
  [14, 28, 6],
  [12, 7, 4],
] as const satisfies Grid

export const after = {
  total: 150,
  rows: [80, 50, 20],
  columns: [50, 75, 25],
  cells: [
    [25, 40, 15],
    [15, 30, undefined],
    [10, undefined, undefined],
  ],
} as const satisfies { total: number; rows: readonly number[]; columns: readonly number[]; cells: Grid }

/** The hidden cell that the two worlds below are about. */
export const questioned = { row: 1, column: 2 } as const

export const worlds = {
  zero: [
    [25, 40, 15],
    [16, 31, 0],
    [10, 5, 9],
  ],
  nine: [
    [25, 42, 14],
    [14, 28, 9],
    [11, 3, 4],
  ],
} as const satisfies Record<'zero' | 'nine', Grid>
