import { sql } from 'kysely'
import type { Scope } from '../../db/scope.ts'
import {
  ownAddresses,
  ownAffiliations,
  ownLanguages,
  ownMotives,
  ownObligations,
  ownRelations,
  ownStatuses,
} from './own-facts.ts'

type Place = Pick<Scope, 'db' | 'centreId'>

/** For the person themselves: what we know, how to reach them, all that was written down, with whom they live. */
export const contactsData = async (place: Place, contactId: string) => ({
  contacts: await ownFacts(place, contactId).execute(),
  contact_points: await ownPoints(place, contactId).execute(),
  activities: await ownActivities(place, contactId).execute(),
  household_members: await households(place, contactId),
  contact_addresses: await ownAddresses(place, contactId).execute(),
  contact_statuses: await ownStatuses(place, contactId).execute(),
  contact_languages: await ownLanguages(place, contactId).execute(),
  contact_motives: await ownMotives(place, contactId).execute(),
  contact_relations: await ownRelations(place, contactId).execute(),
  affiliations: await ownAffiliations(place, contactId).execute(),
  obligations: await ownObligations(place, contactId).execute(),
})

export const ownFacts = ({ db, centreId }: Place, contactId: string) =>
  db
    .selectFrom('contacts')
    .where('centre_id', '=', centreId)
    .where('id', '=', contactId)
    .select(['id', 'given_name', 'family_name', 'birth_name', 'lang', 'municipality_origin', 'residence', 'field'])
    .select(['title_before', 'title_after', 'former_names', 'nickname', 'native_name', 'latin_name', 'born', 'isco'])
    .select(['origin_code', 'residence_region', 'residence_country', 'horizon', 'source_note', 'lawful_basis'])
    .select('informed_at')
    .select(['tags', 'source', 'next_step', 'next_step_on', 'created_at', 'updated_at'])

export const ownPoints = ({ db, centreId }: Place, contactId: string) =>
  db
    .selectFrom('contact_points')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .select(['kind', 'value', 'label', 'verified_at', 'created_at'])
    .orderBy('position')
    .orderBy('created_at')

/** What a merge by mistake wrote down of another person is not theirs to read. */
export const ownActivities = ({ db, centreId }: Place, contactId: string) =>
  db
    .selectFrom('activities')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .select(['id', 'kind', 'occurred_at', 'particulars', 'created_at'])
    .select(
      sql<string>`case when kind = 'merged' and exists (select from activities u where u.centre_id = ${centreId}
        and u.contact_id = ${contactId} and u.kind = 'unmerged' and u.particulars->>'merge' = activities.particulars->>'merge')
        then '' else body end`.as('body'),
    )
    .orderBy('occurred_at', 'desc')
    .orderBy('id', 'desc')

/** The own place in a household; who else belongs to it is theirs to know. */
const households = ({ db, centreId }: Place, contactId: string) =>
  db
    .selectFrom('household_members')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .select(['household_id', 'role'])
    .execute()
