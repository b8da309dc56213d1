import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { StageNeed } from '../../lib/stages.ts'

export type Known = Record<StageNeed, boolean>

/** What is known of who is on a track, of all that a stage may ask for before somebody goes on. */
export const findKnown = async (db: Db, centreId: string, enrolmentId: string): Promise<Known | undefined> => {
  const { basis, conversation, next_step, owner, horizon, barriers, field, language, residence, residence_title } =
    knownOf(centreId)
  const { rows } = await sql<Known>`
    select ${basis} as basis, ${conversation} as conversation, ${next_step} as next_step, ${owner} as owner,
      ${horizon} as horizon, ${barriers} as barriers, ${field} as field, ${language} as language,
      ${residence} as residence, ${residence_title} as residence_title
    from enrolments e join contacts c on c.centre_id = e.centre_id and c.id = e.contact_id
    where e.centre_id = ${centreId} and e.id = ${enrolmentId}`.execute(db)
  return rows[0]
}

/** The same of any contact `c`, fact by fact. */
export const knownOf = (centreId: string): Record<StageNeed, RawBuilder<boolean>> => {
  const of = sql`centre_id = ${centreId} and contact_id = c.id`
  return {
    basis: sql`(c.lawful_basis is not null or exists (select from consents where ${of} and state = 'granted'
      and purpose <> 'referral'))`,
    conversation: sql`exists (select from activities where ${of} and kind in ('phone_call', 'meeting', 'email', 'counselling'))`,
    next_step: sql`(c.next_step_on is not null or exists (select from tasks where ${of} and state = 'open'))`,
    owner: sql`(c.owner_id is not null)`,
    horizon: sql`(c.horizon is not null)`,
    barriers: sql`exists (select from contact_motives where ${of} and kind = 'barrier')`,
    field: sql`(c.field <> '' or c.isco <> '')`,
    language: sql`exists (select from contact_languages where ${of})`,
    residence: sql`(c.residence <> '' or c.residence_region <> '' or c.residence_country <> '')`,
    residence_title: sql`exists (select from contact_statuses where ${of} and kind = 'residence')`,
  }
}
