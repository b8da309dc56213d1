import { Hono } from 'hono'
import { CheckPage, type Counts } from '../../views/imports/check.tsx'
import { InformPage } from '../../views/imports/inform.tsx'
import { UnderWayPage } from '../../views/imports/progress.tsx'
import { ResultPage } from '../../views/imports/result.tsx'
import type { ShownRow } from '../../views/imports/rows.tsx'
import { AskAgain } from '../../views/sharing/progress.tsx'
import { canCancelJobs } from '../jobs/policy.ts'
import { findJob } from '../jobs/queries.ts'
import { uuidPattern } from '../lib/ids.ts'
import { fullName } from '../lib/names.ts'
import { allow } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { readForm } from '../web/forms.ts'
import { failedCsv } from './failed.ts'
import { DecisionForm, RowsQuery } from './forms.ts'
import { inform } from './informing.ts'
import { addressOf, baseOf, headOf, importIn, type StaffContext } from './pages.tsx'
import { canImport } from './policy.ts'
import type { ImportRecord } from './queries/imports.ts'
import { countToInform, listToInform } from './queries/informing.ts'
import { countRows, decideRow, listNames, listRows, type RowKind } from './queries/rows.ts'
import { isLate, revertableUntil, type Started, startRevert, startRun } from './start.ts'

/** Mounted at /app/{centre}/imports: what a list would do, did, and how it is taken back. */
export const importResults = new Hono<StaffEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'

importResults.get(one, allow(canImport), async (c) => {
  const list = await importIn(c)
  if (list.state === 'read') return c.redirect(addressOf(c, list, '/file'), 303)
  if (list.state === 'mapped') return c.redirect(addressOf(c, list, '/source'), 303)
  if (list.state === 'checking' || list.state === 'checked') return c.redirect(addressOf(c, list, '/check'), 303)
  return (await underWayPage(c, list, 'result')) ?? resultPage(c, list)
})

importResults.get(`${one}/check` as '/:id/check', allow(canImport), async (c) => {
  const list = await importIn(c)
  if (list.state !== 'checking' && list.state !== 'checked') return c.redirect(addressOf(c, list), 303)
  return (await underWayPage(c, list, 'check')) ?? checkPage(c, list)
})

importResults.post(`${one}/decisions` as '/:id/decisions', allow(canImport), async (c) => {
  const { scope } = c.var
  const list = await importIn(c)
  const form = await readForm(c, DecisionForm)
  if (form.ok) await decideRow(scope.db, scope.centreId, list.id, form.data.nth, form.data.decision)
  const step = list.state === 'checked' ? '/check' : ''
  return c.redirect(addressOf(c, list, `${step}?kind=ask#rows`), 303)
})

importResults.post(`${one}/run` as '/:id/run', allow(canImport), async (c) => {
  const list = await importIn(c)
  return afterStart(c, list, await startRun(c.var.scope, list, c.var.viewer.id))
})

importResults.post(`${one}/revert` as '/:id/revert', allow(canImport), async (c) => {
  const list = await importIn(c)
  return afterStart(c, list, await startRevert(c.var.scope, list, c.var.viewer.id))
})

importResults.get(`${one}/failed.csv` as '/:id/failed.csv', allow(canImport), async (c) => {
  const list = await importIn(c)
  const csv = await failedCsv(c.var.scope, c.var.t, list)
  c.header('Content-Type', 'text/csv; charset=utf-8')
  c.header('Content-Disposition', 'attachment; filename="failed.csv"')
  return c.body(csv)
})

importResults.get(`${one}/inform` as '/:id/inform', allow(canImport), async (c) => {
  const { t, scope } = c.var
  const list = await importIn(c)
  const [{ rows, next }, count] = await Promise.all([
    listToInform(scope.db, scope.centreId, list.id, RowsQuery.parse(c.req.query()).after),
    countToInform(scope.db, scope.centreId, list.id),
  ])
  const page = { t, base: baseOf(c), list, rows, next, count }
  return c.render(<InformPage {...page} />, { title: t('imports.inform'), current: 'contacts' })
})

