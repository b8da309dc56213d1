import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { HandOvers } from '../../db/types.generated.ts'
import { anId, decodeCursor, pageOf } from '../../lib/paging.ts'

export type HandOver = Awaited<ReturnType<typeof findHandOver>> & {}

/** A letter from another centre in this centre's box. */
export const findHandOver = (db: Db, centreId: string, id: string) =>
  handOvers(db, centreId).where('id', '=', id).executeTakeFirst()

/** Letters from other centres, the newest first; those still waiting alone when asked. */
export const listHandOvers = async (
  db: Db,
  centreId: string,
  { waiting, after }: { waiting: boolean; after?: string | undefined },
  size = 30,
) => {
  const cursor = decodeCursor(after, [anId])
  const rows = await handOvers(db, centreId)
    .$if(waiting, (query) => query.where('state', '=', 'waiting'))
    .$if(cursor !== undefined, (query) => query.where('id', '<', cursor?.[0] ?? ''))
    .orderBy('id', 'desc')
    .limit(size + 1)
    .execute()
  return pageOf(rows, size, (row) => [row.id])
}

export const createHandOver = async (db: Db, centreId: string, letter: Omit<Insertable<HandOvers>, 'centre_id'>) => {
  await db
    .insertInto('hand_overs')
    .values({ centre_id: centreId, ...letter })
    .execute()
}

/** Changes a letter that is still waiting; false when it is not. */
export const updateWaitingHandOver = async (
  db: Db,
  centreId: string,
  fromReferralId: string,
  changes: Updateable<HandOvers>,
): Promise<boolean> => {
  const row = await db
    .updateTable('hand_overs')
    .set(changes)
    .where('centre_id', '=', centreId)
    .where('from_referral_id', '=', fromReferralId)
    .where('state', '=', 'waiting')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The other centres of the network, through the door. */
export const listNetworkCentres = async (db: Db): Promise<{ id: string; slug: string; name: string }[]> => {
  const { rows } = await sql<{ id: string; slug: string; name: string }>`select * from network_centres()`.execute(db)
  return rows
}

const handOvers = (db: Db, centreId: string) =>
  db
    .selectFrom('hand_overs')
    .where('centre_id', '=', centreId)
    .select(['id', 'from_centre_id', 'from_centre', 'from_referral_id', 'need', 'shared', 'state', 'contact_id'])
    .select(['decided_at', 'decide_by', 'created_at'])
