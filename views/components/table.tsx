import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'

export type Column<Row> = {
  key: string
  label: string
  cell: (row: Row) => Child
  /** The cell that names the row: a `th`. */
  header?: boolean
  numeric?: boolean
  /** The label is only heard, e.g. above row buttons. */
  labelHidden?: boolean
  sort?: { href: string; direction?: 'ascending' | 'descending' }
  print?: false
}

export type TableProps<Row> = {
  caption: string
  captionHidden?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  id?: string
  rowId?: (row: Row) => string
  /** Instead of `TableRow`, for a row that is remembered. */
  row?: (row: Row) => Child
  /** Shown instead of the table when there is no row. */
  empty?: Child
}

/** A table that becomes cards on a phone; each cell keeps its column's label. */
export const Table = <Row,>({ caption, captionHidden, columns, rows, id, rowId, row, empty }: TableProps<Row>) => {
  if (rows.length === 0 && empty) return <div id={id}>{empty}</div>
  return (
    <table class="table" id={id}>
      <caption class={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>{columns.map(headCell)}</tr>
      </thead>
      <tbody data-rows>
        {rows.map(row ?? ((each) => <TableRow columns={columns} row={each} id={rowId?.(each)} />))}
      </tbody>
    </table>
  )
}

type TableRowProps<Row> = { columns: readonly Column<Row>[]; row: Row; id?: string | undefined }

export const TableRow = <Row,>({ columns, row, id }: TableRowProps<Row>) => (
  <tr id={id}>{columns.map((column) => bodyCell(column, row))}</tr>
)

const headCell = <Row,>(column: Column<Row>) => (
  <th scope="col" class={cellClass(column)} aria-sort={column.sort?.direction}>
    {column.sort ? (
      <a class="sort" href={column.sort.href} data-direction={column.sort.direction}>
        {column.label}
        <Icon name="chevron-down" />
      </a>
    ) : (
      <span class={column.labelHidden ? 'visually-hidden' : undefined}>{column.label}</span>
    )}
  </th>
)

const bodyCell = <Row,>(column: Column<Row>, row: Row) =>
  column.header ? (
    <th scope="row" class={cellClass(column)}>
      {column.cell(row)}
    </th>
  ) : (
    <td class={cellClass(column)} data-label={column.labelHidden ? undefined : column.label}>
      {column.cell(row)}
    </td>
  )

const cellClass = <Row,>({ numeric, print }: Column<Row>): string | undefined =>
  [numeric && 'numeric', print === false && 'no-print'].filter(Boolean).join(' ') || undefined
