import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

/** Of those who share a key with it no more are looked at: such a key tells nobody from anybody. */
export const mostSharing = 40

export type Nameable = {
  given_name: string
  family_name: string
  birth_name: string
  former_names: string
  native_name: string
  latin_name: string
  born: string
  municipality_origin: string
  emails: readonly string[]
  phones: readonly string[]
}

/** Who has these addresses, each asked in the form in which addresses are compared. */
export const findHolders = async (db: Db, centreId: string, emails: readonly string[]) => {
  if (emails.length === 0) return []
  return db
    .selectFrom('contact_points as p')
    .innerJoin('contacts as c', (join) =>
      join.onRef('c.centre_id', '=', 'p.centre_id').onRef('c.id', '=', 'p.contact_id'),
    )
    .where('p.centre_id', '=', centreId)
    .where('p.kind', '=', 'email')
    .where('p.value_norm', '=', sql<string>`any(${[...emails]}::text[])`)
    .select(['p.value_norm as email', 'c.id', 'c.given_name', 'c.family_name'])
    .execute()
}

/** Addresses of people who asked not to be written to any more, or complained; they outlive the people. */
export const listSuppressed = async (db: Db, centreId: string, hashes: readonly Buffer[]): Promise<Buffer[]> => {
  if (hashes.length === 0) return []
  const rows = await db
    .selectFrom('suppressions')
    .where('centre_id', '=', centreId)
    .where('address_hash', 'in', hashes)
    .where('reason', 'in', ['asked', 'complained'])
    .select('address_hash')
    .execute()
  return rows.map(({ address_hash }) => address_hash)
}

export type Candidate = { nth: number; id: string /** others known by the same name */; namesakes: number }

/** Contacts that share a key with one of the people, people being known by their place in the list. */
export const listCandidates = async (db: Db, centreId: string, people: readonly Nameable[]): Promise<Candidate[]> => {
  if (people.length === 0) return []
  const { rows } = await sql<Candidate>`
    with asked as materialized (
      select p.nth::int - 1 as nth, null::uuid as own, k.key, k.kind
      from jsonb_array_elements(${JSON.stringify(people.map(filled))}::jsonb) with ordinality p (told, nth)
        cross join lateral (
          select * from name_keys(told->>'given_name', told->>'family_name', other_names(told->>'birth_name',
            told->>'former_names', told->>'native_name', told->>'latin_name'), told->>'born', told->>'municipality_origin')
          union select 'p', key from jsonb_array_elements_text(told->'emails') e, unnest(point_keys('email', e)) key
          union select 'p', key from jsonb_array_elements_text(told->'phones') f, unnest(point_keys('phone', f)) key
        ) k (kind, key))
    ${sharing(centreId)}`.execute(db)
  return rows
}

/** What is known of somebody: most could be and is not. */
const filled = ({ given_name, family_name, ...rest }: Nameable) => ({
  ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '')),
  ...{ given_name, family_name },
})

export type Neighbour = { own: string; id: string; namesakes: number }

/** Contacts that share a key with one of these contacts. */
export const listNeighbours = async (db: Db, centreId: string, ids: readonly string[]): Promise<Neighbour[]> => {
  if (ids.length === 0) return []
  const { rows } = await sql<Neighbour>`
    with asked as materialized (
      select 0 as nth, contact_id as own, key, kind from contact_keys
      where centre_id = ${centreId} and contact_id = any(${[...ids]}::uuid[]))
    ${sharing(centreId)}`.execute(db)
  return rows
}

/** A key is one row until it is known how many share it: in a large centre most are shared by too many. */
const sharing = (centreId: string) => sql`
  select nth, own, contact_id as id, max(namesakes)::int as namesakes from (
    select nth, own, sharers, many, coalesce(max(many) filter (where kind = 'n') over (partition by nth, own), 1)
        - (case when own is null then 0 else 1 end) as namesakes
    from asked a cross join lateral (
      select array_agg(contact_id) as sharers, count(*) as many from (
        select contact_id from contact_keys k
          where k.centre_id = ${centreId} and k.key = a.key limit ${sql.lit(mostSharing + 1)}) k) s
    where many > 0) k cross join lateral unnest(sharers) as contact_id
  where many <= ${sql.lit(mostSharing)} and contact_id is distinct from own group by 1, 2, 3`

export type ComparedContact = Awaited<ReturnType<typeof listCompared>>[number]

/**
 * What is compared of contacts. They are named by lists: statistics may not know yet how many a centre has, and a join
 * would then go through all of them for each.
 */
export const listCompared = async (db: Db, centreId: string, ids: readonly string[]) => {
  if (ids.length === 0) return []
  const [contacts, points] = await Promise.all([comparedFacts(db, centreId, ids), comparedPoints(db, centreId, ids)])
  const names = contacts.map(({ given_name }) => given_name)
  const roots = await listRoots(db, names)
  const pointsOf = new Map<string, { email: string[]; phone: string[] }>()
  for (const { contact_id, kind, value_norm } of points) {
    const known = pointsOf.get(contact_id) ?? { email: [], phone: [] }
    if (kind === 'email' || kind === 'phone') known[kind].push(value_norm)
    pointsOf.set(contact_id, known)
  }
  return contacts.map((contact, nth) => {
    const { email: emails, phone: phones } = pointsOf.get(contact.id) ?? { email: [], phone: [] }
    return { ...contact, roots: roots[nth] ?? [], emails, phones }
  })
}

const comparedFacts = (db: Db, centreId: string, ids: readonly string[]) =>
  db
    .selectFrom('contacts as c')
    .where('c.centre_id', '=', centreId)
    .where('c.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .select(['c.id', 'c.given_name', 'c.family_name', 'c.birth_name', 'c.former_names', 'c.nickname', 'c.native_name'])
    .select(['c.latin_name', 'c.born', 'c.municipality_origin', 'c.residence'])
    .execute()

const comparedPoints = (db: Db, centreId: string, ids: readonly string[]) =>
  db
    .selectFrom('contact_points')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .select(['contact_id', 'kind', 'value_norm'])
    .execute()

/** What given names may be short for, in their order. */
export const listRoots = async (db: Db, names: readonly string[]): Promise<string[][]> => {
  if (names.length === 0) return []
  // thousands of people share a few hundred given names
  const { rows } = await sql<{ name: string; roots: string[] }>`
    select name, given_roots(fold(split_part(name, ' ', 1))) as roots
    from unnest(${[...new Set(names)]}::text[]) name`.execute(db)
  const rootsOf = new Map(rows.map(({ name, roots }) => [name, roots]))
  return names.map((name) => rootsOf.get(name) ?? [])
}
