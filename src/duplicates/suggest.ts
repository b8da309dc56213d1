import { createHash } from 'node:crypto'
import type { Compared } from '../contacts/matching/agreement.ts'
import { scored } from '../contacts/matching/score.ts'
import { suggested } from '../contacts/matching/weights.ts'
import { type ComparedContact, listCompared, listNeighbours } from '../contacts/queries/matching.ts'
import type { Db } from '../db/connection.ts'
import { inEachCentre, type Times } from '../db/each-centre.ts'
import type { Scope } from '../db/scope.ts'
import {
  deleteStalePairs,
  type FoundPair,
  listCentresToMatch,
  type Pair,
  takeChanged,
  writePairs,
} from './queries/pairs.ts'

/** Compares who changed with those who share a key with them; answers how many there were. */
export const suggestChanged = async (scope: Scope, most: number): Promise<number> => {
  const ids = await takeChanged(scope.db, scope.centreId, most)
  if (ids.length > 0) await suggest(scope, ids)
  return ids.length
}

/** Suggests who may be the same as one of these contacts, and takes back what was suggested and is no more. */
export const suggest = async (scope: Pick<Scope, 'db' | 'centreId' | 'now'>, ids: readonly string[]) => {
  const { db, centreId, now } = scope
  const neighbours = await listNeighbours(db, centreId, ids)
  const rows = await listCompared(db, centreId, [...new Set([...ids, ...neighbours.map(({ id }) => id)])])
  const contactOf = new Map(rows.map((row) => [row.id, row]))
  const found = new Map<string, FoundPair>()
  for (const { own, id, namesakes } of neighbours) {
    const [one, other] = inOrder(own, id).map((each) => contactOf.get(each))
    if (!one || !other || found.has(`${one.id} ${other.id}`)) continue
    const { score } = scored(one, other, namesakes)
    if (score >= suggested) found.set(`${one.id} ${other.id}`, foundPair(one, other, score))
  }
  const pairs = [...found.values()]
  await Promise.all([deleteStalePairs(db, centreId, ids, pairs), writePairs(db, centreId, pairs, now)])
}

/** Two ids as their pair has them. */
export const pairOf = (one: string, other: string): Pair => {
  const [a_id, b_id] = inOrder(one, other)
  return { a_id, b_id }
}

const inOrder = (one: string, other: string): [string, string] => (one < other ? [one, other] : [other, one])

/** A pair with the mark of all that was compared. */
export const foundPair = (one: ComparedContact, other: ComparedContact, score: number): FoundPair => {
  const hash = createHash('sha256')
  const pair = pairOf(one.id, other.id)
  for (const contact of pair.a_id === one.id ? [one, other] : [other, one])
    hash.update(JSON.stringify(factsOf(contact)))
  return { ...pair, score, compared: hash.digest() }
}

const factsOf = ({ roots: _, emails, phones, ...facts }: Compared) => [
  Object.entries(facts).sort(([one], [other]) => (one < other ? -1 : 1)),
  [...emails].sort(),
  [...phones].sort(),
]

const mostAtOnce = 200

/** Compares, in every centre, who changed since; whatever is too much for now waits for the next time. */
export const compareChanged = async (db: Db, times: Times) => {
  await inEachCentre(db, await listCentresToMatch(db, 20), times, (scope) => suggestChanged(scope, mostAtOnce))
}
