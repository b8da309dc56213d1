import { type Context, Hono } from 'hono'
import { ContactListPage, type ContactListPageProps } from '../../views/contacts/list.tsx'
import { FilterPage } from '../../views/contacts/list-filters.tsx'
import { FilterGroups } from '../../views/contacts/list-panel.tsx'
import { ContactList } from '../../views/contacts/list-table.tsx'
import { inCentre } from '../db/scope.ts'
import { type ContactQuery, contactAddress, readContactQuery, withoutPlace } from '../lib/contact-query.ts'
import { isUuid, newId } from '../lib/ids.ts'
import { stageOf } from '../lib/stages.ts'
import { dayOf } from '../lib/time.ts'
import { recordAudit } from '../privacy/queries.ts'
import { allow } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { postedField } from '../web/forms.ts'
import { wantsFragment } from '../web/htmx.ts'
import { csvStream, mostInExport, mostInWorkbook, workbook } from './export.ts'
import { canEditContacts, canExportContacts, canReadContacts } from './policy.ts'
import { listFilterChoices, listFurtherWords } from './queries/choices.ts'
import type { ContactFilter } from './queries/filter.ts'
import { contactsByIds, listContacts, passingIds, searchCap } from './queries/list.ts'
import { countOpenPairs } from './queries/suggestions.ts'
import { findView, listViews, type SavedView } from './queries/views.ts'
import { mayChange } from './views.ts'

export const contactList = new Hono<StaffEnv>()

type StaffContext = Context<StaffEnv>

contactList.get('/', allow(canReadContacts), async (c) => listPage(c))

contactList.get('/filters', allow(canReadContacts), async (c) => {
  const { t, viewer, scope } = c.var
  const [choices, further] = await Promise.all([
    listFilterChoices(scope.db, scope.centreId),
    listFurtherWords(scope.db, scope.centreId),
  ])
  const { stages, tracks } = viewer.centre
  const query = knownHere(c, readContactQuery(new URL(c.req.url).searchParams))
  const given = { t, base: baseOf(c), query, stages, tracks, choices, further }
  if (wantsFragment(c, 'filter-groups')) return c.html(<FilterGroups {...given} />)
  return c.render(<FilterPage {...given} />, { title: t('lists.all_filters'), current: 'contacts', wide: true })
})

contactList.post('/export', allow(canExportContacts), async (c) => {
  const { t, viewer, scope, deps } = c.var
  const asked = readContactQuery(await postedField(c, 'query'))
  const query = withoutPlace(asked)
  const asWorkbook = (await postedField(c, 'format')) === 'xlsx'
  const filter = filterOf(c, query)
  const most = asWorkbook ? mostInWorkbook : mostInExport
  const ids = await passingIds(scope.db, scope.centreId, filter, most + 1)
  if (ids.length > most) return listPage(c, query, { tooMany: most })
  await recordAudit(scope, {
    action: 'contacts.exported',
    subject_type: 'saved_view',
    // where no view was saved the entry is about this one export
    subject_id: asked.view && isUuid(asked.view) ? asked.view : newId(),
    fields: [asWorkbook ? 'xlsx' : 'csv', `${ids.length}`, ...askedIn(query)],
    member_id: viewer.id,
  })
  const given = { t, stages: viewer.centre.stages, cols: query.cols, ids }
  const headers = attachment(`${t('lists.export_file')}-${dayOf(scope.now)}.${asWorkbook ? 'xlsx' : 'csv'}`, asWorkbook)
  if (asWorkbook) {
    const batch = (some: readonly string[]) => contactsByIds(scope.db, scope.centreId, filter, some)
    return c.body(await (await workbook({ ...given, batch })).arrayBuffer(), 200, headers)
  }
  // the request's transaction ends with its head; each batch has one of its own, so a slow reader holds none open
  const { db, release } = deps.connect()
  const options = { settings: deps.settings, clock: deps.clock, memberId: viewer.id, readOnly: true }
  const batch = async (some: readonly string[]) =>
    (await inCentre(db, { centreId: scope.centreId }, options, ({ db: within, centreId }) =>
      contactsByIds(within, centreId, filter, some),
    )) ?? []
  return c.body(csvStream({ ...given, batch, close: release }), 200, headers)
})

const attachment = (name: string, asWorkbook: boolean) => ({
  'Content-Type': asWorkbook
    ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    : 'text/csv; charset=utf-8',
  'Content-Disposition': `attachment; filename="${name}"`,
  'Cache-Control': 'no-store',
})

