import { gunzipSync, gzipSync } from 'fflate'
import type { Scope } from '../db/scope.ts'
import { newId } from '../lib/ids.ts'
import { sha256 } from '../lib/tokens.ts'
import { folded } from './folded.ts'
import { createImport, findPiece, type ImportRecord, putPieces, updateImport } from './queries/imports.ts'
import { findMapping } from './queries/words.ts'
import type { Read, ReadList, Wish } from './reading/read.ts'
import { suggested } from './suggest.ts'

type Uploading = { bytes: Uint8Array; name: string; wish: Wish; memberId: string; read: ReadList }

export type Uploaded = { kind: 'uploaded'; id: string } | Extract<Read, { kind: 'refused' }>

/** Keeps a list as it came and its rows as they were read; nobody is touched by it yet. */
export const upload = async (scope: Scope, { bytes, name, wish, memberId, read }: Uploading): Promise<Uploaded> => {
  const { db, centreId, now } = scope
  const [found, content_hash] = [await read(bytes, wish), sha256(bytes)]
  if (found.kind === 'refused') return found
  const id = newId()
  await createImport(
    db,
    centreId,
    {
      ...{ id, member_id: memberId, name: nameOf(name), content_hash, bytes: bytes.length, created_at: now },
      ...(await readingOf(scope, found)),
    },
    { rows: found.pieces, file: packed(bytes) },
  )
  return { kind: 'uploaded', id }
}

type Reread = { kind: 'read' | 'stale' | 'no_file' } | Extract<Read, { kind: 'refused' }>

/** Reads the same file once more in another way; what was chosen for its columns begins anew where they are others. */
export const readAgain = async (scope: Scope, list: ImportRecord, wish: Wish, read: ReadList): Promise<Reread> => {
  const bytes = await wholeFile(scope, list.id)
  if (!bytes) return { kind: 'no_file' }
  const found = await read(bytes, wish)
  if (found.kind === 'refused') return found
  const reading = await readingOf(scope, found)
  const isOther = !reading.header_key.equals(list.header_key)
  const kept = isOther ? {} : { mapping: list.mapping, meanings: list.meanings }
  const changes = { ...reading, ...kept, unknown_words: {}, state: 'read' as const }
  if (!(await updateImport(scope.db, scope.centreId, list, changes, ['read', 'mapped', 'checked'])))
    return { kind: 'stale' }
  await putPieces(scope.db, scope.centreId, list.id, { rows: found.pieces })
  return { kind: 'read' }
}

const readingOf = async ({ db, centreId }: Scope, found: Extract<Read, { kind: 'read' }>) => {
  const { reading, header, top, sample, rows } = found
  const header_key = sha256(header.map(folded).join('\n'))
  const remembered = await findMapping(db, centreId, header_key)
  const isNamed = header.some((title) => title !== '')
  return {
    ...{ reading, header, top, sample, row_count: rows, header_key },
    mapping: (isNamed && remembered?.mapping) || suggested(header),
    meanings: (isNamed && remembered?.meanings) || {},
  }
}

const nameOf = (name: string) =>
  name
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/\p{Cc}/gu, '')
    .toWellFormed()
    .slice(0, 200) || '?'

const slice = 1024 * 1024

function* packed(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += slice) yield gzipSync(bytes.subarray(at, at + slice), { level: 1 })
}

const wholeFile = async ({ db, centreId }: Scope, id: string): Promise<Uint8Array | undefined> => {
  const pieces: Uint8Array[] = []
  for (let nth = 0; ; nth++) {
    const piece = await findPiece(db, centreId, id, 'file', nth)
    if (!piece) break
    pieces.push(gunzipSync(piece))
  }
  return pieces.length > 0 ? new Uint8Array(Buffer.concat(pieces)) : undefined
}
