import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Package } from '../release/format.ts'

export type ImportedRecord = Awaited<ReturnType<typeof listImported>>[number]
export type TrustedKey = Awaited<ReturnType<typeof listTrustedKeys>>[number]

/** Packages from outside the installation, the newest first; at most 200. */
export const listImported = (db: Db, centreId: string) =>
  imported(db, centreId).orderBy('i.imported_at', 'desc').limit(200).execute()

export const findImported = (db: Db, centreId: string, id: string) =>
  imported(db, centreId).where('i.id', '=', id).executeTakeFirst()

export const findImportedByHash = (db: Db, centreId: string, manifestHash: string) =>
  imported(db, centreId).where('i.manifest_hash', '=', manifestHash).executeTakeFirst()

const imported = (db: Db, centreId: string) =>
  db
    .selectFrom('imported_releases as i')
    .innerJoin('trusted_keys as k', (join) =>
      join.onRef('k.centre_id', '=', 'i.centre_id').onRef('k.key_id', '=', 'i.key_id'),
    )
    .leftJoin('members as m', 'm.id', 'i.imported_by')
    .where('i.centre_id', '=', centreId)
    .select(['i.id', 'i.centre', 'i.survey', 'i.wave', 'i.snapshot', 'i.manifest_hash', 'i.key_id', 'i.result'])
    .select(['i.imported_at', 'm.name as imported_by_name', 'k.region', 'k.public_key'])

export const readImportedFiles = async (db: Db, centreId: string, id: string, path?: string): Promise<Package> => {
  const rows = await db
    .selectFrom('imported_files')
    .where('centre_id', '=', centreId)
    .where('imported_id', '=', id)
    .$if(path !== undefined, (query) => query.where('path', '=', path ?? ''))
    .select(['path', 'bytes'])
    .orderBy(sql`path collate "C"`)
    .execute()
  return new Map(rows.map((row) => [row.path, row.bytes]))
}

type NewImport = {
  id: string
  centre: string
  survey: string
  wave: string
  snapshot: number
  manifest_hash: string
  key_id: string
  result: unknown
  imported_by: string
  imported_at: Date
}

/** False when the same package is here already. */
export const createImported = async (
  db: Db,
  centreId: string,
  release: NewImport,
  files: Package,
): Promise<boolean> => {
  const created = await db
    .insertInto('imported_releases')
    .values({ centre_id: centreId, ...release, result: JSON.stringify(release.result) })
    .onConflict((conflict) => conflict.columns(['centre_id', 'manifest_hash']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!created) return false
  const rows = [...files].map(([path, bytes]) => ({
    ...{ centre_id: centreId, imported_id: release.id, path, bytes: Buffer.from(bytes) },
  }))
  await db.insertInto('imported_files').values(rows).execute()
  return true
}

/** Throws a package out again, its files with it; false when it is not here. */
export const deleteImported = async (db: Db, centreId: string, id: string): Promise<boolean> => {
  const gone = await db
    .deleteFrom('imported_releases')
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return gone !== undefined
}

/** Earlier packages of the same wave, as the next one is checked against them. */
export const listEarlierImported = (db: Db, centreId: string, hashes: readonly string[]) =>
  hashes.length === 0
    ? Promise.resolve([])
    : imported(db, centreId).where('i.manifest_hash', 'in', hashes).orderBy('i.snapshot').execute()

export const listTrustedKeys = (db: Db, centreId: string) =>
  db
    .selectFrom('trusted_keys as k')
    .leftJoin('members as m', 'm.id', 'k.added_by')
    .where('k.centre_id', '=', centreId)
    .select(['k.key_id', 'k.region', 'k.public_key', 'k.added_at', 'm.name as added_by_name'])
    .select(
      sql<boolean>`exists (select from imported_releases i where i.centre_id = k.centre_id and i.key_id = k.key_id)`.as(
        'in_use',
      ),
    )
    .orderBy(sql`k.region collate "cs-x-icu"`)
    .orderBy('k.added_at')
    .limit(200)
    .execute()

export const findTrustedKey = (db: Db, centreId: string, keyId: string) =>
  db
    .selectFrom('trusted_keys')
    .where('centre_id', '=', centreId)
    .where('key_id', '=', keyId)
    .select(['key_id', 'region', 'public_key'])
    .executeTakeFirst()

type NewKey = { key_id: string; region: string; public_key: string; added_by: string; added_at: Date }

export const createTrustedKey = async (db: Db, centreId: string, key: NewKey): Promise<boolean> => {
  const created = await db
    .insertInto('trusted_keys')
    .values({ centre_id: centreId, ...key })
    .onConflict((conflict) => conflict.columns(['centre_id', 'key_id']).doNothing())
    .returning('key_id')
    .executeTakeFirst()
  return created !== undefined
}

/** Forgets a key by which nothing was imported. */
export const deleteTrustedKey = async (db: Db, centreId: string, keyId: string): Promise<boolean> => {
  const { rows } = await sql`
    delete from trusted_keys k where k.centre_id = ${centreId} and k.key_id = ${keyId} and not exists (
      select from imported_releases i where i.centre_id = k.centre_id and i.key_id = k.key_id) returning k.key_id`.execute(
    db,
  )
  return rows.length > 0
}
