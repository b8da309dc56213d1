import { newId } from '../lib/ids.ts'
import type { Reason, RowPlan } from '../lib/imports.ts'
import type { Looked, Policies, Whom } from './batch.ts'
import { type Additions, type Known, noAdditions, nobodyYet } from './known.ts'
import { merge } from './merging.ts'
import type { Prepared } from './prepared.ts'
import type { RowDone } from './queries/rows.ts'
import type { AuditRow } from './queries/writing.ts'

type Options = { importId: string; policies: Policies; decisions: ReadonlyMap<number, string> }

export type Applied = { rows: RowDone[]; people: Known[]; additions: Additions; audit: AuditRow[] }

/** What every row of a piece does, one after another: later rows meet the people of earlier ones. Nothing is written yet. */
export const apply = (rows: readonly Prepared[], looked: Looked, options: Options): Applied => {
  const applying: Applying = {
    ...looked,
    options,
    additions: noAdditions(),
    audit: [],
    touched: new Map(),
    own: new Map(),
  }
  const done = rows.map((row, at) => applyRow(applying, row, at))
  const people = [...applying.touched.values()].filter(({ isNew, isChanged }) => isNew || isChanged)
  const activities = applying.additions.activities.map((one) => ({
    ...one,
    particulars: { ...one.particulars, import: options.importId },
  }))
  return { rows: done, people, additions: { ...applying.additions, activities }, audit: applying.audit }
}

type Applying = Looked & {
  options: Options
  additions: Additions
  audit: AuditRow[]
  touched: Map<string, Known>
  /** people by fingerprint, address or twin as rows above in this piece named them */
  own: Map<string, { known: Known; line: number }>
}

const applyRow = (applying: Applying, row: Prepared, at: number): RowDone => {
  if (row.problems.length > 0) return failed(row, row.problems)
  const whom = whomOf(applying, row, at)
  const suppressed = applying.met[at]?.suppressed ?? []
  const reasons: Reason[] = suppressed.map(() => ({ code: 'suppressed' }))
  switch (whom.kind) {
    case 'skipped':
      return waiting(row, 'skip', 'skipped', [{ code: 'decided' }])
    case 'same_row':
      return { ...waiting(row, 'unchanged', 'unchanged', [same('same_row', whom.line)]), contact_id: whom.id }
    case 'likely':
      return likely(applying, row, whom.ids)
    case 'above':
      return update(applying, row, whom.known, [...reasons, same('same_as_row', whom.line)])
    case 'known':
    case 'earlier':
      return meetKnown(applying, row, whom, reasons)
    case 'unknown':
      return create(applying, row, reasons)
  }
}

type AnyWhom = Whom | { kind: 'skipped' } | { kind: 'above'; known: Known; line: number }

/** What a person decided goes first, then what stands above in the same piece, then what the database knows. */
const whomOf = ({ own, met, people, options }: Applying, row: Prepared, at: number): AnyWhom => {
  const decision = options.decisions.get(row.nth)
  if (decision === 'skip') return { kind: 'skipped' }
  // who was decided for and is gone since decides nothing: the question stands again
  if (decision && people.has(decision)) return { kind: 'known', id: decision }
  const sameRow = own.get(row.fingerprint)
  if (sameRow) return { kind: 'same_row', id: sameRow.known.id, line: sameRow.line }
  const above = [...row.emails, row.twin ?? ''].map((key) => own.get(key)).find(Boolean)
  const whom = met[at]?.whom ?? { kind: 'unknown' }
  if (whom.kind === 'same_row' || whom.kind === 'known') return whom
  if (above) return { kind: 'above', ...above }
  return decision === 'create' && whom.kind === 'likely' ? { kind: 'unknown' } : whom
}

const same = (code: string, line: number | undefined): Reason => ({ code, ...(line ? { line } : {}) })

