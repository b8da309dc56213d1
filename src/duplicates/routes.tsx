import { type Context, Hono } from 'hono'
import { DuplicateListPage } from '../../views/duplicates/list.tsx'
import { PairPage } from '../../views/duplicates/pair.tsx'
import { PickPage } from '../../views/duplicates/pick.tsx'
import { agreement } from '../contacts/matching/agreement.ts'
import { reasonsOf } from '../contacts/matching/score.ts'
import { certain } from '../contacts/matching/weights.ts'
import { listCompared, mostSharing } from '../contacts/queries/matching.ts'
import { countOpenPairs } from '../contacts/queries/suggestions.ts'
import { isUuid, uuidPattern } from '../lib/ids.ts'
import { fullName } from '../lib/names.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { readForm } from '../web/forms.ts'
import { fieldPairs, proposed } from './compare.ts'
import { DuplicatesQuery, isSide, MergeTwoForm, PairQuery, PickQuery } from './forms.ts'
import { type Choices, fieldNames } from './merge/fields.ts'
import { merge } from './merge/merge.ts'
import { canMergeContacts, canReadDuplicates } from './policy.ts'
import { dismissPair, findPairAfter, findScan, listOpenPairs } from './queries/pairs.ts'
import { findOthers, listPeople } from './queries/people.ts'
import { scanAll } from './scan.ts'
import { foundPair, pairOf } from './suggest.ts'

/** Mounted at /app/{centre}/duplicates: who may be one person, compared, merged or told apart. */
export const duplicates = new Hono<StaffEnv>()

const mostCounted = 1000

type DuplicateContext = Context<StaffEnv>
const baseOf = (c: DuplicateContext) => `/app/${c.var.viewer.centre.slug}`
const two = `/:id{${uuidPattern}}/with/:other{${uuidPattern}}` as '/:id/with/:other'

duplicates.get('/', allow(canReadDuplicates), async (c) => {
  const { t, scope, viewer } = c.var
  const { after, done, merge: mergeId } = DuplicatesQuery.parse(c.req.query())
  const [{ rows, next }, count, scan] = await Promise.all([
    listOpenPairs(scope.db, scope.centreId, after),
    countOpenPairs(scope.db, scope.centreId, mostCounted),
    findScan(scope.db, scope.centreId),
  ])
  const contacts = await listCompared(scope.db, scope.centreId, [
    ...new Set(rows.flatMap((row) => [row.a_id, row.b_id])),
  ])
  const contactOf = new Map(contacts.map((contact) => [contact.id, contact]))
  const pairs = rows.flatMap(({ a_id, b_id, score }) => {
    const [one, other] = [contactOf.get(a_id), contactOf.get(b_id)]
    const reasons = one && other && reasonsOf(agreement(one, other))
    return reasons ? [{ one, other, score, isSure: score >= certain, reasons }] : []
  })
  const page = {
    ...{ t, base: baseOf(c), pairs, next, count, most: mostCounted, done, mergeId, mayMerge: canMergeContacts(viewer) },
    scan: scan && { ...scan, most: mostSharing },
  }
  return c.render(<DuplicateListPage {...page} />, { title: t('duplicates.title'), current: 'contacts' })
})

duplicates.post('/scan', allow(canMergeContacts), async (c) => {
  const id = await scanAll(c.var.scope, c.var.viewer.id)
  c.var.deps.nudge()
  return c.redirect(`${baseOf(c)}/jobs/${id}`, 303)
})

duplicates.get(`/of/:id{${uuidPattern}}` as '/of/:id', allow(canReadDuplicates), async (c) => {
  const { t, scope } = c.var
  const { q } = PickQuery.parse(c.req.query())
  const [contact] = await listPeople(scope.db, scope.centreId, [c.req.param('id')])
  const { id, given_name, family_name } = found(contact)
  const pasted = q.match(new RegExp(uuidPattern))?.[0]
  if (pasted && isUuid(pasted) && pasted !== id) return c.redirect(`${baseOf(c)}/duplicates/${id}/with/${pasted}`, 303)
  const others = q ? await findOthers(scope.db, scope.centreId, id, q) : []
  const page = { t, base: baseOf(c), contact: { id, given_name, family_name }, q, others }
  return c.render(<PickPage {...page} />, { title: t('duplicates.pick'), current: 'contacts' })
})

duplicates.get(two, allow(canReadDuplicates), (c) => pairPage(c))

