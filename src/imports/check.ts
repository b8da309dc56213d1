import type { Scope } from '../db/scope.ts'
import type { JobHandler, JobInHand, Piece } from '../jobs/job.ts'
import { apply } from './applying.ts'
import { meetAll } from './batch.ts'
import { prepared } from './prepared.ts'
import { findImport, setState } from './queries/imports.ts'
import { putCheckedRows } from './queries/rows.ts'
import { analyzeGrown } from './queries/sizes.ts'
import { centreVocabulary, readerOf, rowsOf } from './understanding.ts'

export const importOf = ({ particulars }: Pick<JobInHand, 'particulars'>): string =>
  String((particulars as { import?: unknown } | null)?.import ?? '') // written by us

export const resultOf = (job: Pick<JobInHand, 'particulars'>) =>
  ({ path: `/imports/${importOf(job)}`, label: 'imports.open' }) as const

/** A dry run: says of every row what would become of it, and writes nothing of it to anybody. */
export const checkHandler: JobHandler = {
  kind: 'import_check',
  title: 'imports.job.check',
  piece: (scope, job) => checkPiece(scope, job),
  result: resultOf,
}

const checkPiece = async (scope: Scope, job: JobInHand): Promise<Piece> => {
  const { db, centreId, now } = scope
  const nth = Number(job.cursor || 0)
  const [, list, rows] = await Promise.all([
    analyzeGrown(db),
    findImport(db, centreId, importOf(job)),
    rowsOf(db, centreId, importOf(job), nth),
  ])
  if (list?.state !== 'checking') return over(job, 'changed')
  if (!rows) {
    await setState(db, centreId, list.id, 'checked')
    return over(job)
  }
  const ready = prepared(readerOf(list, await centreVocabulary(scope), now), rows)
  const looked = await meetAll(scope, ready, { importId: list.id, policies: list, decisions: new Map(), held: false })
  const done = apply(ready, looked, { importId: list.id, policies: list, decisions: new Map() })
  const keys = new Map(ready.map((row) => [row.nth, row]))
  await putCheckedRows(
    db,
    centreId,
    list.id,
    done.rows.map(({ nth: line, plan, reasons }) => {
      const row = keys.get(line)
      return {
        ...{ nth: line, plan, reasons, who: row?.who ?? '' },
        ...{ fingerprint: row?.fingerprint ?? '', email: row?.emails[0] ?? null, twin: row?.twin ?? null },
      }
    }),
  )
  const failed = done.rows.filter(({ plan }) => plan === 'error').length
  return { done: rows.length - failed, failed, cursor: String(nth + 1), finished: false }
}

export const over = ({ cursor }: Pick<JobInHand, 'cursor'>, problem?: string): Piece => ({
  ...{ done: 0, failed: 0, cursor, finished: true },
  ...(problem ? { problem } : {}),
})
