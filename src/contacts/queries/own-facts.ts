import { sql } from 'kysely'
import type { Scope } from '../../db/scope.ts'

/** What stands about a person in tables of their own, as the person reads it: nothing of anybody else. */
type Place = Pick<Scope, 'db' | 'centreId'>

export const ownAddresses = ({ db, centreId }: Place, contactId: string) =>
  db
    .selectFrom('contact_addresses')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .select(['kind', 'street', 'postal_code', 'town', 'municipality_code', 'country', 'valid_from', 'valid_to'])
    .orderBy('created_at')
    .orderBy('id')

export const ownStatuses = ({ db, centreId }: Place, contactId: string) =>
  db
    .selectFrom('contact_statuses')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .select(['kind', 'value', 'valid_from', 'valid_to'])
    .orderBy('valid_from')
    .orderBy('id')

export const ownLanguages = ({ db, centreId }: Place, contactId: string) =>
  db
    .selectFrom('contact_languages')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .select(['lang', 'level'])
    .orderBy('lang')

export const ownMotives = ({ db, centreId }: Place, contactId: string) =>
  db
    .selectFrom('contact_motives')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .select(['kind', 'code'])
    .orderBy('kind')
    .orderBy('code')

/** That somebody is their child or parent; who that is, is the other's to know. */
export const ownRelations = ({ db, centreId }: Place, contactId: string) =>
  db
    .selectFrom('contact_relations')
    .where('centre_id', '=', centreId)
    .where((row) => row.or([row('from_id', '=', contactId), row('to_id', '=', contactId)]))
    .select(['kind', sql<boolean>`from_id = ${contactId}::uuid`.as('is_first')])
    .orderBy('created_at')
    .orderBy('id')

export const ownAffiliations = ({ db, centreId }: Place, contactId: string) =>
  db
    .selectFrom('affiliations')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .select(['organisation', 'role', 'valid_from', 'valid_to'])
    .orderBy('created_at')
    .orderBy('id')

export const ownObligations = ({ db, centreId }: Place, contactId: string) =>
  db
    .selectFrom('obligations')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .select(['kind', 'agreement', sql<number>`years_owed::float8`.as('years_owed'), 'start_by', 'started_on', 'state'])
    .select(['closed_on', 'note'])
    .orderBy('start_by')
    .orderBy('id')
