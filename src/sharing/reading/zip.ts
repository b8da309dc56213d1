import { strToU8, Unzip, UnzipInflate, zipSync } from 'fflate'
import type { Package } from '../release/format.ts'

/** What a package sent to us may be: as a zip, unpacked, and in files. One of 150 tables and 2 000 people has a tenth of it. */
export const zipLimits = { packed: 8 * 1024 * 1024, unpacked: 64 * 1024 * 1024, files: 500 }

export type Unpacked =
  | { kind: 'unpacked'; files: Package }
  | { kind: 'no_zip' | 'damaged' | 'too_large' | 'too_many' | 'odd_names' }

/** A package as one file, byte by byte the same whenever it is asked for: files in order, at no time. */
export const pack = (files: Package): Uint8Array => {
  const entries = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return zipSync(Object.fromEntries(entries), { level: 6, mtime: new Date(1980, 0, 1) })
}

/**
 * The files of a zip from anywhere. It is unpacked a little at a time and left as soon as it is more than a package can
 * be, whatever it says of itself. A folder around all of them is taken off; paths that leave it are not taken.
 */
export const unpack = (zip: Uint8Array): Unpacked => {
  if (zip.length > zipLimits.packed) return { kind: 'too_large' }
  if (!signatures.some((start) => start.every((byte, at) => zip[at] === byte))) return { kind: 'no_zip' }
  const read: Reading = { entries: [], refused: 'damaged' }
  try {
    readInto(read, zip)
  } catch {
    return { kind: read.refused }
  }
  const { entries } = read
  if (entries.length === 0) return { kind: 'damaged' }
  const files = withoutFolder(entries.filter(({ name }) => !name.endsWith('/')))
  const names = files.map(([name]) => name)
  if (new Set(names).size < names.length || !names.every(isPlain)) return { kind: 'odd_names' }
  return { kind: 'unpacked', files: new Map(files) }
}

type Entry = { name: string; chunks: Uint8Array[] }
/** `refused` is why, should reading stop before its end. */
type Reading = { entries: Entry[]; refused: 'damaged' | 'too_large' | 'too_many' }

/** PK and what may follow: a file, or the end of a zip without any. */
const signatures = [strToU8('PK\u0003\u0004'), strToU8('PK\u0005\u0006')]

// one byte of deflate can stand for a thousand, so what is unpacked at once stays under four megabytes
const step = 4096

const readInto = (read: Reading, zip: Uint8Array) => {
  let left = zipLimits.unpacked
  const stop = (refused: Reading['refused']): never => {
    read.refused = refused
    throw new Error(refused)
  }
  const unzip = new Unzip((file) => {
    if (read.entries.length === zipLimits.files) stop('too_many')
    const entry: Entry = { name: file.name, chunks: [] }
    read.entries.push(entry)
    file.ondata = (error, chunk) => {
      if (error) throw error
      left -= chunk.length
      if (left < 0) stop('too_large')
      entry.chunks.push(chunk)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for (let at = 0; at < zip.length; at += step) unzip.push(zip.slice(at, at + step), at + step >= zip.length)
}

const withoutFolder = (entries: readonly Entry[]): [string, Uint8Array][] => {
  const [folder] = /^[^/]+\//.exec(entries[0]?.name ?? '') ?? ['']
  const shared = entries.every(({ name }) => name.startsWith(folder)) ? folder.length : 0
  return entries.map(({ name, chunks }) => [name.slice(shared), joined(chunks)])
}

const joined = (chunks: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

const isPlain = (name: string) => /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/.test(name) && name.length <= 200
