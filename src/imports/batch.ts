import { type Match, matchAll } from '../contacts/match.ts'
import { findHolders } from '../contacts/queries/matching.ts'
import type { Scope } from '../db/scope.ts'
import { isUuid } from '../lib/ids.ts'
import type { KnownPolicy, LikelyPolicy } from '../lib/imports.ts'
import type { Known } from './known.ts'
import type { Prepared } from './prepared.ts'
import { listKnown } from './queries/known.ts'
import { type Earlier, listEarlier, listMadeHere, listSeen, type Seen } from './queries/rows.ts'

export type Policies = { known_policy: KnownPolicy; likely_policy: LikelyPolicy }

/** Whom a row is about, as far as the database knows. */
export type Whom =
  | { kind: 'same_row'; id: string | null; line?: number }
  | { kind: 'known'; id: string }
  | { kind: 'earlier'; id: string | null; line: number }
  | { kind: 'likely'; ids: string[] }
  | { kind: 'unknown' }

export type Met = { whom: Whom; suppressed: readonly string[] }

export type Looked = {
  met: Met[]
  people: Map<string, Known>
  /** who has which address now */
  holders: Map<string, string>
}

type Asked = { importId: string; policies: Policies; decisions: ReadonlyMap<number, string>; held: boolean }

/** Looks all rows of a piece up in a constant number of statements; those they are about come with all they have. */
export const meetAll = async (scope: Scope, rows: readonly Prepared[], asked: Asked): Promise<Looked> => {
  const { db, centreId } = scope
  const before = Math.max(...rows.map(({ nth }) => nth)) + 1
  const [matches, holders, seen, earlier] = await Promise.all([
    matchAll(scope, rows.map(identityOf), {
      alike: asked.policies.likely_policy !== 'create',
      // people of the same list were told apart by the list
      apart: (ids) => listMadeHere(db, centreId, asked.importId, ids),
    }),
    findHolders(db, centreId, [...new Set(rows.flatMap(({ emails }) => emails))]),
    listSeen(db, centreId, [...new Set(rows.map(({ fingerprint }) => fingerprint))]),
    listEarlier(db, centreId, asked.importId, before, keysOf(rows)),
  ])
  const whomOf = among(seen, earlier)
  const met = rows.map((row, at): Met => {
    const match = matches[at] ?? { kind: 'unknown', suppressed: [] }
    return { whom: whomOf(row, match), suppressed: match.suppressed }
  })
  const chosen = [...asked.decisions.values()].filter(isUuid)
  const people = await listKnown(db, centreId, [...new Set([...idsIn(met), ...chosen])], { held: asked.held })
  return {
    met,
    people: new Map(people.map((known): [string, Known] => [known.id, known])),
    holders: new Map(holders.map(({ email, id }): [string, string] => [email, id])),
  }
}

const keysOf = (rows: readonly Prepared[]) => ({
  emails: rows.flatMap(({ emails }) => emails),
  twins: rows.flatMap(({ twin }) => twin ?? []),
})

/** The very same row goes before an address, an address before a row above, and a row above before a likeness. */
const among = (seen: readonly Seen[], earlier: readonly Earlier[]) => {
  const sameRow = new Map(seen.map(({ fingerprint, contact_id }) => [fingerprint, contact_id]))
  const firstBy = new Map<string, Earlier>()
  for (const row of earlier)
    for (const key of [row.email, row.twin]) if (key && !firstBy.has(key)) firstBy.set(key, row)
  return (row: Prepared, match: Match): Whom => {
    const seenAs = sameRow.get(row.fingerprint)
    if (seenAs) return { kind: 'same_row', id: seenAs }
    if (match.kind === 'known') return { kind: 'known', id: match.contact.id }
    const above = [...row.emails, row.twin ?? ''].map((key) => firstBy.get(key)).find(Boolean)
    if (above && above.nth < row.nth) {
      const kind = above.fingerprint === row.fingerprint ? 'same_row' : 'earlier'
      return { kind, id: above.contact_id, line: above.nth }
    }
    return match.kind === 'unknown' ? match : { kind: 'likely', ids: match.candidates.map(({ contact }) => contact.id) }
  }
}

const idsIn = (met: readonly Met[]) => [
  ...new Set(met.flatMap(({ whom }) => ('id' in whom && whom.id ? [whom.id] : []))),
]

const identityOf = ({ told, emails }: Prepared) => {
  const { given_name = '', family_name = '', birth_name = '', former_names = '', native_name = '' } = told.columns
  const { latin_name = '', nickname = '', born = '', municipality_origin = '', residence = '' } = told.columns
  const phones = told.points.filter(({ kind }) => kind === 'phone').map(({ norm }) => norm)
  const names = { given_name, family_name, birth_name, former_names, native_name, latin_name, nickname }
  return { ...names, born, municipality_origin, residence, emails, phones }
}