/** Names of the filters, never what they look for. */
const askedIn = (query: ContactQuery): string[] => [...new Set(new URLSearchParams(contactAddress(query)).keys())]

const filterOf = (c: StaffContext, query: ContactQuery): ContactFilter => {
  const { viewer, scope } = c.var
  const { stages, tracks } = viewer.centre
  // a stage is on one way only; who asks for one need not say which way
  const track = query.track ?? stageOf(stages, query.stage[0] ?? '')?.track ?? tracks[0] ?? 'return'
  return { ...query, track, me: viewer.id, today: dayOf(scope.now) }
}

/** A stage that the centre never had is no question, as everything else that makes no sense in an address. */
const knownHere = (c: StaffContext, query: ContactQuery): ContactQuery => ({
  ...query,
  stage: query.stage.filter((code) => stageOf(c.var.viewer.centre.stages, code)),
})

const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`

/** What the address says; where it says nothing but a view, or nothing at all, what that view or one's own first says. */
const askedFor = (
  asked: ContactQuery,
  views: readonly SavedView[],
): { query: ContactQuery; view?: SavedView; gone: boolean } => {
  const view =
    asked.view === 'all' ? undefined : views.find(({ id, is_default }) => (asked.view ? id === asked.view : is_default))
  if (contactAddress(withoutPlace(asked)) !== '')
    return asked.view && view
      ? { query: asked, view, gone: false }
      : { query: { ...asked, view: undefined }, gone: false }
  const { after, before, count } = asked
  if (view)
    return { query: { ...readContactQuery(view.query), view: view.id, after, before, count }, view, gone: false }
  return { query: asked, gone: asked.view !== undefined && asked.view !== 'all' }
}

/** More need not be told from a glance at a menu. */
const mostDuplicates = 99

/** Only where the address leaves the question to a view must the views be known before the people are looked for. */
const listPage = async (c: StaffContext, given?: ContactQuery, refused?: { tooMany: number }) => {
  const { t, viewer, scope } = c.var
  const asked = knownHere(c, given ?? readContactQuery(new URL(c.req.url).searchParams))
  const isPart = !refused && wantsFragment(c, 'contact-list')
  const isWhole = contactAddress(withoutPlace(asked)) !== ''
  const known = isWhole ? undefined : await listViews(scope.db, scope.centreId, viewer.id)
  const early = isWhole ? asked : askedFor(asked, known ?? []).query
  const filter = filterOf(c, early)
  const cap = filter.count === 'exact' ? undefined : searchCap
  const deletedId = c.req.query('deleted')
  const [page, choices, views, deleted, duplicates] = await Promise.all([
    listContacts(scope.db, scope.centreId, filter, { cap }),
    listFilterChoices(scope.db, scope.centreId),
    known ?? listViews(scope.db, scope.centreId, viewer.id),
    deletedId && isUuid(deletedId) ? findView(scope.db, scope.centreId, viewer.id, deletedId) : undefined,
    isPart ? 0 : countOpenPairs(scope.db, scope.centreId, mostDuplicates + 1),
  ])
  const { query, view, gone } = askedFor(asked, views)
  const list: ContactListPageProps = {
    t,
    base: baseOf(c),
    query,
    contacts: page.rows,
    next: page.next,
    previous: page.previous,
    today: dayOf(scope.now),
    mayEdit: canEditContacts(viewer),
    mayExport: canExportContacts(viewer),
    stages: viewer.centre.stages,
    tracks: viewer.centre.tracks,
    choices,
    views,
    view,
    mayChangeView: view !== undefined && mayChange(viewer, view),
    gone,
    deleted: deleted?.is_deleted && mayChange(viewer, deleted) ? deleted : undefined,
    done: c.req.query('done'),
    mostInWorkbook,
    duplicates: { count: Math.min(duplicates, mostDuplicates), more: duplicates > mostDuplicates },
    refused,
    count: { known: Math.min(page.count, cap ?? page.count), capped: page.count > (cap ?? page.count) },
  }
  if (isPart) return c.html(<ContactList {...list} />)
  c.status(refused ? 422 : 200)
  return c.render(<ContactListPage {...list} />, {
    title: t('contacts.title'),
    current: 'contacts',
    search: filter.q,
    wide: true,
  })
}
