import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { Package } from '../src/sharing/release/format.ts'

/** Files of text as one short line. */
export const packed = (files: Package): string => {
  const texts = [...files].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)])
  const bytes = Buffer.from(JSON.stringify(texts))
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } }).toString('base64')
}

export const unpacked = (line: string): Map<string, Uint8Array> => {
  const texts: [string, string][] = JSON.parse(brotliDecompressSync(Buffer.from(line, 'base64')).toString())
  return new Map(texts.map(([path, text]) => [path, new TextEncoder().encode(text)]))
}
