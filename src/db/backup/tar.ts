const block = 512
// a part is a few megabytes, or one row that is longer
const largest = 1024 ** 3

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

export type TarEntry = { name: string; body: Buffer }

/** The files of an archive in their order; throws when it is none, or ends before its end. */
export async function* tarEntries(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const { take } = bytesOf(source)
  for (;;) {
    const header = await take(block)
    if (header.every((byte) => byte === 0)) return
    const name = header.toString('latin1', 0, 100).replace(/\0.*$/s, '')
    const size = Number.parseInt(header.toString('latin1', 124, 135), 8)
    const sum = Number.parseInt(header.toString('latin1', 148, 154), 8)
    if (sum !== sumOf(header.fill(' ', 148, 156)) || !(size >= 0 && size <= largest))
      throw new Error('not a tar archive')
    const body = await take(size)
    await take(paddingOf(size))
    yield { name, body }
  }
}

const sumOf = (header: Buffer): number => header.reduce((sum, byte) => sum + byte, 0)

const paddingOf = (size: number): number => (block - (size % block)) % block

const bytesOf = (source: AsyncIterable<Buffer>) => {
  const chunks = source[Symbol.asyncIterator]()
  let held: Buffer[] = []
  let length = 0
  const take = async (wanted: number): Promise<Buffer> => {
    while (length < wanted) {
      const { done, value } = await chunks.next()
      if (done) throw new Error('the archive ends before its end')
      held.push(value)
      length += value.length
    }
    const all = held.length === 1 && held[0] ? held[0] : Buffer.concat(held)
    held = [all.subarray(wanted)]
    length -= wanted
    // a copy, because what is handed out is kept longer than its neighbours
    return Buffer.from(all.subarray(0, wanted))
  }
  return { take }
}
