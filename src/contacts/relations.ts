import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { fullName } from '../lib/names.ts'
import { tieOf } from '../lib/relations.ts'
import type { RelationKind } from '../lib/words.ts'
import { tellEdited } from './edit.ts'
import type { RelationForm } from './fact-forms.ts'
import { findContact } from './queries/contacts.ts'
import {
  type Candidate,
  createRelation,
  deleteRelation,
  listCandidates,
  listRelationsBetween,
} from './queries/relations.ts'

export type Related =
  | { kind: 'related' | 'repeated' | 'nobody' | 'contrary' }
  | { kind: 'many'; candidates: Candidate[] }

/** Ties two people together, read from either side; who is meant by a name that several bear is asked. */
export const relate = async (
  scope: Scope,
  memberId: string,
  contactId: string,
  form: RelationForm,
): Promise<Related> => {
  const { db, centreId, now } = scope
  const candidates = await candidatesFor(scope, contactId, form)
  const [other, ...more] = candidates
  if (!other) return { kind: 'nobody' }
  if (more.length > 0 || !(form.other_id || isMeant(other, form.who))) return { kind: 'many', candidates }

  const { kind, isFirst } = tieOf(form.relation)
  const [from_id, to_id] = isFirst ? [contactId, other.id] : [other.id, contactId]
  await waitForTurn(db, centreId, `relation ${[from_id, to_id].sort().join(' ')}`)
  const present = (await listRelationsBetween(db, centreId, from_id, to_id)).find((tie) => tie.kind === kind)
  if (present) return { kind: hasDirection(kind) && present.from_id !== from_id ? 'contrary' : 'repeated' }
  await createRelation(db, centreId, { id: form.key, from_id, to_id, kind, created_at: now })
  for (const id of [contactId, other.id]) await tellEdited(scope, memberId, id, ['relations'])
  return { kind: 'related' }
}

export const unrelate = async (scope: Scope, memberId: string, contactId: string, id: string) => {
  const other = await deleteRelation(scope.db, scope.centreId, contactId, id)
  if (!other) return
  for (const one of [contactId, other]) await tellEdited(scope, memberId, one, ['relations'])
}

const hasDirection = (kind: RelationKind) => kind === 'parent' || kind === 'asks_for'

const candidatesFor = async ({ db, centreId }: Scope, contactId: string, { who, other_id }: RelationForm) => {
  if (!other_id) return listCandidates(db, centreId, who, contactId)
  const chosen = other_id === contactId ? undefined : await findContact(db, centreId, other_id)
  return chosen ? [chosen] : []
}

/** Whether the only one who was found bears just this name, or was looked for by an address or a number. */
const isMeant = (other: Candidate, who: string) =>
  /[@\d]/.test(who) ||
  [fullName(other), `${other.family_name} ${other.given_name}`].some((name) => plain(name) === plain(who))

const plain = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()
