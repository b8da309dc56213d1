import { Hono } from 'hono'
import { BulkResultPage, resultStates } from '../../views/bulk/result.tsx'
import { listMembers } from '../accounts/queries/memberships.ts'
import { randomId, uuidPattern } from '../lib/ids.ts'
import { undoableUntil } from '../lib/retention.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, readForm, refuse } from '../web/forms.ts'
import { csvOf } from './export.ts'
import { Action, ResultQuery, SelectionForm, StartForm, UndoForm } from './forms.ts'
import { baseOf, choicePage, faultsOf, previewPage, type StaffContext, whoIn } from './pages.tsx'
import { canChangeInBulk, canReadBulk } from './policy.ts'
import { type BulkChange, countStates, findBulkChange, listResults } from './queries/results.ts'
import { isLate, startBulkChange, startUndo } from './start.ts'

/** Mounted at /app/{centre}/bulk: one change to many people, from choosing what to do to taking it back. */
export const bulk = new Hono<StaffEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'
const perPage = 50

bulk.get('/new', allow(canChangeInBulk), (c) => {
  const selection = SelectionForm.safeParse(c.req.queries())
  return choicePage(c, selection.success ? selection.data : { ids: [] })
})

bulk.post('/new', allow(canChangeInBulk), async (c) => {
  const form = await readForm(c, SelectionForm)
  if (!form.ok) return choicePage(c, { ids: [] }, form)
  return choicePage(c, form.data, emptyForm(form.typed))
})

bulk.post('/preview', allow(canChangeInBulk), async (c) => {
  const selection = await readForm(c, SelectionForm)
  if (!selection.ok) return choicePage(c, { ids: [] }, selection)
  const form = await readForm(c, Action)
  if (!form.ok) return choicePage(c, selection.data, form)
  const faults = await faultsOf(c, form.data)
  if (faults) return choicePage(c, selection.data, refuse(form.typed, faults))
  return previewPage(c, selection.data, form.data, form.typed)
})

bulk.post('/', allow(canChangeInBulk), async (c) => {
  const { scope, viewer } = c.var
  const selection = await readForm(c, SelectionForm)
  if (!selection.ok) return choicePage(c, { ids: [] }, selection)
  const form = await readForm(c, Action)
  if (!form.ok) return choicePage(c, selection.data, form)
  const faults = await faultsOf(c, form.data)
  if (faults) return choicePage(c, selection.data, refuse(form.typed, faults))
  const shown = await readForm(c, StartForm)
  if (!shown.ok) return previewPage(c, selection.data, form.data, form.typed, { again: true })
  const { seen, idempotency_key: idempotencyKey } = shown.data
  const started = await startBulkChange(scope, {
    ...{ who: whoIn(c, selection.data), action: form.data, seen, idempotencyKey, memberId: viewer.id },
    query: 'query' in selection.data ? selection.data.query : null,
  })
  if (started.kind === 'others') return previewPage(c, selection.data, form.data, form.typed, { again: true })
  return c.redirect(`${baseOf(c)}/jobs/${started.id}`, 303)
})

bulk.get(one, allow(canReadBulk), async (c) => resultPage(c, await changeIn(c)))

bulk.get(`${one}/failures.csv` as '/:id/failures.csv', allow(canChangeInBulk), async (c) => {
  const { t, scope } = c.var
  const change = await changeIn(c)
  const states = ['failed', 'kept'] as const
  const rows = await listResults(scope.db, scope.centreId, { jobId: change.id, states, after: 0, size: 50_000 })
  return c.body(csvOf(t, `${scope.settings.publicUrl}${baseOf(c)}`, rows), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="hromadna-zmena-${change.id.slice(-6)}.csv"`,
    'Cache-Control': 'private, no-store',
  })
})

bulk.post(`${one}/undo`, allow(canChangeInBulk), async (c) => {
  const { t, scope, viewer } = c.var
  const change = await changeIn(c)
  const form = await readForm(c, UndoForm)
  if (!form.ok) return resultPage(c, change, t('field.reload'))
  const { idempotency_key: idempotencyKey } = form.data
  const undoing = await startUndo(scope, change, { memberId: viewer.id, idempotencyKey })
  if ('id' in undoing) return c.redirect(`${baseOf(c)}/jobs/${undoing.id}`, 303)
  return resultPage(c, change, t(`bulk.undo_${undoing.kind}`))
})

const changeIn = async (c: StaffContext): Promise<BulkChange> =>
  found(await findBulkChange(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? ''))

const resultPage = async (c: StaffContext, change: BulkChange, error?: string) => {
  const { t, scope, viewer } = c.var
  if (error) c.status(422)
  const { state, after = 0 } = ResultQuery.parse(c.req.query())
  const ask = { jobId: change.id, after, size: perPage + 1 }
  const [counts, members, rows] = await Promise.all([
    countStates(scope.db, scope.centreId, change.id),
    listMembers(scope.db, scope.centreId),
    listResults(scope.db, scope.centreId, { ...ask, states: state ? [state] : ['failed', 'kept'] }),
  ])
  const page = {
    ...{ t, base: baseOf(c), change, counts, error, members, stages: viewer.centre.stages },
    ...{ rows: rows.slice(0, perPage), next: rows.length > perPage ? rows[perPage - 1]?.position : undefined },
    ...{
      state: resultStates.find((known) => known === state),
      isFirst: after === 0,
      mayUndo: canChangeInBulk(viewer),
      until: change.ended_at && !isLate(change, scope.now) ? undoableUntil(change.ended_at) : undefined,
      undoKey: randomId(),
    },
  }
  return c.render(<BulkResultPage {...page} />, { title: t('bulk.result'), current: 'contacts' })
}
