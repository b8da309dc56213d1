import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import canonicalize from 'canonicalize'
import { stringify } from 'csv-stringify/sync'

// Nothing here knows the code that builds releases: made-up people, counted, rounded and hidden the plain way.

export type DraftCode = { code: string; labels: Record<string, string>; members: string[] }
export type DraftDimension = { id: string; labels: Record<string, string>; codes: DraftCode[] }
export type DraftItem = DraftDimension & { kind: string; sensitive: boolean }
export type Draft = {
  manifest: Record<string, unknown> & { snapshot: number; previous: string[] }
  codes: { frames: DraftDimension[]; items: DraftItem[] }
  margins: string[][]
  cells: string[][]
  worlds: Record<string, string[][]>
  covers: Record<string, { zero: string; nine: string }>
  differences?: Record<string, Record<string, { low: string; high: string }>>
  others: Record<string, string | Uint8Array>
}

/** So many people, each by the place of a leaf code in every dimension, who came with a snapshot. */
export type Person = { leaves: string[]; since: number; people: number }

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
export const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString()

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The package of a draft, its hashes and signature made anew: what is wrong with it is only what the draft says. */
export const sealed = (draft: Draft, change: (manifest: Record<string, unknown>) => unknown = () => {}) => {
  const files = new Map<string, Uint8Array>()
  files.set('codes.json', bytes(JSON.stringify(draft.codes)))
  files.set('margins.csv', bytes(stringify(draft.margins)))
  files.set('cells.csv', bytes(stringify(draft.cells)))
  files.set('covers.json', bytes(JSON.stringify(draft.covers)))
  if (draft.differences) files.set('differences.json', bytes(JSON.stringify(draft.differences)))
  for (const [name, rows] of Object.entries(draft.worlds)) files.set(`worlds/${name}.csv`, bytes(stringify(rows)))
  for (const [path, text] of Object.entries(draft.others))
    files.set(path, typeof text === 'string' ? bytes(text) : text)
  const hashes = Object.fromEntries([...files].map(([path, content]) => [path, sha256(content)]))
  const manifest: Record<string, unknown> = { ...draft.manifest, files: hashes }
  change(manifest)
  return signed(files, canonicalize(manifest) ?? '')
}

/** These files under this text as manifest.json, signed. */
export const signed = (files: Map<string, Uint8Array>, manifest: string) =>
  new Map(files)
    .set('manifest.json', bytes(manifest))
    .set('manifest.sig', bytes(sign(null, bytes(manifest), privateKey).toString('base64')))

/** The hash by which later releases name a package. */
export const hashOf = (files: ReadonlyMap<string, Uint8Array>) => sha256(files.get('manifest.json') ?? bytes(''))

const labelled = (code: string, members = [code]): DraftCode => ({ code, labels: { cs: code, en: code }, members })
const labels = { cs: 'Otázka', en: 'Question' }

const age = { id: 'age', labels, codes: [labelled('young'), labelled('old')] }
const work = { id: 'work', labels, kind: 'single', sensitive: false }
const items = [
  { ...work, codes: [labelled('jobs, pay', ['jobs', 'pay']), labelled('housing'), labelled('other "x"')] },
  { ...work, id: 'wish', kind: 'option', codes: [labelled('yes'), labelled('no')] },
]
const europe = labelled('europe', ['cz', 'de'])
const far = labelled('far')
/** In the first snapshot Europe is one group; in the second it is two. */
const merged = { frames: [age, { id: 'home', labels, codes: [europe, far] }], items }
const split = { frames: [age, { id: 'home', labels, codes: [labelled('cz'), labelled('de'), far] }], items }

const leaves = [
  ['young', 'old'],
  ['cz', 'de', 'far'],
  ['jobs', 'pay', 'housing', 'other "x"'],
  ['yes', 'no'],
]
const combinations = leaves.reduce<string[][]>(
  (all, own) => all.flatMap((some) => own.map((one) => [...some, one])),
  [[]],
)

const shares: Record<string, number> = { ...{ young: 6, old: 4, cz: 5, de: 3, far: 2, jobs: 4, pay: 2 } }
const share = (leaf: string) => shares[leaf] ?? { housing: 3, 'other "x"': 1, yes: 7, no: 3 }[leaf] ?? 0

/** People by their shares, rounded, a different rest in every group. */
const crowd = (many: number, since: number): Person[] =>
  combinations
    .map((own, index) => {
      const product = own.reduce((all, leaf) => (all * share(leaf)) / 10, many)
      return { leaves: own, since, people: Math.floor(product + ((index * 7) % 10) / 10) }
    })
    .filter(({ people }) => people > 0)

export const firstPeople = crowd(188, 1)
export const secondPeople = [...firstPeople, ...crowd(130, 2)]

const dimensionsOf = ({ frames, items: asked }: Draft['codes']): DraftDimension[] => [...frames, ...asked]

/** How many of these people have these codes of these dimensions. */
export const count = (people: Person[], parts: { column: number; code: DraftCode | undefined }[]) =>
  people
    .filter((person) => parts.every(({ column, code }) => code?.members.includes(person.leaves[column] ?? '')))
    .reduce((all, person) => all + person.people, 0)

