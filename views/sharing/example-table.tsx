import type { PublicT } from '../messages/index.ts'
import { columns, questioned, rows } from './example.ts'

type Cells = readonly (readonly (number | undefined)[])[]
type Props = {
  t: PublicT
  caption: string
  cells: Cells
  /** where the margins are published; else they are the sums */
  margins?: { total: number; rows: readonly number[]; columns: readonly number[] }
  /** rings the hidden cell that the worlds are about */
  marked?: boolean
}

export const ExampleTable = ({ t, caption, cells, margins = sumsOf(cells), marked }: Props) => (
  <table class="release-table example-table">
    <caption>{caption}</caption>
    <thead>
      <tr>
        <th scope="col">{t('published.answer')}</th>
        {columns.map((column) => (
          <th scope="col">{t(`method.ex_${column}`)}</th>
        ))}
        <th scope="col">{t('published.total')}</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row, at) => (
        <tr>
          <th scope="row">{t(`method.ex_${row}`)}</th>
          {columns.map((_column, across) => (
            <td class={classOf(cells[at]?.[across], marked && at === questioned.row && across === questioned.column)}>
              {cells[at]?.[across] ?? t('published.hidden')}
            </td>
          ))}
          <td>{margins.rows[at]}</td>
        </tr>
      ))}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">{t('published.total')}</th>
        {margins.columns.map((margin) => (
          <td>{margin}</td>
        ))}
        <td>{margins.total}</td>
      </tr>
    </tfoot>
  </table>
)

const classOf = (count: number | undefined, marked = false) =>
  [count === undefined && 'hidden-cell', marked && 'marked-cell'].filter(Boolean).join(' ') || undefined

const sumOf = (counts: readonly (number | undefined)[]) => counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)

const sumsOf = (cells: Cells) => ({
  total: sumOf(cells.flat()),
  rows: cells.map(sumOf),
  columns: columns.map((_column, across) => sumOf(cells.map((row) => row[across]))),
})
