import type { Scope } from '../db/scope.ts'
import { waitForTurns } from '../db/turn.ts'
import { normalEmail } from '../lib/email.ts'
import { normalPhone } from '../lib/phone.ts'
import { addressHash } from '../mail/ledger.ts'
import type { Compared } from './matching/agreement.ts'
import { type Reason, scored } from './matching/score.ts'
import { suggested } from './matching/weights.ts'
import {
  type ComparedContact,
  findHolders,
  listCandidates,
  listCompared,
  listRoots,
  listSuppressed,
  type Candidate as Sharing,
} from './queries/matching.ts'

/** What is known of somebody who comes, whichever way they come. */
export type Identity = Partial<Omit<Compared, 'roots'>> & { given_name: string; family_name: string }

export type Holder = { id: string; given_name: string; family_name: string }
export type Candidate = { contact: ComparedContact; score: number; reasons: Reason[] }

export type Match = (
  | { kind: 'known'; contact: Holder }
  | { kind: 'likely'; candidates: Candidate[] }
  | { kind: 'unknown' }
) & {
  /** those of the addresses that asked not to be written to, whoever had them then */
  suppressed: readonly string[]
}

/**
 * Where nobody is there to choose among those who are alike, they need not be looked for; nor need those whom somebody
 * else tells `apart` from these people.
 */
type How = { alike?: boolean; apart?: (ids: readonly string[]) => Promise<readonly string[]> }

/** Who somebody is: the contact with one of their e-mail addresses, somebody who may be the same, or nobody yet. */
export const match = async (scope: Scope, identity: Identity, how?: How): Promise<Match> =>
  (await matchAll(scope, [identity], how))[0] ?? { kind: 'unknown', suppressed: [] }

/**
 * The same for many at once, in the same few statements. Whoever asks has the turn on all these addresses until the
 * transaction ends: what is unknown here is known to nobody else meanwhile.
 */
export const matchAll = async (
  scope: Scope,
  identities: readonly Identity[],
  { alike = true, apart = async () => [] }: How = {},
): Promise<Match[]> => {
  const { db, centreId } = scope
  const people = identities.map(comparable)
  const addresses = [...new Set(people.flatMap(({ emails }) => emails))]
  // asked together, answered in this order: what is looked up is what stands there once the turn has come
  const [, holders, suppressed, sharing, roots] = await Promise.all([
    addresses.length > 0 && waitForTurns(db, centreId, addresses),
    findHolders(db, centreId, addresses),
    listSuppressed(db, centreId, addresses.map(addressHash)),
    alike ? listCandidates(db, centreId, people) : [],
    alike ? listRoots(db, namesOf(people)) : [],
  ])
  const holderOf = new Map(holders.map(({ email, ...holder }) => [email, holder]))
  const asked = new Set(suppressed.map((hash) => hash.toString('hex')))
  const others = new Set(sharing.length > 0 ? await apart([...new Set(sharing.map(({ id }) => id))]) : [])
  const pairs = unheld(people, sharing, holderOf).filter(({ id }) => !others.has(id))
  const candidates = await candidatesOf(scope, people, roots, pairs)
  return people.map(({ emails }, nth) => ({
    ...outcome(emails.flatMap((email) => holderOf.get(email) ?? [])[0], candidates.get(nth) ?? []),
    suppressed: emails.filter((email) => asked.has(addressHash(email).toString('hex'))),
  }))
}

const namesOf = (people: readonly Compared[]) => people.map(({ given_name }) => given_name)

const outcome = (holder: Holder | undefined, candidates: Candidate[]) => {
  if (holder) return { kind: 'known' as const, contact: holder }
  return candidates.length > 0 ? { kind: 'likely' as const, candidates } : { kind: 'unknown' as const }
}

const comparable = (identity: Identity): Compared => ({
  birth_name: '',
  former_names: '',
  native_name: '',
  latin_name: '',
  nickname: '',
  roots: [],
  born: '',
  municipality_origin: '',
  residence: '',
  ...identity,
  emails: [...new Set((identity.emails ?? []).filter(Boolean).map(normalEmail))],
  phones: [...new Set((identity.phones ?? []).map((phone) => normalPhone(phone) ?? phone).filter(Boolean))],
})

/** Who has one of the addresses needs not be guessed. */
const unheld = (people: readonly Compared[], sharing: Sharing[], holderOf: ReadonlyMap<string, Holder>) =>
  sharing.filter(({ nth }) => !people[nth]?.emails.some((email) => holderOf.has(email)))

const mostCandidates = 5
const comparedAtOnce = 1000

/** Some pairs at a time: who was compared and is not alike is forgotten before the next ones are read. */
const candidatesOf = async (
  { db, centreId }: Scope,
  people: readonly Compared[],
  roots: readonly string[][],
  sharing: Sharing[],
) => {
  const found = new Map<number, Candidate[]>()
  for (let at = 0; at < sharing.length; at += comparedAtOnce) {
    const pairs = sharing.slice(at, at + comparedAtOnce)
    const rows = await listCompared(db, centreId, [...new Set(pairs.map(({ id }) => id))])
    const contactOf = new Map(rows.map((row) => [row.id, row]))
    for (const { nth, id, namesakes } of pairs) {
      const [person, contact] = [people[nth], contactOf.get(id)]
      if (!person || !contact) continue
      const candidate = { contact, ...scored({ ...person, roots: roots[nth] ?? [] }, contact, namesakes) }
      if (candidate.score >= suggested) found.set(nth, [...(found.get(nth) ?? []), candidate])
    }
  }
  for (const [nth, candidates] of found)
    found.set(nth, candidates.sort((one, other) => other.score - one.score).slice(0, mostCandidates))
  return found
}