export type Statement = { parts: { column: number; code: DraftCode | undefined }[]; low: number; high: number }

/** What a release says of its people, as ranges: cells first, by their row. */
export const statements = (draft: Pick<Draft, 'codes' | 'margins' | 'cells'>): Statement[] => {
  const all = dimensionsOf(draft.codes)
  const part = (id: string | undefined, code: string | undefined) => {
    const column = all.findIndex((dimension) => dimension.id === id)
    return { column, code: all[column]?.codes.find((own) => own.code === code) }
  }
  const cells = draft.cells.slice(1).map(([item, itemCode, frame, frameCode, text]) => {
    const parts = [part(item, itemCode), part(frame, frameCode)]
    return text === ''
      ? { parts, low: 0, high: 9 }
      : { parts, low: Math.max(Number(text) - 4, 10), high: Number(text) + 4 }
  })
  const margins = draft.margins.slice(1).map(([kind, id, code, text]) => {
    const least = kind === 'frame' ? 20 : 10
    const parts = kind === 'total' ? [] : [part(id, code)]
    return { parts, low: Math.max(Number(text) - 4, least), high: Number(text) + 4 }
  })
  return [...cells, ...margins]
}

const candidates = (exact: number) => [...new Set([Math.floor(exact / 5) * 5, Math.ceil(exact / 5) * 5])]
const product = (lists: number[][]): number[][] =>
  lists.reduce<number[][]>((all, list) => all.flatMap((some) => list.map((one) => [...some, one])), [[]])
const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0)
const away = (numbers: number[], exact: number[]) => sum(numbers.map((one, at) => Math.abs(one - (exact[at] ?? 0))))

/** The nearest roundings that hold. */
const nearest = (exact: number[], holds: (rounded: number[]) => boolean): number[] => {
  const fitting = product(exact.map(candidates)).filter(holds)
  const [best] = fitting.sort((one, other) => away(one, exact) - away(other, exact))
  if (!best) throw new Error('no rounding holds')
  return best
}

/** Cells under 10 are hidden, lines without them add up, lines with them leave a remainder that tells nothing. */
const table = (exact: number[][], rows: number[], columns: number[]): string[][] => {
  const wide = columns.length
  const flat = exact.flat()
  const shown = flat.map((one) => one >= 10)
  const lineHolds = (rounded: number[], places: number[], margin: number) => {
    const seen = places.filter((place) => shown[place])
    const [m, h] = [seen.length, places.length - seen.length]
    const rest = margin - sum(seen.map((place) => rounded[place] ?? 0))
    if (h === 0) return rest === 0
    return rest >= Math.max(0, 9 - 4 * (m + 1)) && rest <= Math.min(10 * h, 9 * (h - 1) + 4 * (m + 1))
  }
  const across = rows.map((_, row) => columns.map((_unused, column) => row * wide + column))
  const down = columns.map((_, column) => rows.map((_unused, row) => row * wide + column))
  const rounded = nearest(
    flat.map((one, place) => (shown[place] ? one : 0)),
    (some) =>
      across.every((places, row) => lineHolds(some, places, rows[row] ?? 0)) &&
      down.every((places, column) => lineHolds(some, places, columns[column] ?? 0)),
  )
  return across.map((places) => places.map((place) => (shown[place] ? String(rounded[place]) : '')))
}

/** What is published of these people. */
export const published = (codes: Draft['codes'], people: Person[]): Pick<Draft, 'codes' | 'margins' | 'cells'> => {
  const all = dimensionsOf(codes)
  const total = Math.round(count(people, []) / 5) * 5
  const margins = all.map(({ codes: own }, column) => {
    const exact = own.map((code) => count(people, [{ column, code }]))
    return nearest(exact, (rounded) => sum(rounded) === total)
  })
  const cells = codes.items.flatMap((item, i) =>
    codes.frames.flatMap((frame, f) => {
      const row = i + codes.frames.length
      const exact = item.codes.map((own) =>
        frame.codes.map((code) =>
          count(people, [
            { column: row, code: own },
            { column: f, code },
          ]),
        ),
      )
      const shown = table(exact, margins[row] ?? [], margins[f] ?? [])
      return item.codes.flatMap((own, at) =>
        frame.codes.map((code, place) => [item.id, own.code, frame.id, code.code, shown[at]?.[place] ?? '']),
      )
    }),
  )
  const kinds = all.map((_, column) => (column < codes.frames.length ? 'frame' : 'item'))
  return {
    codes,
    margins: [
      ['kind', 'dimension', 'code', 'count'],
      ['total', '', '', String(total)],
      ...all.flatMap(({ id, codes: own }, column) =>
        own.map((code, place) => [kinds[column] ?? '', id, code.code, String(margins[column]?.[place])]),
      ),
    ],
    cells: [['item', 'item_code', 'frame', 'frame_code', 'count'], ...cells],
  }
}

export const firstCodes: Draft['codes'] = merged
export const secondCodes: Draft['codes'] = split
