import { type Insertable, sql, type Updateable } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Lang } from '../../views/messages/index.ts'
import type { Db } from '../db/connection.ts'
import type { CentreLogos, Centres } from '../db/types.generated.ts'
import type { Track } from '../lib/words.ts'
import type { ShownCentre } from '../web/shown-centre.ts'

export type Centre = ShownCentre

/** The centre whose transaction this is, called as it is in that language. */
export const findCentre = async (db: Db, centreId: string, lang: Lang = 'cs'): Promise<ShownCentre> => {
  const { name_en, name_de, name_uk, ...centre } = await centres(db, centreId).executeTakeFirstOrThrow()
  const names = { cs: '', en: name_en, de: name_de, uk: name_uk }
  return { ...centre, name: names[lang] || centre.name }
}

export type CentreRecord = Awaited<ReturnType<typeof findCentreSettings>>

/** All that an administrator sets; held until the transaction ends where it is to be changed. */
export const findCentreSettings = (db: Db, centreId: string, { held = false } = {}) =>
  centres(db, centreId)
    .select(['mail_from_name', 'reply_to', 'version'])
    .$if(held, (query) => query.forNoKeyUpdate(['centres']))
    .executeTakeFirstOrThrow()

export type CentreChanges = Omit<Updateable<Centres>, 'id' | 'slug' | 'created_at' | 'version'>

/** Changes the centre as it was read, held, a moment ago. */
export const updateCentre = async (db: Db, centreId: string, version: number, changes: CentreChanges) => {
  await db
    .updateTable('centres')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', centreId)
    .execute()
}

/** The tracks somebody is or was on. */
export const listTracksInUse = async (db: Db, centreId: string, of: readonly Track[]): Promise<Track[]> => {
  if (of.length === 0) return []
  const rows = await db
    .selectFrom('enrolments')
    .where('centre_id', '=', centreId)
    .where('track', 'in', of)
    .select('track')
    .distinct()
    .execute()
  return rows.map(({ track }) => track)
}

/** The picture itself, if it still is the one with this hash. */
export const findLogo = (db: Db, centreId: string, hash: string) =>
  db
    .selectFrom('centre_logos')
    .where('centre_id', '=', centreId)
    .where('hash', '=', hash)
    .select(['type', 'bytes'])
    .executeTakeFirst()

/** False when this very picture was there already. */
export const putLogo = async (db: Db, centreId: string, logo: Omit<Insertable<CentreLogos>, 'centre_id'>) => {
  const row = await db
    .insertInto('centre_logos')
    .values({ centre_id: centreId, ...logo })
    .onConflict((conflict) =>
      conflict.column('centre_id').doUpdateSet(logo).where('centre_logos.hash', '<>', logo.hash),
    )
    .returning('hash')
    .executeTakeFirst()
  return row !== undefined
}

/** False when there was none. */
export const deleteLogo = async (db: Db, centreId: string): Promise<boolean> => {
  const row = await db.deleteFrom('centre_logos').where('centre_id', '=', centreId).returning('hash').executeTakeFirst()
  return row !== undefined
}

/** What the front page tells everybody, through the door. */
export const listPublicCentres = async (db: Db, lang: Lang = 'cs') => {
  const { rows } = await sql<{ slug: string; name: string; region: string }>`
    select * from public_centres(${lang})`.execute(db)
  return rows
}

/** Every centre there is: ids only, through the door. */
export const listCentreIds = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ centre_id: string }>`select centre_id from every_centre()`.execute(db)
  return rows.map(({ centre_id }) => centre_id)
}

export const findCentreId = async (db: Db, slug: string): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string | null }>`select centre_of_slug(${slug}) as id`.execute(db)
  return rows[0]?.id ?? undefined
}

export const createCentre = async (ownerDb: Db, centre: Insertable<Centres>) => {
  await ownerDb.insertInto('centres').values(centre).execute()
}

const centres = (db: Db, centreId: string) =>
  db
    .selectFrom('centres')
    .where('id', '=', centreId)
    .select(['id', 'slug', 'name', 'name_en', 'name_de', 'name_uk', 'region', 'tracks', 'languages'])
    .select(['email', 'address', 'phone', 'web', 'brand', 'brand_color', 'takes_enquiries'])
    .select((row) =>
      jsonObjectFrom(
        row
          .selectFrom('centre_logos as l')
          .whereRef('l.centre_id', '=', 'centres.id')
          .select(['l.hash', 'l.type', 'l.width', 'l.height']),
      ).as('logo'),
    )
