import { Unzip, UnzipInflate, unzipSync } from 'fflate'
import { type Limits, Refused } from './limits.ts'

/** The parts of a workbook that are asked for, each as text, never more than was promised. */
export const partsOf = (zip: Uint8Array, limits: Limits, isWanted: (name: string) => boolean): Map<string, string> => {
  const promised = judged(contentsOf(zip), zip, limits)
  const parts = new Map<string, Uint8Array[]>()
  let left = limits.unpackedBytes
  const unzip = new Unzip((file) => {
    if (!isWanted(file.name)) return
    if (parts.has(file.name)) throw new Refused('odd_names')
    const chunks: Uint8Array[] = []
    parts.set(file.name, chunks)
    let own = promised.get(file.name) ?? 0
    file.ondata = (error, chunk) => {
      // what was thrown below comes back this way
      if (error) throw error instanceof Refused ? error : new Refused('damaged')
      own -= chunk.length
      left -= chunk.length
      // it said less of itself than it holds
      if (own < 0 || left < 0) throw new Refused('bomb')
      chunks.push(chunk)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  unlessRefused(() => {
    for (let at = 0; at < zip.length; at += step) unzip.push(zip.slice(at, at + step), at + step >= zip.length)
  })
  return new Map([...parts].map(([name, chunks]) => [name, textOf(chunks)]))
}

type Entry = { name: string; size: number; packed: number }

// one byte of deflate can stand for a thousand, so what is unpacked at once stays under eight megabytes
const step = 8192

/** What the zip says it holds, before anything of it is unpacked. */
const contentsOf = (zip: Uint8Array): Entry[] => {
  const entries: Entry[] = []
  unlessRefused(() =>
    unzipSync(zip, {
      filter: ({ name, originalSize, size }) => {
        entries.push({ name, size: originalSize, packed: size })
        return false
      },
    }),
  )
  return entries
}

const judged = (entries: readonly Entry[], zip: Uint8Array, limits: Limits): Map<string, number> => {
  const all = entries.reduce((sum, { size }) => sum + size, 0)
  if (entries.length === 0) throw new Refused('damaged')
  if (entries.length > limits.entries) throw new Refused('bomb')
  if (all > limits.unpackedBytes || all > zip.length * limits.ratio) throw new Refused('bomb')
  if (entries.some(({ size, packed }) => size > 10_000 && size > packed * limits.ratio)) throw new Refused('bomb')
  const names = entries.map(({ name }) => name)
  if (names.some((name) => !isPlain(name)) || new Set(names).size < names.length) throw new Refused('odd_names')
  return new Map(entries.map(({ name, size }) => [name, size]))
}

/** Whatever else goes wrong in there, the file is damaged. */
const unlessRefused = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('damaged')
  }
}

const isPlain = (name: string) =>
  name.length <= 200 && !name.startsWith('/') && !name.includes('\\') && !name.split('/').includes('..')

const textOf = (chunks: readonly Uint8Array[]): string => {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode()
  } catch {
    throw new Refused('encoding')
  }
}
