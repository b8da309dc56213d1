import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Audience } from '../../lib/words.ts'

export type OfferRecord = Awaited<ReturnType<typeof listOffers>>[number]
export type DownloadRecord = Awaited<ReturnType<typeof listDownloads>>[number]

/** Offers of a release, standing ones first, then the newest; at most 200. */
export const listOffers = (db: Db, centreId: string, releaseId: string) =>
  offers(db, centreId)
    .where('o.release_id', '=', releaseId)
    .orderBy(sql`o.withdrawn_at is not null`)
    .orderBy('o.offered_at', 'desc')
    .limit(200)
    .execute()

/** Offers of several releases at once, for a list of them; at most 500. */
export const listOffersOf = (db: Db, centreId: string, releaseIds: readonly string[]) =>
  offers(db, centreId).where('o.release_id', 'in', releaseIds).orderBy('o.offered_at', 'desc').limit(500).execute()

export const findOffer = (db: Db, centreId: string, id: string) =>
  offers(db, centreId).where('o.id', '=', id).executeTakeFirst()

const offers = (db: Db, centreId: string) =>
  db
    .selectFrom('offers as o')
    .leftJoin('members as m', 'm.id', 'o.offered_by')
    .leftJoin('members as w', 'w.id', 'o.withdrawn_by')
    .where('o.centre_id', '=', centreId)
    .select(['o.id', 'o.release_id', 'o.audience', 'o.to_centre', 'o.agreement', 'o.valid_until', 'o.offered_at'])
    .select(['o.withdrawn_at', 'm.name as offered_by_name', 'w.name as withdrawn_by_name'])
    .select(sql<string | null>`(select n.name from network_centres() n where n.id = o.to_centre)`.as('to_name'))

type NewOffer = {
  id: string
  release_id: string
  audience: Audience
  to_centre: string | null
  agreement: string
  valid_until: Date | null
  offered_by: string
  offered_at: Date
}

/** False when the same release stands on offer to the same audience. */
export const createOffer = async (db: Db, centreId: string, offer: NewOffer): Promise<boolean> => {
  const created = await db
    .insertInto('offers')
    .values({ centre_id: centreId, ...offer })
    .onConflict((conflict) =>
      conflict
        .columns(['centre_id', 'release_id', 'audience', 'to_centre'])
        .where('withdrawn_at', 'is', null)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return created !== undefined
}

/** Takes an offer back; false when it is withdrawn already. */
export const withdrawStanding = async (db: Db, centreId: string, id: string, memberId: string, now: Date) => {
  const { numUpdatedRows } = await db
    .updateTable('offers')
    .set({ withdrawn_by: memberId, withdrawn_at: now })
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Offers whose time is over stand in nobody's way. */
export const withdrawExpired = async (db: Db, centreId: string, releaseId: string, memberId: string, now: Date) => {
  await db
    .updateTable('offers')
    .set({ withdrawn_by: memberId, withdrawn_at: now })
    .where('centre_id', '=', centreId)
    .where('release_id', '=', releaseId)
    .where('withdrawn_at', 'is', null)
    .where('valid_until', '<=', now)
    .execute()
}

/** The other centres of the network, by name. */
export const listNetworkCentres = async (db: Db): Promise<{ id: string; slug: string; name: string }[]> => {
  const { rows } = await sql<{ id: string; slug: string; name: string }>`select * from network_centres()`.execute(db)
  return rows
}

const page = 50

/** Who took what of a release, the newest first, 50 from after the one named. */
export const listDownloads = (db: Db, centreId: string, releaseId: string, after?: string) =>
  db
    .selectFrom('downloads as d')
    .leftJoin('members as m', 'm.id', 'd.by_member')
    .where('d.centre_id', '=', centreId)
    .where('d.release_id', '=', releaseId)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(d.at, d.id) < (select a.at, a.id from downloads a where a.centre_id = ${centreId} and a.id = ${after ?? null})`,
      ),
    )
    .select(['d.id', 'd.path', 'd.audience', 'd.by_centre', 'd.by_member', 'd.at'])
    // colleagues by name, people of other centres by their centre
    .select('m.name as member_name')
    .select(
      sql<string | null>`coalesce((select n.name from network_centres() n where n.id = d.by_centre),
        (select c.name from centres c where c.id = d.by_centre))`.as('centre_name'),
    )
    .orderBy('d.at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(page)
    .execute()

/** Writes into the book of the release's centre; false when it is not on offer to who asks. */
export const createDownload = async (
  db: Db,
  { id, releaseId, path, now }: { id: string; releaseId: string; path: string; now: Date },
): Promise<boolean> => {
  const { rows } = await sql<{ logged: boolean }>`
    select log_download(${id}, ${releaseId}, ${path}, ${now}) as logged`.execute(db)
  return rows[0]?.logged === true
}
