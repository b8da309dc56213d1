import type { Db } from '../../src/db/connection.ts'
import { newId } from '../../src/lib/ids.ts'

type Where = { centre_id: string; contact_id: string; member_id: string; word: string }

/** A bulk change that has ended, with the one contact it could not change. */
export const aBulkChange = async (ownerDb: Db, { centre_id, contact_id, member_id, word }: Where) => {
  const id = newId()
  const job = { id, kind: 'bulk', state: 'done' as const, particulars: {}, total: 1, failed: 1, member_id }
  await ownerDb
    .insertInto('jobs')
    .values({ centre_id, ...job, created_at: new Date(), ended_at: new Date() })
    .execute()
  const action = { what: 'add_tag', tag: word }
  await ownerDb
    .insertInto('bulk_changes')
    .values({ centre_id, job_id: id, action, query: `q=${word}` })
    .execute()
  const row = { position: 1, contact_id, state: 'failed' as const, reason: 'changed', before: { tags: [word] } }
  await ownerDb
    .insertInto('bulk_rows')
    .values({ centre_id, job_id: id, ...row })
    .execute()
  return { jobs: id, bulk: id }
}