const likely = ({ options }: Applying, row: Prepared, ids: readonly string[]): RowDone => {
  const reasons = ids.map((id) => ({ code: 'likely', value: id }))
  if (options.policies.likely_policy === 'skip') return waiting(row, 'skip', 'skipped', reasons)
  return waiting(row, 'ask', null, reasons)
}

const meetKnown = (
  applying: Applying,
  row: Prepared,
  whom: Whom & { kind: 'known' | 'earlier' },
  reasons: Reason[],
) => {
  const all = whom.kind === 'earlier' ? [...reasons, same('same_as_row', whom.line)] : reasons
  // in a dry run the row above has made nobody yet
  if (whom.id === null) return waiting(row, 'update', 'updated', all)
  const known = applying.touched.get(whom.id) ?? applying.people.get(whom.id)
  return known ? update(applying, row, known, all) : create(applying, row, reasons)
}

const create = (applying: Applying, row: Prepared, reasons: Reason[]): RowDone => {
  const { given_name = '', family_name = '' } = row.told.columns
  if (given_name === '' && family_name === '') return failed(row, [{ code: 'no_name' }])
  const known = nobodyYet(newId())
  const { written } = merge(known, row.told, 'overwrite', applying.additions, heldBy(applying, known))
  remember(applying, row, known)
  record(applying, known, 'contact.imported', [])
  return {
    nth: row.nth,
    plan: 'create',
    outcome: 'created',
    reasons: [...reasons, ...lost(applying, row, known)],
    contact_id: known.id,
    written,
  }
}

const update = (applying: Applying, row: Prepared, known: Known, reasons: Reason[]): RowDone => {
  const policy = applying.options.policies.known_policy
  if (policy === 'leave' && !known.isNew)
    return { ...waiting(row, 'skip', 'skipped', [{ code: 'known_left' }]), contact_id: known.id }
  const { fields, written } = merge(known, row.told, policy, applying.additions, heldBy(applying, known))
  remember(applying, row, known)
  const lostHere = lost(applying, row, known)
  if (fields.length === 0)
    return { ...waiting(row, 'unchanged', 'unchanged', [...reasons, ...lostHere]), contact_id: known.id }
  known.isChanged = true
  if (!known.isNew) record(applying, known, 'contact.edited', [...new Set(fields)])
  const told = { code: 'fields', value: [...new Set(fields)].join(' ') }
  return {
    nth: row.nth,
    plan: 'update',
    outcome: 'updated',
    reasons: [...reasons, told, ...lostHere],
    contact_id: known.id,
    written,
  }
}

const remember = ({ touched, own, holders }: Applying, row: Prepared, known: Known) => {
  touched.set(known.id, known)
  for (const key of [row.fingerprint, ...row.emails, row.twin ?? ''])
    if (key !== '' && !own.has(key)) own.set(key, { known, line: row.nth })
  for (const point of known.points) if (point.startsWith('email ')) holders.set(point.slice(6), known.id)
}

/** What happened stands on the timeline and in the audit, once a row. */
const record = ({ additions, audit }: Applying, known: Known, action: string, fields: string[]) => {
  const particulars: Record<string, string> = fields.length > 0 ? { fields: fields.join(' ') } : {}
  additions.activities.push({ id: newId(), contact_id: known.id, kind: 'imported', body: '', particulars })
  audit.push({ id: newId(), subject_id: known.id, action, fields })
}

const heldBy =
  ({ holders }: Applying, known: Known) =>
  (email: string) =>
    (holders.get(email) ?? known.id) !== known.id

const lost = (applying: Applying, row: Prepared, known: Known): Reason[] =>
  row.emails.filter(heldBy(applying, known)).map((value) => ({ code: 'email_of_other', value }))

const failed = (row: Prepared, reasons: Reason[]): RowDone => waiting(row, 'error', 'failed', reasons)

const waiting = ({ nth }: Prepared, plan: RowPlan, outcome: RowDone['outcome'], reasons: Reason[]): RowDone => ({
  ...{ nth, plan, outcome, reasons },
  contact_id: null,
  written: null,
})
