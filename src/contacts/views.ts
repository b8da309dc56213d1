import * as z from 'zod'
import type { Scope } from '../db/scope.ts'
import { contactAddress, readContactQuery, withoutPlace } from '../lib/contact-query.ts'
import { recordAudit } from '../privacy/queries.ts'
import { idempotencyKey, requiredLine, tick, version } from '../web/forms.ts'
import type { Viewer } from '../web/viewer.ts'
import { changeView, createView, dropDefaultView, type SavedView, setDefaultView } from './queries/views.ts'

/** What is kept of an address: who is looked for and how it is shown, in one spelling. */
export const keptQuery = (search: string): string => contactAddress(withoutPlace(readContactQuery(search)))

const query = z.string().max(10_000).default('').transform(keptQuery)
const facts = { name: requiredLine(60), shared: tick, as_default: tick }

export const NewViewForm = z.object({ ...facts, query, idempotency_key: idempotencyKey.optional() })
export const ViewForm = z.object({ ...facts, version })
export const ViewQueryForm = z.object({ query, version })
export const ViewVersionForm = z.object({ version })

/** A view is changed by whose it is; a shared one also by an administrator, for its owner may have left. */
export const mayChange = (viewer: Viewer, view: SavedView): boolean =>
  view.member_id === viewer.id || (view.shared && viewer.role === 'admin')

export const keepView = async (scope: Scope, viewer: Viewer, form: z.output<typeof NewViewForm>) => {
  const shared = form.shared !== undefined
  const { name, query, idempotency_key } = form
  const { id, isNew } = await createView(scope, { name, query, shared, member_id: viewer.id, idempotency_key })
  if (isNew && form.as_default) await setDefaultView(scope, viewer.id, id)
  if (isNew && shared) await noted(scope, viewer, id, 'view.shared')
  return id
}

type Outcome = 'changed' | 'stale'

/** Name, sharing and whether it opens first; the last is each member's own and needs no right to the view. */
export const editView = async (
  scope: Scope,
  viewer: Viewer,
  view: SavedView,
  { name, shared: ticked, as_default, version }: z.output<typeof ViewForm>,
): Promise<Outcome> => {
  if (mayChange(viewer, view)) {
    const shared = ticked !== undefined
    if (!(await changeView(scope, view.id, version, { name, shared }))) return 'stale'
    if (shared || view.shared) await noted(scope, viewer, view.id, 'view.edited', ['name', 'shared'])
  }
  if (as_default) await setDefaultView(scope, viewer.id, view.id)
  else await dropDefaultView(scope, view.id, viewer.id)
  return 'changed'
}

/** The view shows from now on what stands in the address. */
export const saveChanges = async (
  scope: Scope,
  viewer: Viewer,
  view: SavedView,
  { query, version }: z.output<typeof ViewQueryForm>,
): Promise<Outcome> => {
  if (!(await changeView(scope, view.id, version, { query }))) return 'stale'
  if (view.shared) await noted(scope, viewer, view.id, 'view.edited', ['query'])
  return 'changed'
}

export const dropView = async (scope: Scope, viewer: Viewer, view: SavedView, version: number): Promise<Outcome> => {
  if (!(await changeView(scope, view.id, version, { deleted_at: scope.now }))) return 'stale'
  await dropDefaultView(scope, view.id)
  if (view.shared) await noted(scope, viewer, view.id, 'view.deleted')
  return 'changed'
}

export const restoreView = async (scope: Scope, viewer: Viewer, view: SavedView, version: number): Promise<Outcome> => {
  if (!(await changeView(scope, view.id, version, { deleted_at: null }))) return 'stale'
  if (view.shared) await noted(scope, viewer, view.id, 'view.restored')
  return 'changed'
}

const noted = (scope: Scope, viewer: Viewer, id: string, action: string, fields: string[] = []) =>
  recordAudit(scope, { action, subject_type: 'saved_view', subject_id: id, fields, member_id: viewer.id })
