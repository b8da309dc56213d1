import { type Insertable, sql, type Updateable } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../../db/connection.ts'
import { prepared } from '../../db/prepared.ts'
import type { Contacts } from '../../db/types.generated.ts'
import type { ContactSource, Stage, Track } from '../../lib/words.ts'

export type NewContact = Omit<Insertable<Contacts>, 'centre_id' | 'updated_at'> & { source: ContactSource }

export const createContact = async (db: Db, centreId: string, contact: NewContact) => {
  await db
    .insertInto('contacts')
    .values({ centre_id: centreId, updated_at: contact.created_at, ...contact })
    .execute()
}

export type ContactRecord = Awaited<ReturnType<typeof findContact>> & {}

/** A contact with all that stands beside it on its page, in one query. */
export const findContact = async (db: Db, centreId: string, id: string) => (await contactOf(db, [centreId, id]))[0]

const contactOf = prepared((db, [centreId, id]: [string, string]) =>
  db
    .selectFrom('contacts as c')
    .leftJoin('members as owner', 'owner.id', 'c.owner_id')
    .where('c.centre_id', '=', centreId)
    .where('c.id', '=', id)
    .select(['c.id', 'c.given_name', 'c.family_name', 'c.birth_name', 'c.lang', 'c.municipality_origin', 'c.residence'])
    .select([
      'c.title_before',
      'c.title_after',
      'c.former_names',
      'c.nickname',
      'c.native_name',
      'c.latin_name',
      'c.born',
    ])
    .select(['c.isco', 'c.origin_code', 'c.residence_region', 'c.residence_country', 'c.horizon', 'c.source_note'])
    .select(['c.lawful_basis', 'c.informed_at'])
    .select([
      'c.field',
      'c.tags',
      'c.source',
      'c.owner_id',
      'owner.name as owner_name',
      'c.next_step',
      'c.next_step_on',
    ])
    .select(['c.version', 'c.created_at'])
    .select((row) => [
      jsonArrayFrom(
        row
          .selectFrom('contact_points as p')
          .whereRef('p.centre_id', '=', 'c.centre_id')
          .whereRef('p.contact_id', '=', 'c.id')
          .select(['p.id', 'p.kind', 'p.value', 'p.label', sql<boolean>`p.verified_at is not null`.as('verified')])
          .orderBy('p.position')
          .orderBy('p.created_at')
          .orderBy('p.id'),
      ).as('points'),
      jsonArrayFrom(
        row
          .selectFrom('contact_languages as l')
          .whereRef('l.centre_id', '=', 'c.centre_id')
          .whereRef('l.contact_id', '=', 'c.id')
          .select(['l.lang', 'l.level'])
          .orderBy(sql`l.level = 'native'`, 'desc')
          .orderBy('l.level', 'desc')
          .orderBy('l.lang'),
      ).as('languages'),
      jsonArrayFrom(
        row
          .selectFrom('contact_motives as m')
          .whereRef('m.centre_id', '=', 'c.centre_id')
          .whereRef('m.contact_id', '=', 'c.id')
          .select(['m.kind', 'm.code'])
          .orderBy('m.noted_at')
          .orderBy('m.code'),
      ).as('motives'),
      jsonArrayFrom(
        row
          .selectFrom('enrolments as e')
          .whereRef('e.centre_id', '=', 'c.centre_id')
          .whereRef('e.contact_id', '=', 'c.id')
          .select(['e.id', 'e.track', 'e.stage', 'e.version', 'e.parked_until'])
          .orderBy('e.created_at'),
      ).as('enrolments'),
      jsonArrayFrom(
        row
          .selectFrom('consents as s')
          .whereRef('s.centre_id', '=', 'c.centre_id')
          .whereRef('s.contact_id', '=', 'c.id')
          .where('s.state', '=', 'granted')
          .select(['s.purpose', 's.wording', 's.granted_at'])
          .orderBy('s.granted_at'),
      ).as('consents'),
    ]),
)

export const findContactIdByKey = async (db: Db, centreId: string, key: string): Promise<string | undefined> => {
  const row = await db
    .selectFrom('contacts')
    .where('centre_id', '=', centreId)
    .where('idempotency_key', '=', key)
    .select('id')
    .executeTakeFirst()
  return row?.id
}

/** Changes a contact that still is at `version`; false when somebody else was faster. */
export const updateContact = async (
  db: Db,
  centreId: string,
  id: string,
  version: number,
  changes: Updateable<Contacts>,
): Promise<boolean> => {
  const row = await db
    .updateTable('contacts')
    .set({ ...changes, version: version + 1 })
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const dueOn = sql<string>`coalesce(c.next_step_on, 'infinity')`

export type Enrolled = { id: string; track: Track; stage: Stage; version: number; parked_until: string | null }
