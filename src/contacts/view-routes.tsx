import { type Context, Hono } from 'hono'
import { SavedViewPage } from '../../views/contacts/saved-view.tsx'
import { contactAddress, readContactQuery } from '../lib/contact-query.ts'
import { randomId, uuidPattern } from '../lib/ids.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, type FormState, readForm } from '../web/forms.ts'
import { canKeepViews, canReadContacts } from './policy.ts'
import { listFilterChoices } from './queries/choices.ts'
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

savedViews.get('/new', allow(canKeepViews), (c) => viewPage(c, emptyForm({ query: keptQuery(searchOf(c)) })))

savedViews.post('/', allow(canKeepViews), async (c) => {
  const form = await readForm(c, NewViewForm)
  if (!form.ok) return viewPage(c, form)
  return c.redirect(`${listOf(c)}?view=${await keepView(c.var.scope, c.var.viewer, form.data)}&done=view_kept`, 303)
})

savedViews.get(one, allow(canReadContacts), async (c) => {
  const view = await viewIn(c)
  return viewPage(c, typedOf(view), { view })
})

savedViews.post(one, allow(canKeepViews), async (c) => {
  const view = await viewIn(c)
  const form = await readForm(c, ViewForm)
  if (!form.ok) return viewPage(c, form, { view })
  const outcome = await editView(c.var.scope, c.var.viewer, view, form.data)
  if (outcome === 'stale') return viewPage(c, emptyForm(form.typed), { view, isStale: true })
  return c.redirect(`${listOf(c)}?view=${view.id}&done=view_kept`, 303)
})

savedViews.post(`${one}/query`, allow(canKeepViews), async (c) => {
  const view = await viewIn(c)
  const form = await readForm(c, ViewQueryForm)
  if (!form.ok || !mayChange(c.var.viewer, view)) return viewPage(c, typedOf(view), { view, isRefused: true })
  const outcome = await saveChanges(c.var.scope, c.var.viewer, view, form.data)
  if (outcome === 'stale') return viewPage(c, typedOf(view), { view, isStale: true })
  return c.redirect(`${listOf(c)}?view=${view.id}&done=view_kept`, 303)
})

savedViews.post(`${one}/delete`, allow(canKeepViews), async (c) => {
  const view = await anyViewIn(c)
  const form = await readForm(c, ViewVersionForm)
  if (!form.ok || !mayChange(c.var.viewer, view)) return viewPage(c, typedOf(view), { view, isRefused: true })
  if (!view.is_deleted && (await dropView(c.var.scope, c.var.viewer, view, form.data.version)) === 'stale')
    return viewPage(c, typedOf(view), { view, isStale: true })
  return c.redirect(`${listOf(c)}?view=all&deleted=${view.id}`, 303)
})

savedViews.post(`${one}/restore`, allow(canKeepViews), async (c) => {
  const view = await anyViewIn(c)
  const form = await readForm(c, ViewVersionForm)
  if (!form.ok || !mayChange(c.var.viewer, view)) return viewPage(c, typedOf(view), { view, isRefused: true })
  if (view.is_deleted && (await restoreView(c.var.scope, c.var.viewer, view, form.data.version)) === 'stale')
    return viewPage(c, typedOf(view), { view, isStale: true })
  return c.redirect(`${listOf(c)}?view=${view.id}&done=view_kept`, 303)
})

type StaffContext = Context<StaffEnv>

const listOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}/contacts`

const searchOf = (c: StaffContext) => new URL(c.req.url).search

/** Deleted or not: who sends the same twice gets the same answer. */
const anyViewIn = async (c: StaffContext): Promise<SavedView> => {
  const { scope, viewer } = c.var
  return found(await findView(scope.db, scope.centreId, viewer.id, c.req.param('view') ?? ''))
}

const viewIn = async (c: StaffContext): Promise<SavedView> => {
  const view = await anyViewIn(c)
  return found(view.is_deleted ? undefined : view)
}

const typedOf = (view: SavedView) =>
  emptyForm({ name: view.name, shared: view.shared ? 'on' : '', as_default: view.is_default ? 'on' : '' })

const viewPage = async (
  c: StaffContext,
  form: FormState,
  { view, isStale = false, isRefused = false }: { view?: SavedView; isStale?: boolean; isRefused?: boolean } = {},
) => {
  const { t, viewer, scope } = c.var
  const query = readContactQuery(view?.query ?? form.typed.query ?? '')
  c.status(isStale ? 409 : isRefused || Object.keys(form.errors).length > 0 ? 422 : 200)
  const page = {
    t,
    base: `/app/${viewer.centre.slug}`,
    form,
    view,
    isStale,
    isRefused,
    query,
    address: contactAddress(query),
    key: form.typed.idempotency_key ?? randomId(),
    mayChange: !view || mayChange(viewer, view),
    mayKeep: canKeepViews(viewer),
    stages: viewer.centre.stages,
    choices: await listFilterChoices(scope.db, scope.centreId),
  }
  return c.render(<SavedViewPage {...page} />, { title: view?.name ?? t('lists.view_new'), current: 'contacts' })
}
