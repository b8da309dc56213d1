import type { Db } from '../../db/connection.ts'
import { prepared } from '../../db/prepared.ts'

/** Whom the id of somebody who was merged into another leads to now. */
export const findNewId = async (db: Db, centreId: string, oldId: string): Promise<string | undefined> =>
  (await aliasOf(db, [centreId, oldId]))[0]?.new_id

const aliasOf = prepared((db, [centreId, oldId]: [string, string]) =>
  db.selectFrom('contact_aliases').where('centre_id', '=', centreId).where('old_id', '=', oldId).select('new_id'),
)
