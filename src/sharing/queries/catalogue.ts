import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Audience } from '../../lib/words.ts'
import type { Package } from '../release/format.ts'

export type OfferedRelease = {
  release_id: string
  offer_id: string
  centre_id: string
  centre_slug: string
  centre_name: string
  survey: string
  titles: Record<string, string> | null
  wave: number
  snapshot: number
  week: string
  manifest_hash: string
  key_id: string
  /** The closest one under which it is offered here. */
  audience: Audience
  agreement: string
  offered_at: Date
  valid_until: Date | null
}

export type PublicRelease = Omit<
  OfferedRelease,
  'offer_id' | 'centre_id' | 'centre_slug' | 'centre_name' | 'audience' | 'valid_until'
>

/** What other centres offer to this one at this moment, by centre, survey, wave and the newest snapshot. */
export const listOffered = async (db: Db, now: Date): Promise<OfferedRelease[]> => {
  const { rows } = await sql<OfferedRelease>`
    select * from offered_releases(${now}) order by centre_name collate "cs-x-icu", survey, wave desc, snapshot desc`.execute(
    db,
  )
  return rows
}

export const findOffered = async (db: Db, releaseId: string, now: Date): Promise<OfferedRelease | undefined> => {
  const { rows } = await sql<OfferedRelease>`
    select * from offered_releases(${now}) where release_id = ${releaseId}`.execute(db)
  return rows[0]
}

/** Files of a release that is on offer here, all or one; empty when it is not. */
export const readOfferedFiles = async (db: Db, releaseId: string, now: Date, path?: string): Promise<Package> => {
  const { rows } = await sql<FileRow>`
    select path, bytes from offered_release_files(${releaseId}, ${now}, ${path ?? null})`.execute(db)
  return packageOf(rows)
}

/** What a centre shows to everybody, the newest offer first. */
export const listPublic = async (db: Db, centre: string, now: Date): Promise<PublicRelease[]> => {
  const { rows } = await sql<PublicRelease>`select * from public_releases(${centre}, ${now})`.execute(db)
  return rows
}

type Address = { survey: string; wave: number; snapshot: number }

/** The release behind a public address. */
export const findPublic = async (db: Db, centre: string, address: Address, now: Date) => {
  const { survey, wave, snapshot } = address
  const { rows } = await sql<PublicRelease>`
    select * from public_releases(${centre}, ${now})
    where survey = ${survey} and wave = ${wave} and snapshot = ${snapshot}`.execute(db)
  return rows[0]
}

export const readPublicFiles = async (
  db: Db,
  centre: string,
  releaseId: string,
  now: Date,
  path?: string,
): Promise<Package> => {
  const { rows } = await sql<FileRow>`
    select path, bytes from public_release_files(${centre}, ${releaseId}, ${now}, ${path ?? null})`.execute(db)
  return packageOf(rows)
}

export type ListedKey = { centre: string; key_id: string; public_key: string; listed_at: Date }

/** The network's list of keys: by centre, the oldest first. */
export const listKeys = async (db: Db): Promise<ListedKey[]> => {
  const { rows } = await sql<ListedKey>`select * from network_keys()`.execute(db)
  return rows
}

type FileRow = { path: string; bytes: Buffer }

const packageOf = (rows: readonly FileRow[]): Package => new Map(rows.map(({ path, bytes }) => [path, bytes]))
