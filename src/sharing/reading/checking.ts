import type { Scope } from '../../db/scope.ts'
import { checkPackage, type Verdict } from '../checker/check.mjs'
import { listKeys, listOffered, readOfferedFiles } from '../queries/catalogue.ts'
import { findImported, listEarlierImported, readImportedFiles } from '../queries/imports.ts'
import type { Package } from '../release/format.ts'
import type { Whole } from './chosen.ts'
import type { Readable } from './readable.ts'

/** Works a package out again with the checker that anybody may use, against the list of keys and what came before it. */
export const check = async (scope: Scope, { release, files }: Whole): Promise<Verdict> => {
  const { key, previous } = await (release.origin === 'imported' ? imported : offered)(scope, release)
  return checkPackage(files, { publicKeyPem: key ?? 'not on the list', previous })
}

type Evidence = { key: string | undefined; previous: Package[] }

const offered = async ({ db, now }: Scope, { manifest }: Readable): Promise<Evidence> => {
  const [keys, all] = await Promise.all([listKeys(db), listOffered(db, now)])
  const earlier = all.filter(({ manifest_hash }) => manifest.previous.includes(manifest_hash))
  const previous = await Promise.all(earlier.map(({ release_id }) => readOfferedFiles(db, release_id, now)))
  return { key: keys.find(({ key_id }) => key_id === manifest.key_id)?.public_key, previous }
}

const imported = async ({ db, centreId }: Scope, { id, manifest }: Readable): Promise<Evidence> => {
  const [found, all] = await Promise.all([
    findImported(db, centreId, id),
    listEarlierImported(db, centreId, manifest.previous),
  ])
  const previous = await Promise.all(all.map((earlier) => readImportedFiles(db, centreId, earlier.id)))
  return { key: found?.public_key, previous }
}
