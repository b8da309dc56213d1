import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'

/**
 * The end of a backup: a gzip member of its own that says the SHA-256 of all bytes before it. `tar xzf` reads past it,
 * `zcat | tail -n 1` shows it, and a file that is cut short or changed in any bit does not match it.
 */
export const sealOf = (digest: Buffer): Buffer => {
  const text = Buffer.from(`sha256 ${digest.toString('hex')}\n`)
  // stored, not deflated: no two versions of zlib may write it differently
  const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1, text.length, 0, ~text.length & 0xff, 0xff])
  const tail = Buffer.alloc(8)
  tail.writeUInt32LE(crc32(text), 0)
  tail.writeUInt32LE(text.length, 4)
  return Buffer.concat([head, text, tail])
}

const sealBytes = sealOf(Buffer.alloc(32)).length

/** How many bytes stand before a seal that matches them; undefined when it does not, or there is none. */
export const sealedBytes = async (path: string): Promise<number | undefined> => {
  const { size, seal } = await readEnd(path)
  if (size <= sealBytes) return undefined
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { end: size - sealBytes - 1 })) hash.update(chunk)
  return sealOf(hash.digest()).equals(seal) ? size - sealBytes : undefined
}

const readEnd = async (path: string) => {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const seal = Buffer.alloc(sealBytes)
    await file.read(seal, 0, sealBytes, Math.max(0, size - sealBytes))
    return { size, seal }
  } finally {
    await file.close()
  }
}
