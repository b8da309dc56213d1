import type { Insertable } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import {
  ownAddresses,
  ownAffiliations,
  ownLanguages,
  ownMotives,
  ownObligations,
  ownRelations,
  ownStatuses,
} from '../contacts/queries/own-facts.ts'
import { ownActivities, ownFacts, ownPoints } from '../contacts/queries/personal-data.ts'
import type { Db } from '../db/connection.ts'
import type { Scope } from '../db/scope.ts'
import type { PersonalTokens } from '../db/types.generated.ts'
import { ownRegistrations } from '../events/queries/personal-data.ts'
import { ownConsents } from '../privacy/queries.ts'
import { ownReferrals } from '../referrals/queries/personal-data.ts'

/** Whose page a link leads to while it lives. */
export const findContactIdByToken = async (db: Db, centreId: string, tokenHash: Buffer, now: Date) => {
  const row = await db
    .selectFrom('personal_tokens')
    .where('centre_id', '=', centreId)
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .select('contact_id')
    .executeTakeFirst()
  return row?.contact_id
}

/** All that the own page tells, of every area, in one question. */
export const findAllAbout = async (place: Pick<Scope, 'db' | 'centreId'>, contactId: string) => {
  const told = await place.db
    .selectNoFrom([
      jsonArrayFrom(ownFacts(place, contactId)).as('contacts'),
      jsonArrayFrom(ownPoints(place, contactId)).as('points'),
      jsonArrayFrom(ownActivities(place, contactId)).as('activities'),
      jsonArrayFrom(ownConsents(place, contactId)).as('consents'),
      jsonArrayFrom(ownRegistrations(place, contactId)).as('registrations'),
      jsonArrayFrom(ownReferrals(place, contactId)).as('referrals'),
      jsonArrayFrom(ownAddresses(place, contactId)).as('addresses'),
      jsonArrayFrom(ownStatuses(place, contactId)).as('statuses'),
      jsonArrayFrom(ownLanguages(place, contactId)).as('languages'),
      jsonArrayFrom(ownMotives(place, contactId)).as('motives'),
      jsonArrayFrom(ownRelations(place, contactId)).as('relations'),
      jsonArrayFrom(ownAffiliations(place, contactId)).as('affiliations'),
      jsonArrayFrom(ownObligations(place, contactId)).as('obligations'),
    ])
    .executeTakeFirstOrThrow()
  return {
    contact: withMoments(told.contacts, ['created_at', 'updated_at', 'informed_at'])[0],
    points: withMoments(told.points, ['created_at', 'verified_at']),
    activities: withMoments(told.activities, ['occurred_at', 'created_at']),
    consents: withMoments(told.consents, ['granted_at', 'withdrawn_at']),
    registrations: withMoments(told.registrations, ['starts_at', 'state_since', 'created_at']),
    referrals: withMoments(told.referrals, ['state_since', 'created_at']),
    facts: {
      addresses: told.addresses,
      statuses: told.statuses,
      languages: told.languages,
      motives: told.motives,
      relations: told.relations,
      affiliations: told.affiliations,
      obligations: told.obligations,
    },
  }
}

export const createPersonalToken = async (
  db: Db,
  centreId: string,
  token: Omit<Insertable<PersonalTokens>, 'centre_id'>,
) => {
  await db
    .insertInto('personal_tokens')
    .values({ centre_id: centreId, ...token })
    .execute()
}

export const deleteOldTokens = async (db: Db, centreId: string, now: Date) => {
  await db.deleteFrom('personal_tokens').where('centre_id', '=', centreId).where('expires_at', '<=', now).execute()
}

type Moment<Text> = Text extends string ? Date : Text
type WithMoments<Row, Key extends keyof Row> = Omit<Row, Key> & { [Name in Key]: Moment<Row[Name]> }

/** JSON knows no moments; these columns were some before they travelled in it. */
const withMoments = <Row extends object, Key extends keyof Row>(rows: readonly Row[], moments: readonly Key[]) =>
  rows.map((row) => {
    const revived = moments.map((name) => [name, typeof row[name] === 'string' ? new Date(row[name]) : row[name]])
    // the names are those of the row, and every text among them has become a moment
    return { ...row, ...Object.fromEntries(revived) } as WithMoments<Row, Key>
  })
