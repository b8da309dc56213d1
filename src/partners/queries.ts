import { type Insertable, sql, type Updateable } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../db/connection.ts'
import type { Partners, Services } from '../db/types.generated.ts'
import { anId, anyText, decodeCursor, pageOf } from '../lib/paging.ts'
import type { PartnerKind } from '../lib/words.ts'

export type PartnerRecord = Awaited<ReturnType<typeof findPartner>> & {}
export type PartnerLine = Awaited<ReturnType<typeof listPartners>>['rows'][number]

/** A partner with the services it offers, those not offered any more last. */
export const findPartner = (db: Db, centreId: string, id: string) =>
  partners(db, centreId)
    .where('p.id', '=', id)
    .select(['p.phone', 'p.note', 'p.version', 'p.updated_at'])
    .executeTakeFirst()

export type PartnerFilter = {
  q: string
  kind?: PartnerKind | undefined
  language?: string | undefined
  after?: string | undefined
}

/** The directory by Czech alphabet, a page at a time; a language counts also where only a service has it. */
export const listPartners = async (db: Db, centreId: string, filter: PartnerFilter, size = 50) => {
  const { q, kind, language } = filter
  const cursor = decodeCursor(filter.after, [anyText, anId])
  const rows = await partners(db, centreId)
    .$if(q !== '', (query) => query.where(sql<boolean>`strpos(p.search, fold(${q})) > 0`))
    .$if(kind !== undefined, (query) => query.where('p.kind', '=', kind ?? 'other'))
    .$if(language !== undefined, (query) => query.where(speaks(language ?? '')))
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(p.name collate "cs-x-icu", p.id) > (${cursor?.[0]}, ${cursor?.[1]}::uuid)`),
    )
    .orderBy(sql`p.name collate "cs-x-icu"`)
    .orderBy('p.id')
    .limit(size + 1)
    .execute()
  return pageOf(rows, size, (row) => [row.name, row.id])
}

/** Whom a person can be referred to now, with the services on offer; at most 500. */
export const listActivePartners = (db: Db, centreId: string) =>
  partners(db, centreId).where('p.active', '=', true).orderBy(sql`p.name collate "cs-x-icu"`).limit(500).execute()

/** How many people's referrals a partner has not answered yet. */
export const countOpenReferrals = async (db: Db, centreId: string, id: string): Promise<number> => {
  const { count } = await db
    .selectFrom('referrals')
    .where('centre_id', '=', centreId)
    .where('partner_id', '=', id)
    .where('state', 'in', ['sent', 'opened'])
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export const findPartnerIdByKey = async (db: Db, centreId: string, key: string): Promise<string | undefined> => {
  const row = await db
    .selectFrom('partners')
    .where('centre_id', '=', centreId)
    .where('idempotency_key', '=', key)
    .select('id')
    .executeTakeFirst()
  return row?.id
}

export const createPartner = async (db: Db, centreId: string, partner: Omit<Insertable<Partners>, 'centre_id'>) => {
  await db
    .insertInto('partners')
    .values({ centre_id: centreId, ...partner })
    .execute()
}

/** Changes a partner that still is at `version`; false when somebody else was faster. */
export const updatePartner = async (
  db: Db,
  centreId: string,
  id: string,
  version: number,
  changes: Updateable<Partners>,
): Promise<boolean> => {
  const row = await db
    .updateTable('partners')
    .set({ ...changes, version: version + 1 })
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const createService = async (db: Db, centreId: string, service: Omit<Insertable<Services>, 'centre_id'>) => {
  await db
    .insertInto('services')
    .values({ centre_id: centreId, ...service })
    .execute()
}

export const updateService = async (db: Db, centreId: string, partnerId: string, id: string, active: boolean) => {
  const row = await db
    .updateTable('services')
    .set({ active })
    .where('centre_id', '=', centreId)
    .where('partner_id', '=', partnerId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

const speaks = (language: string) => sql<boolean>`(p.languages @> array[${language}]::text[] or exists (
  select from services s where s.centre_id = p.centre_id and s.partner_id = p.id
    and s.active and s.languages @> array[${language}]::text[]))`

const partners = (db: Db, centreId: string) =>
  db
    .selectFrom('partners as p')
    .where('p.centre_id', '=', centreId)
    .select(['p.id', 'p.kind', 'p.name', 'p.person', 'p.email', 'p.town', 'p.languages', 'p.active'])
    .select((row) =>
      jsonArrayFrom(
        row
          .selectFrom('services as s')
          .whereRef('s.centre_id', '=', 'p.centre_id')
          .whereRef('s.partner_id', '=', 'p.id')
          .select(['s.id', 's.name', 's.languages', 's.active'])
          .orderBy('s.active', 'desc')
          .orderBy('s.name'),
      ).as('services'),
    )
