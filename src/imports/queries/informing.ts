import { type ExpressionBuilder, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { DB } from '../../db/types.generated.ts'
import { anId, decodeCursor, pageOf } from '../../lib/paging.ts'

/** People this import made who have an address and were not told yet; who asked to be left alone is not written to. */
export const listToInform = async (db: Db, centreId: string, importId: string, after?: string, size = 50) => {
  const [cursor] = decodeCursor(after, [anId]) ?? []
  const rows = await toInform(db, centreId, importId)
    .$if(cursor !== undefined, (query) => query.where('c.id', '>', cursor ?? ''))
    .select(['c.id', 'c.given_name', 'c.family_name', 'p.value as email'])
    .orderBy('c.id')
    .limit(size + 1)
    .execute()
  return pageOf(rows, size, ({ id }) => [id])
}

export const countToInform = async (db: Db, centreId: string, importId: string): Promise<number> => {
  const row = await toInform(db, centreId, importId)
    .select((count) => count.fn.countAll<number>().as('count'))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** Notes that all of them have been told; answers how many. */
export const putInformed = async (db: Db, centreId: string, importId: string, now: Date): Promise<number> => {
  const { rows } = await sql<{ id: string }>`
    update contacts c set informed_at = ${now}, version = c.version + 1, updated_at = ${now}
    where c.centre_id = ${centreId} and c.id in (${toInform(db, centreId, importId).select('c.id')})
    returning c.id`.execute(db)
  return rows.length
}

const toInform = (db: Db, centreId: string, importId: string) =>
  db
    .selectFrom('import_rows as r')
    .innerJoin('contacts as c', (join) =>
      join.onRef('c.centre_id', '=', 'r.centre_id').onRef('c.id', '=', 'r.contact_id'),
    )
    .innerJoin('contact_points as p', (join) =>
      join.onRef('p.centre_id', '=', 'c.centre_id').onRef('p.contact_id', '=', 'c.id'),
    )
    .where('r.centre_id', '=', centreId)
    .where('r.import_id', '=', importId)
    .where('r.outcome', '=', 'created')
    .where('c.informed_at', 'is', null)
    .where('p.kind', '=', 'email')
    .where('p.position', '=', 0)
    .where((where) => where.not(where.exists(suppressed(where))))

const suppressed = (where: ExpressionBuilder<DB & { p: DB['contact_points'] }, 'p'>) =>
  where
    .selectFrom('suppressions as s')
    .whereRef('s.centre_id', '=', 'p.centre_id')
    .where(sql<boolean>`s.address_hash = sha256(convert_to(p.value_norm, 'UTF8'))`)
    .select('s.reason')
