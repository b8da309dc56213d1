import { sql } from 'kysely'
import type { Trx } from '../src/db/connection.ts'
import { after } from '../src/lib/time.ts'
import { createDice } from './dice.ts'
import { officeMoment } from './moments.ts'

const tag = 'vánoční setkání'
const most = 18

type Chosen = { id: string; tags: string[] }

/** One change to many people that is done and can be taken back: who lives in Prague gets a tag, a few had it already. */
export const tagMany = async (trx: Trx, now: Date) => {
  const dice = createDice(20_261_123)
  const at = officeMoment({ dice, now }, 4)
  const { centre_id, member_id } = await trx
    .selectFrom('memberships as w')
    .innerJoin('members as m', 'm.id', 'w.member_id')
    .where('m.email', '=', 'coordinator@karlovarsky.example.org')
    .select(['w.centre_id', 'w.member_id'])
    .executeTakeFirstOrThrow()
  const { rows: people } = await sql<Chosen>`
    select id, tags from contacts where centre_id = ${centre_id} and residence = 'Praha' and updated_at < ${at}
    order by id limit ${most}`.execute(trx)
  const job_id = dice.id(at)
  const made = { id: job_id, kind: 'bulk', state: 'done' as const, total: people.length, done: people.length }
  const times = { created_at: at, started_at: at, worked_at: at, ended_at: after(at, { minutes: 1 }) }
  await trx
    .insertInto('jobs')
    .values({ centre_id, ...made, ...times, member_id, cursor: '400' })
    .execute()
  await trx
    .insertInto('bulk_changes')
    .values({ centre_id, job_id, action: JSON.stringify({ what: 'add_tag', tag }), query: 'q=Praha' })
    .execute()
  for (const [index, { id: contact_id, tags }] of people.entries()) {
    const hadIt = index % 6 === 5
    const row = { centre_id, job_id, position: index + 1, contact_id }
    await trx
      .updateTable('contacts')
      .set({ tags: [...tags, tag], version: sql`version + 1` })
      .where('id', '=', contact_id)
      .execute()
    await trx
      .insertInto('bulk_rows')
      .values({
        ...row,
        ...(hadIt ? { state: 'skipped' as const, reason: 'has_tag' } : { state: 'changed' as const }),
        before: JSON.stringify({ tags: hadIt ? [...tags, tag] : tags }),
      })
      .execute()
    if (hadIt) continue
    const told = { centre_id, id: dice.id(at), contact_id, member_id, occurred_at: at, created_at: at }
    await trx
      .insertInto('activities')
      .values({ ...told, kind: 'bulk_changed', particulars: { action: 'add_tag', fields: 'tags', job: job_id } })
      .execute()
    const audited = { centre_id, id: dice.id(at), at, member_id, action: 'contact.edited', fields: ['tags'] }
    await trx
      .insertInto('audit_entries')
      .values({ ...audited, subject_type: 'contact', subject_id: contact_id })
      .execute()
  }
}
