import type { contactsData } from '../../src/contacts/queries/personal-data.ts'
import type { Db } from '../../src/db/connection.ts'
import { newId } from '../../src/lib/ids.ts'
import { aContact, type TestCentre } from '../support/cast.ts'

/** One row about a contact in each table that holds facts; gives the ids by the noun of their address. */
export const plantFacts = async (db: Db, { id: centre_id, ...centre }: TestCentre, contact_id: string, word = 'x') => {
  const created_at = new Date()
  const of = { centre_id, contact_id }
  const dated = { ...of, valid_from: '2020-09-01', created_at }
  const ids = {
    addresses: newId(),
    statuses: newId(),
    affiliations: newId(),
    relations: newId(),
    obligations: newId(),
  }
  const other = await aContact(db, { id: centre_id, ...centre }, { given_name: 'Matka', family_name: word })
  await db
    .insertInto('contact_addresses')
    .values({ ...dated, id: ids.addresses, kind: 'home', street: `${word} 1`, town: word })
    .execute()
  await db
    .insertInto('contact_statuses')
    .values({ ...dated, id: ids.statuses, kind: 'citizenship', value: 'UA' })
    .execute()
  await db
    .insertInto('contact_languages')
    .values({ ...of, lang: 'uk', level: 'native' })
    .execute()
  await db
    .insertInto('contact_motives')
    .values({ ...of, kind: 'barrier', code: 'housing', noted_at: created_at })
    .execute()
  await db
    .insertInto('contact_relations')
    .values({ centre_id, id: ids.relations, from_id: other.id, to_id: contact_id, kind: 'parent', created_at })
    .execute()
  await db
    .insertInto('affiliations')
    .values({ ...dated, id: ids.affiliations, organisation: `Sklárna ${word}`, role: 'mistr' })
    .execute()
  await db
    .insertInto('obligations')
    .values({
      ...of,
      id: ids.obligations,
      kind: 'stipend',
      agreement: word,
      years_owed: 3,
      start_by: '2027-09-01',
      created_at,
    })
    .execute()
  return { ...ids, other: other.id }
}

type Told = Awaited<ReturnType<typeof contactsData>>

/** The tables of an export by the nouns of the own page. */
export const factsOf = (told: Told) => ({
  addresses: told.contact_addresses,
  statuses: told.contact_statuses,
  languages: told.contact_languages,
  motives: told.contact_motives,
  relations: told.contact_relations,
  affiliations: told.affiliations,
  obligations: told.obligations,
})
