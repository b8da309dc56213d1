import type { Context } from 'hono'
import { BulkChoicePage } from '../../views/bulk/choose.tsx'
import { BulkPreviewPage } from '../../views/bulk/preview.tsx'
import { listMembers } from '../accounts/queries/memberships.ts'
import { readContactQuery } from '../lib/contact-query.ts'
import { randomId } from '../lib/ids.ts'
import { stagesIn } from '../lib/stages.ts'
import { dayOf } from '../lib/time.ts'
import { parkingOf } from '../pipelines/parking.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, type FormState } from '../web/forms.ts'
import { type Action, mostPeople, type Selection } from './forms.ts'
import { countChosen, countVerdicts, listChosen, listFirst, listTags } from './queries/preview.ts'
import type { Chosen } from './queries/selection.ts'

export type StaffContext = Context<StaffEnv>

export const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`

/** The selection as a query understands it: a list's question is asked by this member on this day. */
export const whoIn = (c: StaffContext, selection: Selection): Chosen => {
  if ('ids' in selection) return selection
  const { viewer, scope } = c.var
  const query = readContactQuery(selection.query)
  const track = query.track ?? viewer.centre.tracks[0] ?? 'return'
  return { filter: { ...query, track, me: viewer.id, today: dayOf(scope.now) } }
}

/** What is wrong with an action that only the centre knows. */
export const faultsOf = async (c: StaffContext, action: Action): Promise<Record<string, string> | undefined> => {
  const { t, viewer, scope } = c.var
  if (action.what === 'owner' || action.what === 'task') {
    const [name, id] = action.what === 'owner' ? ['owner_id', action.owner_id] : ['assignee_id', action.assignee_id]
    if (id === null || id === viewer.id) return undefined
    const known = (await listMembers(scope.db, scope.centreId)).some((member) => member.id === id)
    return known ? undefined : { [name ?? 'form']: t('field.choice') }
  }
  return action.what === 'enrol' || action.what === 'move' ? placeFaults(c, action) : undefined
}

const placeFaults = (c: StaffContext, action: Extract<Action, { what: 'move' | 'enrol' }>) => {
  const { t, viewer, scope } = c.var
  const to = stagesIn(viewer.centre.stages, action.to.track).find(({ code }) => code === action.to.stage)
  if (!to || !viewer.centre.tracks.includes(to.track)) return { to: t('field.choice') }
  if (action.what === 'enrol') return undefined
  if (to.category === 'lost' && !action.outcome) return { outcome: t('field.required') }
  if (to.category !== 'on_hold') return undefined
  const read = parkingOf({ ...action, park_year: '', park_note: '' }, dayOf(scope.now))
  if (!('faults' in read)) return undefined
  return Object.fromEntries(
    Object.entries(read.faults).map(([field, fault]) => [
      field,
      t(fault === 'required' ? 'field.required' : 'bulk.park_day_wrong'),
    ]),
  )
}

/** Who is chosen, and what can be done with them. */
export const choicePage = async (c: StaffContext, selection: Selection, form: FormState = emptyForm()) => {
  const { t, viewer, scope } = c.var
  const { db, centreId, now } = scope
  const who = whoIn(c, selection)
  const [{ count }, people, members, tags] = await Promise.all([
    countChosen(db, centreId, who, mostPeople + 1),
    listChosen(db, centreId, who, mostPeople + 1, 5),
    listMembers(db, centreId),
    listTags(db, centreId),
  ])
  if (count === 0 || count > mostPeople || Object.keys(form.errors).length > 0) c.status(422)
  const page = {
    ...{ t, base: baseOf(c), selection, form, count, most: mostPeople, people, members, tags, viewerId: viewer.id },
    ...{ stages: viewer.centre.stages, tracks: viewer.centre.tracks, today: dayOf(now) },
  }
  return c.render(<BulkChoicePage {...page} />, { title: t('bulk.title'), current: 'contacts' })
}

/** What exactly would change for how many; `again` where it is no longer what was shown before. */
export const previewPage = async (
  c: StaffContext,
  selection: Selection,
  action: Action,
  typed: Record<string, string>,
  { again = false } = {},
) => {
  const { t, viewer, scope } = c.var
  const { db, centreId } = scope
  const who = whoIn(c, selection)
  const [{ count, seen }, verdicts, people, members] = await Promise.all([
    countChosen(db, centreId, who, mostPeople + 1),
    countVerdicts(db, centreId, who, mostPeople + 1, action),
    listFirst(db, centreId, who, mostPeople + 1, action, 20),
    listMembers(db, centreId),
  ])
  if (count === 0 || count > mostPeople) return choicePage(c, selection, emptyForm(typed))
  if (again) c.status(409)
  const page = {
    ...{ t, base: baseOf(c), selection, action, typed, count, seen, verdicts, people, members, again },
    ...{ stages: viewer.centre.stages, key: randomId() },
  }
  return c.render(<BulkPreviewPage {...page} />, { title: t('bulk.preview'), current: 'contacts' })
}
