import type { Db } from '../../db/connection.ts'
import type { Labels } from '../release/format.ts'

/** What the network calls its lists of answers, by id; a question that is asked by a list mostly goes by its id too. */
export const readListNames = async (db: Db): Promise<Map<string, Labels>> => {
  const lists = await db.selectFrom('code_lists').select(['id', 'labels']).execute()
  return new Map(lists.map(({ id, labels }) => [id, labels as Labels]))
}
