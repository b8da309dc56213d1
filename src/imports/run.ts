import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import type { JobHandler, JobInHand, Piece } from '../jobs/job.ts'
import { recordAudit } from '../privacy/queries.ts'
import { apply } from './applying.ts'
import { meetAll } from './batch.ts'
import { importOf, over, resultOf } from './check.ts'
import { type Prepared, prepared } from './prepared.ts'
import { deletePieces, findImport, type ImportRecord, setState } from './queries/imports.ts'
import { listWaitingRows, putOutcomes, type RowDone } from './queries/rows.ts'
import { saved } from './queries/savepoint.ts'
import { analyzeGrown } from './queries/sizes.ts'
import { putMapping } from './queries/words.ts'
import { allOf, insertAudit, writePeople } from './queries/writing.ts'
import { centreVocabulary, readerOf, rowsOf } from './understanding.ts'

/** Takes a list over, five hundred rows a transaction; a row that cannot be written stops none of the others. */
export const runHandler: JobHandler = {
  kind: 'import_run',
  title: 'imports.job.run',
  piece: (scope, job) => runPiece(scope, job),
  result: resultOf,
}

const runPiece = async (scope: Scope, job: JobInHand): Promise<Piece> => {
  const { db, centreId, now } = scope
  const nth = Number(job.cursor || 0)
  // two lists with the same people, who may have no address, one after the other
  await waitForTurn(db, centreId, 'import_run')
  const [, list, rows, vocabulary] = await Promise.all([
    analyzeGrown(db),
    findImport(db, centreId, importOf(job)),
    rowsOf(db, centreId, importOf(job), nth),
    centreVocabulary(scope),
  ])
  if (list?.state !== 'running') return over(job, 'changed')
  if (!rows) return finish(scope, job, list)
  const lines = rows.map(([line]) => line)
  const waiting = await listWaitingRows(db, centreId, list.id, lines[0] ?? 0, lines.at(-1) ?? 0)
  const toDo = new Map(waiting.map((row) => [row.nth, row]))
  // who waits for a person's decision goes on waiting
  const ready = prepared(
    readerOf(list, vocabulary, now),
    rows.filter(([line]) => toDo.has(line) && (toDo.get(line)?.plan !== 'ask' || toDo.get(line)?.decision)),
  )
  const decisions = new Map(waiting.flatMap(({ nth: line, decision }) => (decision ? [[line, decision] as const] : [])))
  const done = await runRows(scope, { list, decisions }, ready)
  const failed = done.filter(({ outcome }) => outcome === 'failed').length
  return { done: rows.length - failed, failed, cursor: String(nth + 1), finished: false }
}

type Running = { list: ImportRecord; decisions: ReadonlyMap<number, string> }

/** All of them at once; where the database refuses one, the halves by themselves, until the one that fails is alone. */
const runRows = async (scope: Scope, running: Running, rows: readonly Prepared[]): Promise<RowDone[]> => {
  if (rows.length === 0) return []
  const written = await saved(scope.db, () => writeRows(scope, running, rows))
  if ('value' in written) return written.value
  const [only] = rows
  if (rows.length === 1 && only) return [await writeFailure(scope, running, only, written.refused)]
  const half = Math.ceil(rows.length / 2)
  const first = await runRows(scope, running, rows.slice(0, half))
  return [...first, ...(await runRows(scope, running, rows.slice(half)))]
}

const writeRows = async (scope: Scope, { list, decisions }: Running, rows: readonly Prepared[]) => {
  const { db, centreId, now } = scope
  const looked = await meetAll(scope, rows, { importId: list.id, policies: list, decisions, held: true })
  const done = apply(rows, looked, { importId: list.id, policies: list, decisions })
  const origin = originOf(list, now)
  await allOf([
    writePeople(db, centreId, done.people, done.additions, origin),
    done.audit.length > 0 && insertAudit(db, centreId, done.audit, list.member_id, now),
    putOutcomes(db, centreId, list.id, done.rows),
  ])
  return done.rows
}

const originOf = ({ id, member_id, source_note, lawful_basis, acquired_on }: ImportRecord, now: Date) => ({
  ...{ importId: id, memberId: member_id, now, lawfulBasis: lawful_basis ?? '' },
  sourceNote: `${source_note} (${acquired_on ?? ''})`,
})

const writeFailure = async ({ db, centreId }: Scope, { list }: Running, { nth }: Prepared, code: string) => {
  const failed: RowDone = {
    ...{ nth, plan: 'error', outcome: 'failed', contact_id: null, written: null },
    reasons: [{ code: 'database', value: code }],
  }
  await putOutcomes(db, centreId, list.id, [failed])
  return failed
}

const finish = async (scope: Scope, job: JobInHand, list: ImportRecord): Promise<Piece> => {
  const { db, centreId, now } = scope
  await setState(db, centreId, list.id, 'done', now)
  await deletePieces(db, centreId, list.id, 'file')
  await putMapping(db, centreId, list.header_key, list, now)
  await recordAudit(scope, {
    ...{ action: 'import.done', subject_type: 'import', subject_id: list.id, member_id: list.member_id },
  })
  return over(job)
}
