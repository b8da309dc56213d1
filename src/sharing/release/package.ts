import { sign } from 'node:crypto'
import canonicalize from 'canonicalize'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import * as z from 'zod'
import {
  base,
  type Cell,
  type Codes,
  type Covers,
  type Manifest,
  type Margin,
  type Package,
  type Published,
  threshold,
  type World,
} from './format.ts'
import { sha256Hex } from './hashes.ts'
import type { ReleaseKeys } from './keys.ts'
import type { Plan } from './plan.ts'

export type Files = Map<string, Uint8Array>

/** RFC 8785 */
export const canonical = (value: unknown): Uint8Array => new TextEncoder().encode(canonicalize(value) ?? '')

/** What of a plan holds for the whole wave; its hash stands in every manifest. */
export const planBytes = ({ snapshot: _snapshot, week: _week, ...plan }: Plan): Uint8Array => canonical(plan)

export type Contents = { codes: Codes; margins: Margin[]; cells: Cell[] }

/** The files that carry numbers, without worlds. */
export const numberFiles = ({ codes, margins, cells }: Contents): Files =>
  new Map([
    ['codes.json', canonical(codes)],
    [
      'margins.csv',
      csv(
        ['kind', 'dimension', 'code', 'count'],
        margins.map(({ kind, dimension, code, count }) => [kind, dimension, code, count]),
      ),
    ],
    [
      'cells.csv',
      csv(
        ['item', 'item_code', 'frame', 'frame_code', 'count'],
        cells.map(({ item, item_code, frame, frame_code, count }) => [item, item_code, frame, frame_code, count ?? '']),
      ),
    ],
  ])

export const worldFiles = ({ frames, items }: Codes, worlds: readonly World[], covers: Covers): Files =>
  new Map([
    ...worlds.map(({ name, rows }): [string, Uint8Array] => [
      `worlds/${name}.csv`,
      csv(
        [...frames, ...items].map(({ id }) => id).concat('since', 'people'),
        rows.map(({ codes, since, people }) => [...codes, since, people]),
      ),
    ]),
    ['covers.json', canonical(covers)] as const,
  ])

type Sealing = { plan: Plan; previous: readonly string[]; keys: ReleaseKeys }

/** Adds the manifest, which names every file by its hash, and its signature. */
export const sealed = (files: Files, { plan, previous, keys }: Sealing): Files => {
  const manifest: Manifest = {
    format: 'krajan-release/1',
    centre: plan.centre,
    survey: plan.survey,
    wave: plan.wave,
    snapshot: plan.snapshot,
    base,
    threshold,
    plan_hash: sha256Hex(planBytes(plan)),
    previous: [...previous],
    files: Object.fromEntries([...files].map(([path, bytes]) => [path, sha256Hex(bytes)])),
    week: plan.week,
    key_id: keys.keyId,
  }
  const bytes = canonical(manifest)
  const signature = sign(null, bytes, keys.signing).toString('base64')
  const all = [
    ...files,
    ['manifest.json', bytes] as const,
    ['manifest.sig', new TextEncoder().encode(signature)] as const,
  ]
  return new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Reads what a package says; throws where it is none. Whether it is good, only the checker tells. */
export const readPackage = (files: Package): Published => ({
  manifest: manifestShape.parse(json(files, 'manifest.json')),
  ...readNumbers(files),
})

export const readNumbers = (files: Package): Contents => ({
  codes: codesShape.parse(json(files, 'codes.json')),
  margins: z.array(marginShape).parse(records(files, 'margins.csv')),
  cells: z.array(cellShape).parse(records(files, 'cells.csv')),
})

export const manifestHash = (files: Package): string => sha256Hex(bytesOf(files, 'manifest.json'))

const csv = (header: readonly string[], rows: readonly (readonly (string | number)[])[]): Uint8Array =>
  new TextEncoder().encode(stringify([[...header], ...rows.map((row) => [...row])]))

const bytesOf = (files: Package, path: string): Uint8Array => {
  const bytes = files.get(path)
  if (!bytes) throw new Error(`The package has no ${path}.`)
  return bytes
}

const text = (files: Package, path: string) => new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(files, path))
const json = (files: Package, path: string): unknown => JSON.parse(text(files, path))
const records = (files: Package, path: string): unknown => parse(text(files, path), { columns: true })

const labels = z.record(z.string(), z.string())
const code = z.object({ code: z.string(), labels, members: z.array(z.string()) })
const dimension = z.object({ id: z.string(), labels, codes: z.array(code) })
const codesShape = z.object({
  frames: z.array(dimension),
  items: z.array(dimension.extend({ kind: z.enum(['single', 'option', 'likert']), sensitive: z.boolean() })),
})
const count = z.coerce.number().int().min(0)
const marginShape = z.object({
  kind: z.enum(['total', 'frame', 'item']),
  dimension: z.string(),
  code: z.string(),
  count,
})
const cellShape = z
  .object({ item: z.string(), item_code: z.string(), frame: z.string(), frame_code: z.string(), count: z.string() })
  .transform((cell): Cell => ({ ...cell, count: cell.count === '' ? undefined : count.parse(cell.count) }))
const manifestShape = z.object({
  format: z.literal('krajan-release/1'),
  centre: z.string(),
  survey: z.string(),
  wave: z.string(),
  snapshot: z.number().int().min(1),
  base: z.number(),
  threshold: z.number(),
  plan_hash: z.string(),
  previous: z.array(z.string()),
  files: z.record(z.string(), z.string()),
  week: z.string(),
  key_id: z.string(),
})
