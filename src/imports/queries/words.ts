import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Meanings } from '../../lib/imports.ts'

/** Names by which a list may call the centre's stages and the people who work there. */
export const listCentreWords = async (db: Db, centreId: string) => {
  const [stages, members] = await Promise.all([
    db
      .selectFrom('stages')
      .where('centre_id', '=', centreId)
      .where('retired_at', 'is', null)
      .select(['track', 'code', 'names'])
      .orderBy('track')
      .orderBy('position')
      .execute(),
    db
      .selectFrom('memberships as s')
      .innerJoin('members as m', 'm.id', 's.member_id')
      .where('s.centre_id', '=', centreId)
      .where('s.accepted_at', 'is not', null)
      .where('s.disabled_at', 'is', null)
      .where('m.disabled_at', 'is', null)
      .select(['m.id', 'm.name', 'm.email'])
      .orderBy('m.name')
      .limit(500)
      .execute(),
  ])
  return { stages, members }
}

export type Mapping = { mapping: string[]; meanings: Meanings }

export const findMapping = (db: Db, centreId: string, headerKey: Buffer): Promise<Mapping | undefined> =>
  db
    .selectFrom('import_mappings')
    .where('centre_id', '=', centreId)
    .where('header_key', '=', headerKey)
    .select(['mapping', 'meanings'])
    .executeTakeFirst()

export const putMapping = (db: Db, centreId: string, headerKey: Buffer, { mapping, meanings }: Mapping, now: Date) =>
  sql`
    insert into import_mappings (centre_id, header_key, mapping, meanings, used_at)
    values (${centreId}, ${headerKey}, ${JSON.stringify(mapping)}::jsonb, ${JSON.stringify(meanings)}::jsonb, ${now})
    on conflict (centre_id, header_key) do update set mapping = excluded.mapping, meanings = excluded.meanings,
      used_at = excluded.used_at`.execute(db)
