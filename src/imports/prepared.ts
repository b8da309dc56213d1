import { createHash } from 'node:crypto'
import type { RawRow, Reason } from '../lib/imports.ts'
import { folded } from './folded.ts'
import type { ReadRow } from './rows.ts'
import type { Told } from './told.ts'

/** A row as it is taken: what it says, and by what the same one is known again. */
export type Prepared = {
  nth: number
  told: Told
  problems: Reason[]
  /** in a few words */
  who: string
  /** of all it says, however the list writes it */
  fingerprint: string
  emails: string[]
  /** a name with a phone or a birth, of who has no address */
  twin: string | null
}

export const prepared = (read: (cells: readonly string[]) => ReadRow, rows: readonly RawRow[]): Prepared[] =>
  rows.map(([nth, cells]) => {
    const { told, problems } = read(cells)
    const emails = told.points.filter(({ kind }) => kind === 'email').map(({ norm }) => norm)
    const twin = emails[0] ? null : twinOf(told)
    return { nth, told, problems, who: whoIn(told), fingerprint: fingerprintOf(told), emails, twin }
  })

const whoIn = ({ columns, points }: Told): string =>
  [`${columns.given_name ?? ''} ${columns.family_name ?? ''}`.trim(), points[0]?.value ?? '']
    .filter(Boolean)
    .join(' · ')

const fingerprintOf = ({ columns, ...told }: Told): string => {
  const sorted = Object.entries(columns).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([sorted, told]))
    .digest('hex')
}

const twinOf = ({ columns, points }: Told): string | null => {
  const name = folded(`${columns.given_name ?? ''} ${columns.family_name ?? ''}`)
  const phone = points.find(({ kind }) => kind === 'phone')?.norm
  const told = phone ?? (columns.born && columns.born.length > 4 ? columns.born : undefined)
  return name !== '' && told ? `${name} ${told}` : null
}
