import { stringify } from 'csv-stringify/sync'
import { reasonText } from '../../views/bulk/reason.ts'
import type { StaffT } from '../../views/messages/index.ts'
import { fullName } from '../lib/names.ts'
import { inert } from '../lib/spreadsheet.ts'
import type { ResultRow } from './queries/results.ts'

/** Who was left out and why, as a spreadsheet of a Czech office opens it; `base` is where contacts stand. */
export const csvOf = (t: StaffT, base: string, rows: readonly ResultRow[]): string => {
  const header = [t('bulk.csv_name'), t('bulk.csv_reason'), t('bulk.csv_link')]
  const lines = rows.map(({ given_name, family_name, contact_id, reason }) => [
    given_name === null || family_name === null ? '' : fullName({ given_name, family_name }),
    reasonText(t, reason),
    `${base}/contacts/${contact_id}`,
  ])
  return stringify(
    [header, ...lines].map((line) => line.map(inert)),
    { bom: true, delimiter: ';', record_delimiter: '\r\n' },
  )
}