importResults.post(`${one}/inform` as '/:id/inform', allow(canImport), async (c) => {
  const list = await importIn(c)
  await inform(c.var.scope, list.id, c.var.viewer.id)
  return c.redirect(addressOf(c, list), 303)
})

/** A second press, or one on a page that is old by now, is shown where the import has got to. */
const afterStart = (c: StaffContext, list: ImportRecord, { kind }: Started) =>
  c.redirect(addressOf(c, list, kind === 'stale' || kind === 'late' ? `?done=${kind}` : ''), 303)

const underWayPage = async (c: StaffContext, list: ImportRecord, step: 'check' | 'result') => {
  const { t, scope, viewer } = c.var
  const isWorked = ['checking', 'running', 'reverting'].includes(list.state)
  const job = list.job_id && isWorked ? await findJob(scope.db, scope.centreId, list.job_id) : undefined
  if (!job || (job.state !== 'waiting' && job.state !== 'running')) return undefined
  const named = { ...job, title: 'imports.title' as const, problemKey: 'jobs.problem' as const, result: undefined }
  const page = { t, base: baseOf(c), list: headOf(list), step, job: named, mayCancel: canCancelJobs(viewer) }
  return c.render(<UnderWayPage {...page} />, { title: list.name, current: 'contacts', head: <AskAgain /> })
}

const checkPage = async (c: StaffContext, list: ImportRecord) => {
  const rows = await rowsPage(c, list, ['all', 'create', 'update', 'unchanged', 'ask', 'skip', 'error'])
  const page = { ...rows, list: headOf(list), version: list.version, stale: c.req.query('done') === 'stale' }
  return c.render(<CheckPage {...page} />, { title: list.name, current: 'contacts' })
}

const resultPage = async (c: StaffContext, list: ImportRecord) => {
  const { scope } = c.var
  const kinds = ['all', 'create', 'update', 'unchanged', 'ask', 'skip', 'error'] as const
  const [rows, toInform] = await Promise.all([
    rowsPage(c, list, list.state === 'reverted' ? [...kinds, 'kept'] : kinds),
    countToInform(scope.db, scope.centreId, list.id),
  ])
  const source = { note: list.source_note, basis: list.lawful_basis, acquired: list.acquired_on }
  const page = {
    ...{ ...rows, list: headOf(list), version: list.version, source, toInform },
    until: isLate(list, scope.now) ? undefined : revertableUntil(list),
    isForgotten: list.forgotten_at !== null,
  }
  const done = c.req.query('done')
  return c.render(<ResultPage {...page} stale={done === 'stale'} late={done === 'late'} />, {
    title: list.name,
    current: 'contacts',
  })
}

const rowsPage = async (c: StaffContext, list: ImportRecord, kinds: readonly RowKind[]) => {
  const { t, scope } = c.var
  const { db, centreId } = scope
  const { kind = 'all', after } = RowsQuery.parse(c.req.query())
  const [{ rows, next }, counted] = await Promise.all([
    listRows(db, centreId, list.id, kind, after),
    countRows(db, centreId, list.id),
  ])
  const asked = rows.flatMap(({ reasons }) =>
    reasons.flatMap(({ code, value }) => (code === 'likely' ? (value ?? []) : [])),
  )
  const names = await listNames(db, centreId, asked)
  const nameOf = new Map(names.map((one) => [one.id, fullName(one)]))
  const shown = rows.map(
    (row): ShownRow => ({
      ...row,
      candidates: row.reasons.flatMap(({ code, value = '' }) => {
        const name = code === 'likely' ? nameOf.get(value) : undefined
        return name ? [{ id: value, name }] : []
      }),
    }),
  )
  const counts: Counts = { create: 0, update: 0, unchanged: 0, ask: 0, skip: 0, error: 0 }
  for (const { plan, count } of counted) counts[plan] += count
  const waiting = counted.filter(({ outcome }) => outcome === null).reduce((sum, { count }) => sum + count, 0)
  return { t, base: baseOf(c), rows: shown, next, kind, kinds, counts, waiting }
}
