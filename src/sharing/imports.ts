import { createHash, createPublicKey } from 'node:crypto'
import type { Scope } from '../db/scope.ts'
import { newId } from '../lib/ids.ts'
import { recordAudit } from '../privacy/queries.ts'
import { checkPackage } from './checker/check.mjs'
import { type ManifestSaid, manifestOf } from './manifest-said.ts'
import {
  createImported,
  createTrustedKey,
  deleteImported,
  deleteTrustedKey,
  findImportedByHash,
  findTrustedKey,
  listEarlierImported,
  readImportedFiles,
} from './queries/imports.ts'
import { unpack } from './reading/zip.ts'
import type { Package } from './release/format.ts'
import { keyIdOf } from './release/keys.ts'

export type Imported =
  | { kind: 'imported' | 'known'; id: string }
  | { kind: 'unknown_key'; keyId: string }
  | { kind: 'bad' | 'unreadable'; reason: string }

/** Takes in a package that came from outside: verified against a key that an administrator put here, whole or not at all. */
export const importPackage = async (
  scope: Scope,
  { zip, memberId }: { zip: Uint8Array; memberId: string },
): Promise<Imported> => {
  const unpacked = unpack(zip)
  if (unpacked.kind !== 'unpacked') return { kind: 'unreadable', reason: unpacked.kind }
  const { files } = unpacked
  const manifest = manifestOf(files)
  if (!manifest) return { kind: 'unreadable', reason: 'no_manifest' }
  const known = await findImportedByHash(scope.db, scope.centreId, hashOf(files))
  if (known) return { kind: 'known', id: known.id }
  const key = await findTrustedKey(scope.db, scope.centreId, manifest.key_id)
  if (!key) return { kind: 'unknown_key', keyId: manifest.key_id }
  const verdict = checkPackage(files, { publicKeyPem: key.public_key, previous: await earlier(scope, manifest) })
  if (!verdict.good) return { kind: verdict.unreadable ? 'unreadable' : 'bad', reason: verdict.reason }
  return keep(scope, { manifest, files, memberId, result: verdict.checked })
}

/** Throws a package out again; one that is not here is no package of ours. */
export const deleteImport = async (
  scope: Scope,
  { id, memberId }: { id: string; memberId: string },
): Promise<boolean> => {
  if (!(await deleteImported(scope.db, scope.centreId, id))) return false
  await recordAudit(scope, {
    ...{ action: 'release.import_deleted', subject_type: 'imported_release', subject_id: id, member_id: memberId },
  })
  return true
}

export type Trusted = { kind: 'trusted' | 'known'; keyId: string } | { kind: 'not_a_key' }

/** Puts the public key of a region outside the installation on this centre's list. */
export const trustKey = async (
  scope: Scope,
  { region, publicKey, memberId }: { region: string; publicKey: string; memberId: string },
): Promise<Trusted> => {
  const pem = ed25519Of(publicKey)
  if (!pem) return { kind: 'not_a_key' }
  const { db, centreId, now } = scope
  const keyId = keyIdOf(pem)
  const key = { key_id: keyId, region, public_key: pem, added_by: memberId, added_at: now }
  if (!(await createTrustedKey(db, centreId, key))) return { kind: 'known', keyId }
  await audit(scope, 'key.trusted', memberId)
  return { kind: 'trusted', keyId }
}

/** Takes a key off the list; one by which something was verified stays. */
export const distrustKey = async (
  scope: Scope,
  { keyId, memberId }: { keyId: string; memberId: string },
): Promise<{ kind: 'done' | 'in_use' } | undefined> => {
  if (!(await findTrustedKey(scope.db, scope.centreId, keyId))) return undefined
  if (!(await deleteTrustedKey(scope.db, scope.centreId, keyId))) return { kind: 'in_use' }
  await audit(scope, 'key.distrusted', memberId)
  return { kind: 'done' }
}

type Taken = { manifest: ManifestSaid; files: Package; memberId: string; result: unknown }

const keep = async (scope: Scope, { manifest, files, memberId, result }: Taken): Promise<Imported> => {
  const { db, centreId, now } = scope
  const { centre, survey, wave, snapshot, key_id } = manifest
  const id = newId()
  const release = {
    ...{ id, centre, survey, wave, snapshot, key_id, manifest_hash: hashOf(files) },
    ...{ result, imported_by: memberId, imported_at: now },
  }
  if (!(await createImported(db, centreId, release, files))) {
    const other = await findImportedByHash(db, centreId, release.manifest_hash)
    return { kind: 'known', id: other?.id ?? id }
  }
  await recordAudit(scope, {
    ...{ action: 'release.imported', subject_type: 'imported_release', subject_id: id, member_id: memberId },
  })
  return { kind: 'imported', id }
}

const earlier = async ({ db, centreId }: Scope, { previous }: ManifestSaid): Promise<Package[]> => {
  const releases = await listEarlierImported(db, centreId, previous)
  return Promise.all(releases.map(({ id }) => readImportedFiles(db, centreId, id)))
}

const audit = (scope: Scope, action: string, memberId: string) =>
  recordAudit(scope, { action, subject_type: 'centre', subject_id: scope.centreId, member_id: memberId })

const hashOf = (files: Package): string =>
  createHash('sha256')
    .update(files.get('manifest.json') ?? '')
    .digest('hex')

const ed25519Of = (text: string): string | undefined => {
  try {
    const key = createPublicKey(text.trim())
    // a private key would be read as well, and must not be kept
    if (key.asymmetricKeyType !== 'ed25519' || /PRIVATE/.test(text)) return undefined
    return key.export({ type: 'spki', format: 'pem' }).toString()
  } catch {
    return undefined
  }
}
