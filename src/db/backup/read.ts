import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type Content, Header, headerName, Manifest, manifestName, tableOfPart } from './format.ts'
import { sealedBytes } from './seal.ts'
import { tally } from './tally.ts'
import { isBroken, joined, type TarEntry, tarEntries } from './tar.ts'

/** A file found whole: every bit of it is as it was written. */
export type Backup = { path: string; header: Header; manifest: Manifest; bytes: number }

export type FileKind = 'krajan' | 'pg_dump' | 'unknown'

export const kindOf = async (path: string): Promise<FileKind> => {
  const file = await open(path).catch(() => Promise.reject(new Error(`There is no file ${path} that can be read.`)))
  try {
    const start = Buffer.alloc(5)
    const { bytesRead } = await file.read(start, 0, 5, 0)
    if (start.toString('latin1') === 'PGDMP') return 'pg_dump'
    return bytesRead === 5 && start[0] === 0x1f && start[1] === 0x8b ? 'krajan' : 'unknown'
  } finally {
    await file.close()
  }
}

/** Reads the whole file and compares it with what it says of itself; throws a sentence when it cannot be trusted. */
export const checkBackup = async (path: string): Promise<Backup> => {
  if ((await kindOf(path)) === 'unknown') throw new Error(`${path} is not a backup of Krajan.`)
  const bytes = await sealedBytes(path)
  if (bytes === undefined) throw new Error(damaged(path, 'its seal does not match'))
  const found: Found = { tables: new Map() }
  await eachEntry(path, bytes, (entry) => look(entry, path, found))
  const { header, manifest, tables } = found
  if (!header || !manifest) throw new Error(`${path} is not a backup of Krajan: parts of it are missing.`)
  const backup = { path, header, manifest, bytes }
  refuseDifferences(backup, tables)
  return backup
}

/** Goes through the archive in its order with no more than a piece of a file in hand; `see` is waited for. */
export const eachEntry = (path: string, bytes: number, see: (entry: TarEntry) => Promise<void>): Promise<void> => {
  const gunzip = createGunzip({ chunkSize: 64 * 1024, rejectGarbageAfterEnd: true })
  return pipeline(createReadStream(path, { end: bytes - 1 }), gunzip, async (chunks: AsyncIterable<Buffer>) => {
    for await (const entry of tarEntries(chunks)) await see(entry)
  }).catch((cause: Error) => {
    throw isBroken(cause) ? new Error(damaged(path, 'its archive cannot be read to the end'), { cause }) : cause
  })
}

type Tally = ReturnType<typeof tally>
type Found = { header?: Header; manifest?: Manifest; tables: Map<string, Tally> }

// many times what any schema needs
const longestText = 1024 ** 2

const damaged = (path: string, why: string) =>
  `${path} is damaged, cut short, or not a backup of Krajan: ${why}. Take another one.`

const look = async (entry: TarEntry, path: string, found: Found): Promise<void> => {
  if (entry.name === headerName && !found.header) found.header = await parsed(Header, entry, path)
  else if (!found.header) throw new Error(`${path} is not a backup of Krajan: parts of it are missing.`)
  else if (found.manifest) throw new Error(strange(path, entry.name))
  else if (entry.name === manifestName) found.manifest = await parsed(Manifest, entry, path)
  else await count(entry, path, found.header, found.tables)
}

const count = async ({ name, body }: TarEntry, path: string, header: Header, tables: Map<string, Tally>) => {
  const table = tableOfPart(name)
  if (!table || !header.tables.some((known) => known.name === table)) throw new Error(strange(path, name))
  const sum = tables.get(table) ?? tally()
  tables.set(table, sum)
  for await (const chunk of body) sum.add(chunk)
}

const strange = (path: string, name: string) =>
  `${path} holds what it does not announce: ${(tableOfPart(name) ?? name).replace(/[^ -~]/g, '?')}.`

const refuseDifferences = ({ path, header, manifest }: Backup, found: Map<string, Tally>) => {
  const names = new Set(header.tables.map(({ name }) => name))
  const stranger = Object.keys(manifest.tables).find((name) => !names.has(name))
  if (stranger !== undefined) throw new Error(strange(path, stranger))
  for (const name of names) {
    const wanted = wantedOf(manifest, name)
    if (!wanted || !same(wanted, (found.get(name) ?? tally()).content()))
      throw new Error(`${path}: the rows of ${name} are not those that were saved.`)
  }
}

/** What a manifest says of a table, not what every object has. */
export const wantedOf = ({ tables }: Manifest, name: string): Content | undefined =>
  Object.hasOwn(tables, name) ? tables[name] : undefined

export const same = (one: Content, other: Content): boolean =>
  one.rows === other.rows && one.bytes === other.bytes && one.sha256 === other.sha256

type Shape<T> = { safeParse(value: unknown): { success: true; data: T } | { success: false } }

const parsed = async <T>(shape: Shape<T>, { name, size, body }: TarEntry, path: string): Promise<T> => {
  if (size > longestText) throw new Error(`${path} is not a backup of Krajan: ${name} is too long.`)
  const read = shape.safeParse(jsonIn((await joined(body)).toString('utf8')))
  if (read.success) return read.data
  throw new Error(`${path} was written in a way this version does not know; restore it with the version that wrote it.`)
}

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
