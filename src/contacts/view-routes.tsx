import { type Context, Hono } from 'hono'
import { SavedViewPage } from '../../views/contacts/saved-view.tsx'
import { contactAddress, readContactQuery } from '../lib/contact-query.ts'
import { randomId, uuidPattern } from '../lib/ids.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, type FormState, readForm } from '../web/forms.ts'
import { canReadContacts, canShareViews } from './policy.ts'
import { listFilterValues } from './queries/choices.ts'
import { findView, type SavedView } from './queries/views.ts'
import {
  dropView,
  editView,
  keepView,
  keptQuery,
  mayChange,
  NewViewForm,
  restoreView,
  saveChanges,
  ViewForm,
  ViewQueryForm,
  ViewVersionForm,
} from './views.ts'

export const savedViews = new Hono<StaffEnv>()

const one = `/:view{${uuidPattern}}` as '/:view'

savedViews.get('/new', allow(canReadContacts), (c) => viewPage(c, emptyForm({ query: keptQuery(searchOf(c)) })))

savedViews.post('/', allow(canReadContacts), async (c) => {
  const form = await readForm(c, NewViewForm)
  if (!form.ok) return viewPage(c, form)
  return c.redirect(`${listOf(c)}?view=${await keepView(c.var.scope, c.var.viewer, form.data)}&done=view_kept`, 303)
})

savedViews.get(one, allow(canReadContacts), async (c) => {
  const view = await viewIn(c)
  return viewPage(c, typedOf(view), { view })
})

savedViews.post(one, allow(canReadContacts), async (c) => {
  const view = await viewIn(c)
  const form = await readForm(c, ViewForm)
  if (!form.ok) return viewPage(c, form, { view })
  const outcome = await editView(c.var.scope, c.var.viewer, view, form.data)
  if (outcome === 'stale') return viewPage(c, emptyForm(form.typed), { view, isStale: true })
  return c.redirect(`${listOf(c)}?view=${view.id}&done=view_kept`, 303)
})

savedViews.post(`${one}/query`, allow(canReadContacts), async (c) => {
  const view = await changeableIn(c)
  const form = await readForm(c, ViewQueryForm)
  if (!form.ok) return viewPage(c, typedOf(view), { view })
  const outcome = await saveChanges(c.var.scope, c.var.viewer, view, form.data)
  if (outcome === 'stale') return viewPage(c, typedOf(view), { view, isStale: true })
  return c.redirect(`${listOf(c)}?view=${view.id}&done=view_kept`, 303)
})

savedViews.post(`${one}/delete`, allow(canReadContacts), async (c) => {
  const view = await changeableIn(c)
  const form = await readForm(c, ViewVersionForm)
  const outcome = form.ok ? await dropView(c.var.scope, c.var.viewer, view, form.data.version) : 'stale'
  if (outcome === 'stale') return viewPage(c, typedOf(view), { view, isStale: true })
  return c.redirect(`${listOf(c)}?view=all&deleted=${view.id}`, 303)
})

savedViews.post(`${one}/restore`, allow(canReadContacts), async (c) => {
  const view = await changeableIn(c, { deleted: true })
  const form = await readForm(c, ViewVersionForm)
  const outcome = form.ok ? await restoreView(c.var.scope, c.var.viewer, view, form.data.version) : 'stale'
  if (outcome === 'stale') return viewPage(c, typedOf(view), { view, isStale: true })
  return c.redirect(`${listOf(c)}?view=${view.id}&done=view_kept`, 303)
})

type StaffContext = Context<StaffEnv>

const listOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}/contacts`

const searchOf = (c: StaffContext) => new URL(c.req.url).search

const viewIn = async (c: StaffContext, { deleted = false } = {}): Promise<SavedView> => {
  const { scope, viewer } = c.var
  const view = found(await findView(scope.db, scope.centreId, viewer.id, c.req.param('view') ?? ''))
  return found(view.is_deleted === deleted ? view : undefined)
}

/** A shared view of somebody else is seen and not changed; where it may not be changed there is nothing to change. */
const changeableIn = async (c: StaffContext, options?: { deleted: boolean }) => {
  const view = await viewIn(c, options)
  return found(mayChange(c.var.viewer, view) ? view : undefined)
}

const typedOf = (view: SavedView) =>
  emptyForm({ name: view.name, shared: view.shared ? 'on' : '', as_default: view.is_default ? 'on' : '' })

const viewPage = async (
  c: StaffContext,
  form: FormState,
  { view, isStale = false }: { view?: SavedView; isStale?: boolean } = {},
) => {
  const { t, viewer, scope } = c.var
  const query = readContactQuery(view?.query ?? form.typed.query ?? '')
  c.status(isStale ? 409 : Object.keys(form.errors).length > 0 ? 422 : 200)
  const page = {
    t,
    base: `/app/${viewer.centre.slug}`,
    form,
    view,
    isStale,
    query,
    address: contactAddress(query),
    key: form.typed.idempotency_key ?? randomId(),
    mayChange: !view || mayChange(viewer, view),
    mayShare: canShareViews(viewer),
    stages: viewer.centre.stages,
    choices: await listFilterValues(scope.db, scope.centreId),
  }
  return c.render(<SavedViewPage {...page} />, { title: view?.name ?? t('lists.view_new'), current: 'contacts' })
}
