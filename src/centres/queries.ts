import { type Insertable, sql } from 'kysely'
import type { Db } from '../db/connection.ts'
import type { Centres } from '../db/types.generated.ts'

export type Centre = Awaited<ReturnType<typeof findCentre>>

/** The centre whose transaction this is. */
export const findCentre = (db: Db, centreId: string) =>
  db
    .selectFrom('centres')
    .where('id', '=', centreId)
    .select(['id', 'slug', 'name', 'region', 'tracks', 'email', 'address', 'brand'])
    .executeTakeFirstOrThrow()

/** What the front page tells everybody, through the door. */
export const listPublicCentres = async (db: Db) => {
  const { rows } = await sql<{ slug: string; name: string; region: string }>`select * from public_centres()`.execute(db)
  return rows
}

export const findCentreId = async (db: Db, slug: string): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string | null }>`select centre_of_slug(${slug}) as id`.execute(db)
  return rows[0]?.id ?? undefined
}

export const createCentre = async (ownerDb: Db, centre: Insertable<Centres>) => {
  await ownerDb.insertInto('centres').values(centre).execute()
}
