import type { Encoding } from '../../lib/imports.ts'
import { Refused } from './limits.ts'

/** How the letters of a text are written down: by its mark, by what cannot be otherwise, else as Czech Windows does. */
export const encodingOf = (bytes: Uint8Array): Encoding => {
  if (starts(bytes, [0xff, 0xfe])) return 'utf-16le'
  if (starts(bytes, [0xfe, 0xff])) return 'utf-16be'
  const marked = starts(bytes, [0xef, 0xbb, 0xbf])
  const counted = countBytes(bytes)
  if (counted.zeros > 0) return withZeros(bytes, counted.zeros)
  if (counted.broken === 0) return 'utf-8'
  // letters of UTF-8 beside bytes that are none: two texts in one, which nobody can read
  if (marked || counted.letters > counted.broken) throw new Refused('encoding', lineOf(bytes, counted.firstBroken))
  if (counted.control > 0) throw new Refused('encoding', lineOf(bytes, counted.firstBroken))
  return counted.windows === 0 && counted.iso > 0 ? 'iso-8859-2' : 'windows-1250'
}

/** The text a little at a time, so that a large one never stands in memory twice. */
export const decoded = function* (bytes: Uint8Array, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += step)
      yield decoder.decode(bytes.subarray(at, at + step), { stream: at + step < bytes.length })
  } catch {
    throw new Refused('encoding')
  }
}

const step = 256 * 1024

const starts = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte)

/** Excel's "Unicode text" without its mark has a zero in every other byte; any other file with zeros is no text. */
const withZeros = (bytes: Uint8Array, zeros: number): Encoding => {
  const sample = Math.min(bytes.length, 2000)
  let odd = 0
  for (let at = 1; at < sample; at += 2) if (bytes[at] === 0) odd++
  if (bytes.length % 2 === 0 && odd > sample * 0.3 && zeros > bytes.length * 0.3) return 'utf-16le'
  throw new Refused('binary')
}

const countBytes = (bytes: Uint8Array) => {
  const counted = { zeros: 0, letters: 0, broken: 0, control: 0, windows: 0, iso: 0, firstBroken: -1 }
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === 0) counted.zeros++
    if (byte < 0x80) continue
    const length = byte >= 0xf5 || byte < 0xc2 ? 0 : byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1
    if (length > 0 && follow(bytes, at, length)) {
      counted.letters++
      at += length
      continue
    }
    counted.broken++
    if (counted.firstBroken < 0) counted.firstBroken = at
    if (unusedInWindows.has(byte)) counted.control++
    else if (byte < 0xa0) counted.windows++
    else if (caronsOfIso.has(byte)) counted.iso++
  }
  return counted
}

const follow = (bytes: Uint8Array, at: number, length: number): boolean => {
  for (let next = 1; next <= length; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return false
  return true
}

const unusedInWindows = new Set([0x81, 0x83, 0x88, 0x90, 0x98])
// Š Ť Ž š ť ž of ISO 8859-2; Windows writes them below 0xa0
const caronsOfIso = new Set([0xa9, 0xab, 0xae, 0xb9, 0xbb, 0xbe])

const lineOf = (bytes: Uint8Array, at: number): number => {
  let line = 1
  for (let index = 0; index < at; index++) if (bytes[index] === 0x0a) line++
  return line
}
