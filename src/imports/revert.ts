import type { Scope } from '../db/scope.ts'
import type { JobHandler, JobInHand, Piece } from '../jobs/job.ts'
import { newId } from '../lib/ids.ts'
import type { OwnColumn, Reason } from '../lib/imports.ts'
import { recordAudit } from '../privacy/queries.ts'
import { importOf, over, resultOf } from './check.ts'
import { type Known, noAdditions } from './known.ts'
import { findImport, type ImportRecord, setState } from './queries/imports.ts'
import { listKnown } from './queries/known.ts'
import {
  deleteAdded,
  deleteMotives,
  listWritten,
  putReverted,
  type Reverted,
  removeImported,
  restoreLanguages,
  takeBackImported,
  type WrittenRow,
} from './queries/reverting.ts'
import { type AuditRow, insertAudit, writePeople } from './queries/writing.ts'

/** Takes a whole import back, from its last row to its first: people it made, values it changed, all it added. */
export const revertHandler: JobHandler = {
  kind: 'import_revert',
  title: 'imports.job.revert',
  piece: (scope, job) => revertPiece(scope, job),
  result: resultOf,
}

const pieceSize = 500

const revertPiece = async (scope: Scope, job: JobInHand): Promise<Piece> => {
  const { db, centreId, now } = scope
  const list = await findImport(db, centreId, importOf(job))
  if (list?.state !== 'reverting') return over(job, 'changed')
  const rows = await listWritten(db, centreId, list.id, Number(job.cursor || 2 ** 30), pieceSize)
  if (rows.length === 0) {
    await setState(db, centreId, list.id, 'reverted', now)
    const audit = { action: 'import.reverted', subject_type: 'import' as const, subject_id: list.id }
    await recordAudit(scope, { ...audit, member_id: job.member_id })
    // rows that wrote nothing had nothing to take back: all there was is done
    return { ...over(job), total: job.done + job.failed }
  }
  const reverted = await revertRows(scope, list, rows, job.member_id)
  const kept = reverted.filter((row) => row.reverted === 'kept' || row.reverted === 'partly').length
  return { done: rows.length - kept, failed: kept, cursor: String(rows.at(-1)?.nth ?? 0), finished: false }
}

const revertRows = async (scope: Scope, list: ImportRecord, rows: readonly WrittenRow[], memberId: string | null) => {
  const { db, centreId } = scope
  const known = await listKnown(db, centreId, [...new Set(rows.map(({ contact_id }) => contact_id))], { held: true })
  const people = new Map(known.map((one) => [one.id, one]))
  const made = rows.filter(({ outcome }) => outcome === 'created').map(({ contact_id }) => contact_id)
  const gone = new Set(await removeImported(db, list.id, made))
  const back = await takeBack(
    scope,
    list,
    rows.filter(({ contact_id, outcome }) => outcome === 'updated' && !gone.has(contact_id)),
  )
  const done = rows.map((row): Reverted => {
    if (gone.has(row.contact_id)) return { nth: row.nth, reverted: 'removed', reasons: [] }
    const person = people.get(row.contact_id)
    if (!person) return { nth: row.nth, reverted: 'kept', reasons: [{ code: 'gone' }] }
    if (row.outcome === 'created') return { nth: row.nth, reverted: 'kept', reasons: [{ code: 'lived_on' }] }
    const changed = [...restoreColumns(person, row), ...(back.get(row.nth) ?? [])]
    return { nth: row.nth, reverted: changed.length > 0 ? 'partly' : 'restored', reasons: changed }
  })
  await writeBack(scope, list, done, { rows, people, memberId })
  return done
}

/** Everything that stands beside the contacts; answers what has moved on, row by row. */
const takeBack = async ({ db, centreId }: Scope, list: ImportRecord, rows: readonly WrittenRow[]) => {
  const added = (name: 'points' | 'addresses' | 'statuses' | 'affiliations') =>
    rows.flatMap(({ contact_id, written }) => (written[name] ?? []).map((id) => ({ id, contact_id })))
  const idsOf = (name: 'enrolments' | 'notes') => rows.flatMap(({ written }) => written[name] ?? [])
  const [back] = await Promise.all([
    takeBackImported(db, list.id, idsOf('enrolments'), idsOf('notes')),
    deleteAdded(db, centreId, 'contact_points', added('points')),
    deleteAdded(db, centreId, 'contact_addresses', added('addresses')),
    deleteAdded(db, centreId, 'contact_statuses', added('statuses')),
    deleteAdded(db, centreId, 'affiliations', added('affiliations')),
    restoreLanguages(
      db,
      centreId,
      rows.flatMap(({ contact_id, written }) =>
        (written.languages ?? []).map(([lang, before, after]) => ({ contact_id, lang, before, after })),
      ),
    ),
    deleteMotives(
      db,
      centreId,
      rows.flatMap(({ contact_id, written }) =>
        (written.motives ?? []).map(([kind, code]) => ({ contact_id, kind, code })),
      ),
    ),
  ])
  const isBack = new Set(back)
  return new Map(
    rows.map(({ nth, written }): [number, Reason[]] => [
      nth,
      (written.enrolments ?? []).filter((id) => !isBack.has(id)).map(() => ({ code: 'moved_on' })),
    ]),
  )
}

/** Values as they were, where they still are what the list made of them; the others are told. */
const restoreColumns = (person: Known, { written }: WrittenRow): Reason[] => {
  const changed: Reason[] = []
  for (const [name, [before, after]] of Object.entries(written.columns ?? {})) {
    const column = name as OwnColumn // the keys were columns when they were written
    if (person.columns[column] !== (after ?? '')) changed.push({ code: 'changed_since', field: column })
    else person.columns[column] = before ?? ''
    person.isChanged = true
  }
  if (written.tags) {
    person.tags = person.tags.filter((tag) => !written.tags?.includes(tag))
    person.isChanged = true
  }
  return changed
}

type Back = { rows: readonly WrittenRow[]; people: ReadonlyMap<string, Known>; memberId: string | null }

/** What happened stands on the timelines of who is still there, and in the audit of everybody. */
const writeBack = async (
  scope: Scope,
  list: ImportRecord,
  done: readonly Reverted[],
  { rows, people, memberId }: Back,
) => {
  const { db, centreId, now } = scope
  const contactOf = new Map(rows.map(({ nth, contact_id }) => [nth, contact_id]))
  const additions = noAdditions()
  const audit: AuditRow[] = []
  for (const { nth, reverted } of done) {
    const contactId = contactOf.get(nth) ?? ''
    if (reverted === 'removed')
      audit.push({ id: newId(), subject_id: contactId, action: 'contact.removed', fields: [] })
    else if (people.has(contactId)) {
      const particulars = { import: list.id, kept: reverted }
      additions.activities.push({ id: newId(), contact_id: contactId, kind: 'import_reverted', body: '', particulars })
      audit.push({ id: newId(), subject_id: contactId, action: 'contact.import_reverted', fields: [] })
    }
  }
  const restored = [...people.values()].filter(({ isChanged }) => isChanged)
  const by = memberId ?? list.member_id
  await writePeople(db, centreId, restored, additions, {
    importId: list.id,
    memberId: by,
    sourceNote: '',
    lawfulBasis: '',
    now,
  })
  if (audit.length > 0) await insertAudit(db, centreId, audit, by, now)
  await putReverted(db, centreId, list.id, done)
}
