import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../../db/connection.ts'
import { prepared } from '../../db/prepared.ts'

export type ContactFacts = Awaited<ReturnType<typeof findFacts>>
export type Address = ContactFacts['addresses'][number]
export type Status = ContactFacts['statuses'][number]
export type Affiliation = ContactFacts['affiliations'][number]
export type Relation = ContactFacts['relations'][number]
export type ObligationFact = ContactFacts['obligations'][number]

/**
 * All that stands beside a contact in tables of its own, in one query; what holds comes first, then the latest. With it
 * where a merged contact went.
 */
export const findFacts = async (db: Db, centreId: string, contactId: string) => {
  const [facts] = await factsOf(db, [centreId, contactId])
  if (!facts) throw new Error('a statement without a table gives one row')
  return facts
}

const factsOf = prepared((db, [centreId, contactId]: [string, string]) =>
  db.selectNoFrom((row) => [
    // who was merged into another is found there
    row
      .selectFrom('contact_aliases as x')
      .where('x.centre_id', '=', centreId)
      .where('x.old_id', '=', contactId)
      .select('x.new_id')
      .as('new_id'),
    jsonArrayFrom(
      row
        .selectFrom('contact_addresses as a')
        .where('a.centre_id', '=', centreId)
        .where('a.contact_id', '=', contactId)
        .select(['a.id', 'a.kind', 'a.street', 'a.postal_code', 'a.town', 'a.municipality_code', 'a.country'])
        .select(['a.valid_from', 'a.valid_to'])
        .orderBy(sql`a.valid_to is not null`)
        .orderBy('a.valid_from', (by) => by.desc().nullsLast())
        .orderBy('a.id'),
    ).as('addresses'),
    jsonArrayFrom(
      row
        .selectFrom('contact_statuses as s')
        .where('s.centre_id', '=', centreId)
        .where('s.contact_id', '=', contactId)
        .select(['s.id', 's.kind', 's.value', 's.valid_from', 's.valid_to'])
        .orderBy('s.kind')
        .orderBy(sql`s.valid_to is not null`)
        .orderBy('s.valid_from', (by) => by.desc().nullsLast())
        .orderBy('s.id'),
    ).as('statuses'),
    jsonArrayFrom(
      row
        .selectFrom('affiliations as f')
        .leftJoin('partners as p', (join) =>
          join.onRef('p.centre_id', '=', 'f.centre_id').onRef('p.id', '=', 'f.partner_id'),
        )
        .where('f.centre_id', '=', centreId)
        .where('f.contact_id', '=', contactId)
        .select(['f.id', 'f.organisation', 'f.partner_id', 'p.name as partner_name', 'f.role', 'f.valid_from'])
        .select('f.valid_to')
        .orderBy(sql`f.valid_to is not null`)
        .orderBy('f.valid_from', (by) => by.desc().nullsLast())
        .orderBy('f.id'),
    ).as('affiliations'),
    jsonArrayFrom(
      row
        .selectFrom('contact_relations as r')
        .innerJoin('contacts as c', (join) =>
          join
            .onRef('c.centre_id', '=', 'r.centre_id')
            .on('c.id', '=', sql<string>`case r.from_id when ${contactId}::uuid then r.to_id else r.from_id end`),
        )
        .where('r.centre_id', '=', centreId)
        .where((where) => where.or([where('r.from_id', '=', contactId), where('r.to_id', '=', contactId)]))
        .select(['r.id', 'r.kind', 'c.id as contact_id', 'c.given_name', 'c.family_name'])
        .select(sql<boolean>`r.from_id = ${contactId}::uuid`.as('is_first'))
        .orderBy('r.created_at')
        .orderBy('r.id'),
    ).as('relations'),
    jsonArrayFrom(
      row
        .selectFrom('obligations as o')
        .where('o.centre_id', '=', centreId)
        .where('o.contact_id', '=', contactId)
        .select(['o.id', 'o.agreement', sql<number>`o.years_owed::float8`.as('years_owed'), 'o.start_by'])
        .select(['o.started_on', 'o.state', 'o.closed_on', 'o.note', 'o.version'])
        .orderBy(sql`o.closed_on is not null`)
        .orderBy('o.start_by')
        .orderBy('o.id'),
    ).as('obligations'),
  ]),
)
