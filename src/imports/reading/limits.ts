/** What a file may be; where no thread of its own can be lent (Workers), less. */
export type Limits = {
  csvBytes: number
  xlsxBytes: number
  unpackedBytes: number
  ratio: number
  entries: number
  sheets: number
  rows: number
  xlsxRows: number
  columns: number
  letters: number
}

const megabyte = 1024 * 1024

export const wholeLimits: Limits = {
  csvBytes: 50 * megabyte,
  xlsxBytes: 5 * megabyte,
  unpackedBytes: 50 * megabyte,
  ratio: 100,
  entries: 200,
  sheets: 50,
  rows: 200_000,
  xlsxRows: 20_000,
  columns: 200,
  letters: 32_767,
}

export const smallLimits: Limits = {
  ...wholeLimits,
  csvBytes: 5 * megabyte,
  xlsxBytes: megabyte,
  unpackedBytes: 10 * megabyte,
  rows: 20_000,
  xlsxRows: 5_000,
}

/** Why a file cannot be read: a code of ours, and the line where that helps. */
export type Problem =
  | 'empty'
  | 'only_header'
  | 'too_large'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'too_many_sheets'
  | 'long_cell'
  | 'binary'
  | 'encoding'
  | 'quotes'
  | 'protected'
  | 'old_xls'
  | 'pdf'
  | 'no_table'
  | 'damaged'
  | 'bomb'
  | 'odd_names'
  | 'external'
  | 'no_sheet'
  | 'too_long'
  | 'busy'

/** Stops reading from anywhere in it. */
export class Refused extends Error {
  readonly problem: Problem
  readonly line: number | undefined
  constructor(problem: Problem, line?: number) {
    super(problem)
    this.problem = problem
    this.line = line
  }
}
