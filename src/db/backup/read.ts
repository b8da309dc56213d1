import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type Content, Header, headerName, Manifest, manifestName, tableOfPart } from './format.ts'
import { sealedBytes } from './seal.ts'
import { tally } from './tally.ts'
import { type TarEntry, tarEntries } from './tar.ts'

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
  if (bytes === undefined)
    throw new Error(
      `${path} is damaged, cut short, or not a backup of Krajan: its seal does not match. Take another one.`,
    )
  const found: Record<string, ReturnType<typeof tally>> = {}
  let [header, manifest]: [Header | undefined, Manifest | undefined] = [undefined, undefined]
  await eachEntry(path, bytes, async ({ name, body }) => {
    const table = tableOfPart(name)
    if (name === headerName) header = parsed(Header, body, path)
    else if (name === manifestName) manifest = parsed(Manifest, body, path)
    else if (table) {
      found[table] = found[table] ?? tally()
      found[table].add(body)
    }
  })
  if (!header || !manifest) throw new Error(`${path} is not a backup of Krajan: parts of it are missing.`)
  refuseDifferences({ path, header, manifest, bytes }, found)
  return { path, header, manifest, bytes }
}

/** Goes through the files of the archive in their order; `see` is waited for. */
export const eachEntry = (path: string, bytes: number, see: (entry: TarEntry) => Promise<void>): Promise<void> =>
  pipeline(createReadStream(path, { end: bytes - 1 }), createGunzip(), async (chunks: AsyncIterable<Buffer>) => {
    for await (const entry of tarEntries(chunks)) await see(entry)
  })

const refuseDifferences = ({ path, header, manifest }: Backup, found: Record<string, ReturnType<typeof tally>>) => {
  const names = header.tables.map(({ name }) => name)
  const strangers = [...Object.keys(found), ...Object.keys(manifest.tables)].filter((name) => !names.includes(name))
  if (strangers.length > 0) throw new Error(`${path} holds what it does not announce: ${strangers.join(', ')}.`)
  for (const name of names) {
    const wanted = manifest.tables[name]
    if (!wanted || !same(wanted, (found[name] ?? tally()).content()))
      throw new Error(`${path}: the rows of ${name} are not those that were saved.`)
  }
}

export const same = (one: Content, other: Content): boolean =>
  one.rows === other.rows && one.bytes === other.bytes && one.sha256 === other.sha256

type Shape<T> = { safeParse(value: unknown): { success: true; data: T } | { success: false } }

const parsed = <T>(shape: Shape<T>, body: Buffer, path: string): T => {
  const read = shape.safeParse(JSON.parse(body.toString('utf8')))
  if (read.success) return read.data
  throw new Error(`${path} was written in a way this version does not know; restore it with the version that wrote it.`)
}
