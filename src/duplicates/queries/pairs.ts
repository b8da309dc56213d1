import { sql } from 'kysely'
import { mostSharing } from '../../contacts/queries/matching.ts'
import type { Db } from '../../db/connection.ts'
import { anId, decodeCursor, pageOf } from '../../lib/paging.ts'

/** Two contacts in the order in which pairs are kept. */
export type Pair = { a_id: string; b_id: string }
export type FoundPair = Pair & { score: number; compared: Buffer }

/** Contacts that changed since they were last compared, taken from the list of those. */
export const takeChanged = async (db: Db, centreId: string, most: number): Promise<string[]> => {
  const { rows } = await sql<{ contact_id: string }>`
    with taken as materialized (
      select contact_id from contacts_to_match where centre_id = ${centreId} order by contact_id limit ${most}
      for update skip locked)
    delete from contacts_to_match where centre_id = ${centreId} and contact_id = any(array(select contact_id from taken))
    returning contact_id`.execute(db)
  return rows.map(({ contact_id }) => contact_id)
}

export const countChanged = async (db: Db, centreId: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from contacts_to_match where centre_id = ${centreId}`.execute(db)
  return rows[0]?.count ?? 0
}

/** Everybody is to be compared anew. */
export const markAll = async (db: Db, centreId: string) => {
  await sql`insert into contacts_to_match (centre_id, contact_id) select centre_id, id from contacts
    where centre_id = ${centreId} on conflict do nothing`.execute(db)
}

export const listCentresToMatch = async (db: Db, most: number): Promise<string[]> => {
  const { rows } = await sql<{ centre_id: string }>`select centre_id from centres_to_match(${most})`.execute(db)
  return rows.map(({ centre_id }) => centre_id)
}

/** Keeps what was found; who was told apart stays so as long as what was compared is the same. */
export const writePairs = async (db: Db, centreId: string, pairs: readonly FoundPair[], now: Date) => {
  if (pairs.length === 0) return
  await sql`
    insert into duplicate_pairs as p (centre_id, a_id, b_id, score, compared, found_at)
      select ${centreId}, f.* , ${now}::timestamptz from unnest(${pairs.map(({ a_id }) => a_id)}::uuid[],
        ${pairs.map(({ b_id }) => b_id)}::uuid[], ${pairs.map(({ score }) => score)}::float8[],
        ${pairs.map(({ compared }) => compared)}::bytea[]) f
      on conflict (centre_id, a_id, b_id) do update set score = excluded.score, compared = excluded.compared,
        state = case when p.compared = excluded.compared then p.state else 'open' end,
        decided_at = case when p.compared = excluded.compared then p.decided_at end,
        decided_by = case when p.compared = excluded.compared then p.decided_by end`.execute(db)
}

/** Suggestions about these contacts that were not found again. */
export const deleteStalePairs = async (db: Db, centreId: string, ids: readonly string[], found: readonly Pair[]) => {
  const [a, b] = [found.map(({ a_id }) => a_id), found.map(({ b_id }) => b_id)]
  for (const side of [sql.ref('p.a_id'), sql.ref('p.b_id')]) {
    await sql`
      delete from duplicate_pairs p where p.centre_id = ${centreId} and p.state = 'open' and ${side} = any(${[...ids]}::uuid[])
        and not exists (select from unnest(${a}::uuid[], ${b}::uuid[]) f (a_id, b_id)
          where f.a_id = p.a_id and f.b_id = p.b_id)`.execute(db)
  }
}

export const findPair = (db: Db, centreId: string, { a_id, b_id }: Pair) =>
  db
    .selectFrom('duplicate_pairs')
    .where('centre_id', '=', centreId)
    .where('a_id', '=', a_id)
    .where('b_id', '=', b_id)
    .selectAll()
    .executeTakeFirst()

/** Remembers that two are two; for a pair nobody suggested as well. */
export const dismissPair = async (db: Db, centreId: string, pair: FoundPair, memberId: string, now: Date) => {
  await db
    .insertInto('duplicate_pairs')
    .values({ centre_id: centreId, ...pair, state: 'dismissed', found_at: now, decided_at: now, decided_by: memberId })
    .onConflict((conflict) =>
      conflict
        .columns(['centre_id', 'a_id', 'b_id'])
        .doUpdateSet({ state: 'dismissed', compared: pair.compared, decided_at: now, decided_by: memberId }),
    )
    .execute()
}

/** When everybody was last compared with everybody, and how many names more people bear than are compared by it. */
export const findScan = (db: Db, centreId: string) =>
  db
    .selectFrom('duplicate_scans')
    .where('centre_id', '=', centreId)
    .select(['scanned_at', 'common_names'])
    .executeTakeFirst()

/** Writes down that everybody was compared, and counts the names too common to tell anybody from anybody. */
export const putScan = async (db: Db, centreId: string, now: Date) => {
  await sql`
    insert into duplicate_scans (centre_id, scanned_at, common_names)
      select ${centreId}, ${now}::timestamptz, count(*) from (
        select from contact_keys where centre_id = ${centreId} and kind = 'n'
        group by key having count(*) > ${mostSharing}) common
      on conflict (centre_id) do update set scanned_at = excluded.scanned_at, common_names = excluded.common_names`.execute(
    db,
  )
}

/** The open pair that follows this one in the list. */
export const findPairAfter = (db: Db, centreId: string, { a_id, b_id }: Pair) =>
  db
    .selectFrom('duplicate_pairs')
    .where('centre_id', '=', centreId)
    .where('state', '=', sql.lit('open'))
    .where(
      sql<boolean>`(-score, a_id, b_id) > (select -p.score, p.a_id, p.b_id from duplicate_pairs p
        where p.centre_id = ${centreId} and p.a_id = ${a_id} and p.b_id = ${b_id})`,
    )
    .select(['a_id', 'b_id'])
    .orderBy(sql`-score`)
    .orderBy('a_id')
    .orderBy('b_id')
    .limit(1)
    .executeTakeFirst()

const aScore = (text: string) => /^-?\d{1,9}(\.\d{1,20})?$/.test(text)

/** Suggestions, the most certain first, a page at a time. */
export const listOpenPairs = async (db: Db, centreId: string, after?: string, size = 25) => {
  const cursor = decodeCursor(after, [aScore, anId, anId])
  const rows = await db
    .selectFrom('duplicate_pairs')
    .where('centre_id', '=', centreId)
    .where('state', '=', sql.lit('open'))
    .$if(cursor !== undefined, (query) =>
      query.where(
        sql<boolean>`(-score, a_id, b_id) > (${cursor?.[0] ?? ''}::float8, ${cursor?.[1] ?? ''}::uuid, ${cursor?.[2] ?? ''}::uuid)`,
      ),
    )
    .select(['a_id', 'b_id', 'score'])
    .orderBy(sql`-score`)
    .orderBy('a_id')
    .orderBy('b_id')
    .limit(size + 1)
    .execute()
  return pageOf(rows, size, (row) => [String(-row.score), row.a_id, row.b_id])
}
