import { stringify } from 'csv-stringify/sync'
import { reasonText } from '../../views/imports/reasons.ts'
import type { StaffT } from '../../views/messages/index.ts'
import type { Scope } from '../db/scope.ts'
import { inert } from '../lib/spreadsheet.ts'
import type { ImportRecord } from './queries/imports.ts'
import { listFailed } from './queries/rows.ts'
import { rowsOf } from './understanding.ts'

/** Rows that could not be taken over, in the columns of the list and with the reason beside them, to be mended and brought again. */
export const failedCsv = async ({ db, centreId }: Scope, t: StaffT, list: ImportRecord): Promise<string> => {
  const lines: string[][] = [[...list.header, t('imports.failed_reason')]]
  for (let nth = 0; ; nth++) {
    const rows = await rowsOf(db, centreId, list.id, nth)
    if (!rows) break
    const failed = await listFailed(db, centreId, list.id, rows[0]?.[0] ?? 0, rows.at(-1)?.[0] ?? 0)
    const cells = new Map(rows)
    for (const { nth: line, reasons } of failed) {
      const own = list.header.map((_, at) => cells.get(line)?.[at] ?? '')
      lines.push([...own, reasons.map((reason) => reasonText(t, reason)).join(' ')])
    }
  }
  return stringify(
    lines.map((line) => line.map(inert)),
    { bom: true, delimiter: ';', quoted: true, record_delimiter: '\r\n' },
  )
}
