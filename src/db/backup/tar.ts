const block = 512
// a part is a few megabytes, or one row that is longer
const largest = 1024 ** 3
// tar itself fills up to twenty blocks
const mostBehind = 20 * block

/** One file of a tar archive as it stands in it: a ustar header, the body, and zeros up to the next block. */
export const tarEntry = (name: string, body: Buffer, at: Date): Buffer => {
  const header = Buffer.alloc(block)
  const put = (text: string, offset: number) => header.write(text, offset, 'latin1')
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`
  put(name, 0)
  put(octal(0o600, 7) + octal(0, 7) + octal(0, 7), 100)
  put(octal(body.length, 11) + octal(Math.floor(at.getTime() / 1000), 11), 124)
  put('        0', 148)
  put('ustar\x0000', 257)
  put(`${octal(sumOf(header), 6)} `, 148)
  return Buffer.concat([header, body, Buffer.alloc(paddingOf(body.length))])
}

/** Two empty blocks end an archive. */
export const tarEnd = Buffer.alloc(2 * block)

export type TarEntry = { name: string; size: number; body: AsyncIterable<Buffer> }

/**
 * The files of an archive in their order, read to the last byte of the source; what nobody reads of a body is skipped.
 * Throws when it is no archive, ends before its end, or goes on behind it.
 */
export async function* tarEntries(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const some = bytesOf(source)
  for (;;) {
    const header = await joined(exactly(some, block))
    if (header.every(isZero)) break
    const { name, size } = fileOf(header)
    const left = { bytes: size }
    yield { name, size, body: until(some, left) }
    await skip(until(some, left))
    await skip(exactly(some, paddingOf(size)))
  }
  await refuseMore(some)
}

export const joined = async (chunks: AsyncIterable<Buffer>): Promise<Buffer> => {
  const all: Buffer[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

/** Whether an error tells of the archive itself, rather than of what was done with its files. */
export const isBroken = (error: unknown): boolean =>
  error instanceof Error &&
  (error.cause === archive || ('code' in error && /^(Z_|ERR_TRAILING_JUNK)/.test(String(error.code))))

const archive = Symbol('archive')

const broken = (why: string) => new Error(why, { cause: archive })

type Some = (wanted: number) => Promise<Buffer | undefined>

/** Gives what is there, at most what is wanted; undefined at the end. */
const bytesOf = (source: AsyncIterable<Buffer>): Some => {
  const chunks = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  return async (wanted) => {
    while (held.length === 0) {
      const { done, value } = await chunks.next()
      if (done) return undefined
      held = value
    }
    const piece = held.subarray(0, wanted)
    held = held.subarray(piece.length)
    return piece
  }
}

const exactly = (some: Some, bytes: number) => until(some, { bytes })

async function* until(some: Some, left: { bytes: number }): AsyncGenerator<Buffer> {
  while (left.bytes > 0) {
    const piece = await some(left.bytes)
    if (!piece) throw broken('the archive ends before its end')
    left.bytes -= piece.length
    yield piece
  }
}

const fileOf = (header: Buffer) => {
  const name = header.toString('latin1', 0, 100).replace(/\0.*$/s, '')
  const size = Number.parseInt(header.toString('latin1', 124, 135), 8)
  const sum = Number.parseInt(header.toString('latin1', 148, 154), 8)
  if (sum !== sumOf(header.fill(' ', 148, 156)) || !(size >= 0 && size <= largest)) throw broken('not a tar archive')
  return { name, size }
}

const skip = async (chunks: AsyncIterable<Buffer>) => {
  for await (const _ of chunks);
}

const refuseMore = async (some: Some) => {
  let zeros = 0
  for (let piece = await some(block); piece; piece = await some(block)) {
    zeros += piece.length
    if (zeros > mostBehind || !piece.every(isZero)) throw broken('the archive goes on behind its end')
  }
}

const isZero = (byte: number): boolean => byte === 0

const sumOf = (header: Buffer): number => header.reduce((sum, byte) => sum + byte, 0)

const paddingOf = (size: number): number => (block - (size % block)) % block
