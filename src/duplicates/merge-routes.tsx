import { type Context, Hono } from 'hono'
import { MergePage } from '../../views/duplicates/merge.tsx'
import { uuidPattern } from '../lib/ids.ts'
import { undoableUntil } from '../lib/retention.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { MergeQuery } from './forms.ts'
import { inspect } from './merge/differences.ts'
import { fieldsWith } from './merge/fields.ts'
import { undo } from './merge/undo.ts'
import { canMergeContacts, canReadDuplicates } from './policy.ts'
import { countSince, findMerge } from './queries/merges.ts'
import { listPeople } from './queries/people.ts'

/** Mounted at /app/{centre}/duplicates/merges: what was merged, and the way back. */
export const merges = new Hono<StaffEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'

merges.get(one, allow(canReadDuplicates), async (c) => {
  const { t, scope, viewer } = c.var
  const merge = await mergeIn(c)
  const [people, differences, since] = await Promise.all([
    listPeople(scope.db, scope.centreId, [merge.winner_id, merge.loser_id]),
    merge.undone_at ? [] : inspect(scope, merge.changes),
    countSince(scope.db, scope.centreId, merge.winner_id, merge.merged_at),
  ])
  const until = undoableUntil(merge.merged_at)
  const page = {
    differences: differences.map(({ table, kind, columns }) => ({ table, kind, fields: fieldsWith(columns) })),
    ...{ t, merge, people, since: since.reduce((sum, { count }) => sum + count, 0) },
    base: `/app/${viewer.centre.slug}`,
    until,
    done: MergeQuery.parse(c.req.query()).done,
    mayUndo: canMergeContacts(viewer) && !merge.undone_at && until >= scope.now,
  }
  return c.render(<MergePage {...page} />, { title: t('duplicates.merge_page'), current: 'contacts' })
})

merges.post(`${one}/undo`, allow(canMergeContacts), async (c) => {
  const { scope, viewer } = c.var
  const undone = await undo(scope, viewer.id, await mergeIn(c))
  return c.redirect(`/app/${viewer.centre.slug}/duplicates/merges/${c.req.param('id')}?done=${undone.kind}`, 303)
})

const mergeIn = async (c: Context<StaffEnv>) =>
  found(await findMerge(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? ''))
