import { createHash } from 'node:crypto'
import type { Content } from './format.ts'

/** Counts rows and bytes that go by, and takes their SHA-256; in COPY's text a newline is always the end of a row. */
export const tally = () => {
  const hash = createHash('sha256')
  let [rows, bytes] = [0, 0]
  return {
    add: (chunk: Buffer) => {
      hash.update(chunk)
      bytes += chunk.length
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows++
    },
    content: (): Content => ({ rows, bytes, sha256: hash.digest('hex') }),
  }
}