duplicates.post(two, allow(canMergeContacts), async (c) => {
  const { scope, viewer } = c.var
  const [a, b] = [c.req.param('id'), c.req.param('other')]
  await bothOf(c)
  const form = await readForm(c, MergeTwoForm)
  if (!form.ok) return pairPage(c, 422)
  const { stay, a_version, b_version, ...typed } = form.data
  const [winner, loser] = stay === 'a' ? [a, b] : [b, a]
  const [winnerVersion, loserVersion] = stay === 'a' ? [a_version, b_version] : [b_version, a_version]
  const merged = await merge(scope, viewer.id, {
    winner,
    loser,
    winnerVersion,
    loserVersion,
    choices: choicesOf(typed, stay),
  })
  if (merged.kind === 'stale') return pairPage(c, 409)
  if (merged.kind === 'gone') return c.notFound()
  return onwards(c, 'merged', merged.id)
})

duplicates.post(`${two}/dismiss`, allow(canMergeContacts), async (c) => {
  const { scope, viewer } = c.var
  const [one, other] = await comparedOf(c)
  await dismissPair(scope.db, scope.centreId, foundPair(one, other, 0), viewer.id, scope.now)
  return onwards(c, 'dismissed')
})

const bothOf = async (c: DuplicateContext) => {
  const [a, b] = [c.req.param('id') ?? '', c.req.param('other') ?? '']
  const { db, centreId } = c.var.scope
  const people = a === b ? [] : await listPeople(db, centreId, [a, b])
  return [found(people.find(({ id }) => id === a)), found(people.find(({ id }) => id === b))] as const
}

const comparedOf = async (c: DuplicateContext) => {
  const [a, b] = [c.req.param('id') ?? '', c.req.param('other') ?? '']
  const { db, centreId } = c.var.scope
  const people = a === b ? [] : await listCompared(db, centreId, [a, b])
  return [found(people.find(({ id }) => id === a)), found(people.find(({ id }) => id === b))] as const
}

const pairPage = async (c: DuplicateContext, status?: 409 | 422) => {
  const { t, viewer } = c.var
  if (status) c.status(status)
  const { row, done, merge: mergeId } = PairQuery.parse(c.req.query())
  const [people, compared] = await Promise.all([bothOf(c), comparedOf(c)])
  const [a, b] = people
  const page = {
    ...{ t, base: baseOf(c), a, b, fields: fieldPairs(a, b), proposed: proposed(a, b), inRow: row === '1' },
    ...{ reasons: reasonsOf(agreement(...compared)), skipTo: row === '1' ? await skipTo(c, a.id, b.id) : undefined },
  }
  return c.render(
    <PairPage {...page} done={done} mergeId={mergeId} isStale={status === 409} mayMerge={canMergeContacts(viewer)} />,
    { title: `${fullName(a)} – ${fullName(b)}`, current: 'contacts' },
  )
}

/** The pair behind this one. */
const skipTo = async (c: DuplicateContext, a: string, b: string): Promise<string> => {
  const next = await findPairAfter(c.var.scope.db, c.var.scope.centreId, pairOf(a, b))
  return next ? `${baseOf(c)}/duplicates/${next.a_id}/with/${next.b_id}?row=1` : `${baseOf(c)}/duplicates`
}

/** Cleaning many in a row goes on to the next pair; else to what was done. */
const onwards = async (c: DuplicateContext, done: 'merged' | 'dismissed', mergeId?: string) => {
  const { scope } = c.var
  const base = `${baseOf(c)}/duplicates`
  if (c.req.query('row') !== '1')
    return c.redirect(mergeId ? `${base}/merges/${mergeId}?done=merged` : `${base}?done=${done}`, 303)
  const { rows } = await listOpenPairs(scope.db, scope.centreId, undefined, 1)
  const [next] = rows
  const said = `done=${done}${mergeId ? `&merge=${mergeId}` : ''}`
  return c.redirect(next ? `${base}/${next.a_id}/with/${next.b_id}?row=1&${said}` : `${base}?${said}`, 303)
}

/** A choice is typed as a side, and meant as who stays or who goes. */
const choicesOf = (typed: Record<string, unknown>, stay: 'a' | 'b'): Choices =>
  Object.fromEntries(
    fieldNames.flatMap((name) => {
      const side = typed[`field_${name}`]
      return isSide(side) ? [[name, side === stay ? 'winner' : 'loser']] : []
    }),
  )
