import { beforeAll, describe, expect, test } from 'vitest'
import { checkPackage } from '../../../src/sharing/checker/check.mjs'
import { countAnswers } from '../../../src/sharing/release/answers.ts'
import type { Codes, Package } from '../../../src/sharing/release/format.ts'
import { sha256Hex } from '../../../src/sharing/release/hashes.ts'
import { canonical, type Files, readPackage, sealed } from '../../../src/sharing/release/package.ts'
import { strayContents } from '../../../src/sharing/stray.ts'
import { csvOf } from '../../support/answers.ts'
import { findLeaks } from '../../support/attacker/findings.ts'
import { keys, madeRelease, madeSnapshots, type Release } from './built.ts'

type Draft = { cells: string[][]; margins: string[][]; codes: Codes; files: Map<string, string> }
type Leak = (draft: Draft, truth: ReturnType<typeof truthOf>) => unknown

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const rows = (csv: string) =>
  csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
const csv = (table: string[][]) => `${table.map((row) => row.join(',')).join('\n')}\n`

let release: Release
let later: Release
let earlier: Release

beforeAll(async () => {
  release = await madeRelease({ people: 400, evenness: 3, frames: [4, 3], items: [4, 3], seed: 11 })
  const snapshots = await madeSnapshots({ people: 0, evenness: 5, frames: [3, 3], items: [3, 3], seed: 3 }, [300, 345])
  ;[earlier = release, later = release] = snapshots
}, 60_000)

const draftOf = ({ files }: Release): Draft => {
  const others = [...files].filter(([path]) => !/^(?:manifest\..+|cells\.csv|margins\.csv|codes\.json)$/.test(path))
  return {
    cells: rows(text(files.get('cells.csv'))),
    margins: rows(text(files.get('margins.csv'))),
    codes: JSON.parse(text(files.get('codes.json'))),
    files: new Map(others.map(([path, bytes]) => [path, text(bytes)])),
  }
}

/** Hashed and signed anew, as somebody with the key of the centre would. */
const again = ({ plan }: Release, draft: Draft, previous: readonly string[]): Package => {
  const own: [string, string][] = [...draft.files, ['cells.csv', csv(draft.cells)], ['margins.csv', csv(draft.margins)]]
  const files: Files = new Map(own.map(([path, content]) => [path, new TextEncoder().encode(content)]))
  files.set('codes.json', canonical(draft.codes))
  return sealed(files, { plan, previous, keys })
}

/** Who notices: the checker, the words of the package, or the attack on its numbers. */
const noticed = async (files: Package, previous: readonly Package[] = []): Promise<string[]> => {
  const verdict = checkPackage(files, { publicKeyPem: keys.publicKeyPem, previous })
  if (!verdict.good) return [`checker: ${verdict.reason}`]
  const stray = strayContents(files)
  if (stray.length > 0) return stray.map((what) => `contents: ${what}`)
  const leaks = await findLeaks([...previous, files].map(readPackage), { joint: true })
  return leaks.map(({ what, row }) => `numbers: ${what} ${row}`)
}

const truthOf = ({ plan, answers, published }: Release) => {
  const counts = countAnswers(plan, answers)
  const at = published.cells.map(({ item, item_code, frame, frame_code }) => {
    const within = (of: 'items' | 'frames', id: string, code: string) =>
      published.codes[of].find((one) => one.id === id)?.codes.find((one) => one.code === code)?.members ?? []
    const [own, group] = [within('items', item, item_code), within('frames', frame, frame_code)]
    return answers.filter((answer) => own.includes(answer[item] ?? '') && group.includes(answer[frame] ?? '')).length
  })
  return { counts, cells: at, answers }
}

/** The first row of cells.csv that is hidden, or shown and not exact, and its true count. */
const hiddenRow = ({ cells }: Draft, least = 0, truth: number[] = []) =>
  cells.findIndex((row, at) => at > 0 && row[4] === '' && (truth[at - 1] ?? 0) >= least)
const inexactRow = ({ cells }: Draft, truth: number[]) =>
  cells.findIndex((row, at) => at > 0 && row[4] !== '' && Number(row[4]) !== truth[at - 1])
const put = (table: string[][], row: number, column: number, value: number | string) =>
  table[row]?.splice(column, 1, String(value))
const add = (table: string[][], row: number, column: number, by: number) =>
  put(table, row, column, Number(table[row]?.[column]) + by)
const edit = (draft: Draft, path: string, change: (content: string) => string) =>
  draft.files.set(path, change(draft.files.get(path) ?? ''))
const world = ({ files }: Draft) => [...files.keys()].find((path) => path.startsWith('worlds/')) ?? ''
const json = (draft: Draft, path: string, change: (value: Record<string, never>) => unknown) =>
  edit(draft, path, (content) => {
    const value = JSON.parse(content)
    change(value)
    return text(canonical(value))
  })

const leaks: Record<string, Leak> = {
  'an exact cell': (draft, { cells }) => {
    const row = inexactRow(draft, cells)
    put(draft.cells, row, 4, cells[row - 1] ?? 0)
  },
  'an exact total': (draft, { counts }) => put(draft.margins, 1, 3, counts.total + (counts.total % 5 === 0 ? 1 : 0)),
  'an exact group': (draft) => add(draft.margins, 2, 3, 1),
  'an exact answer': (draft) => add(draft.margins, draft.margins.length - 1, 3, -2),
  'a small cell as it is': (draft, { cells }) => {
    const row = hiddenRow(draft, 1, cells)
    put(draft.cells, row, 4, cells[row - 1] ?? 0)
  },
  'a small cell rounded': (draft) => put(draft.cells, hiddenRow(draft), 4, 5),
  'a small cell as a ten': (draft) => put(draft.cells, hiddenRow(draft), 4, 10),
  'a nought for a small cell': (draft) => put(draft.cells, hiddenRow(draft), 4, 0),
  'a dash for a certain nought': (draft) => put(draft.cells, hiddenRow(draft), 4, '–'),
  'two shown cells moved, so that a remainder tells': (draft) => {
    const line = draft.cells[hiddenRow(draft)] ?? []
    const row = draft.cells.findIndex(
      (cell, at) => at > 0 && cell[4] !== '' && cell[0] === line[0] && cell[1] === line[1],
    )
    add(draft.cells, row, 4, 15)
  },
  'a decimal': (draft) => put(draft.cells, inexactRow(draft, []), 4, '25.4'),
  'a share in the label of an answer': ({ codes }) =>
    Object.assign(codes.items[0]?.codes[0]?.labels ?? {}, { cs: 'práce (37,4 %)' }),
  'a count in the label of a group': ({ codes }) =>
    Object.assign(codes.frames[0]?.codes[0]?.labels ?? {}, { en: 'under 25 (n = 37)' }),
  'a mean in the label of a question': ({ codes }) => Object.assign(codes.items[0]?.labels ?? {}, { en: 'mean 2.41' }),
  'a count in the name of a code': (draft) => {
    const [code] = draft.codes.items[0]?.codes ?? []
    const [id, old, name] = [draft.codes.items[0]?.id, code?.code, `${code?.code} n37`]
    Object.assign(code ?? {}, { code: name })
    for (const row of draft.cells) if (row[0] === id && row[1] === old) row[1] = name
    for (const row of draft.margins) if (row[1] === id && row[2] === old) row[2] = name
    const column = draft.codes.frames.length
    for (const path of draft.files.keys())
      if (path.startsWith('worlds/'))
        edit(draft, path, (content) =>
          csv(rows(content).map((row, at) => (at > 0 && row[column] === old ? row.with(column, name) : row))),
        )
  },
  'an age band that ends one year later': (draft) => {
    const [frame] = draft.codes.frames
    if (frame) draft.codes.frames.push({ ...frame, id: 'frame9' })
    for (const row of draft.margins.filter(([, id]) => id === frame?.id)) draft.margins.push(row.with(1, 'frame9'))
    for (const row of draft.cells.filter((cell) => cell[2] === frame?.id && cell[0] === 'q1'))
      draft.cells.push(row.with(2, 'frame9'))
    const at = draft.codes.frames.length - 1
    for (const path of draft.files.keys())
      if (path.startsWith('worlds/'))
        edit(draft, path, (content) =>
          csv(rows(content).map((row, line) => row.toSpliced(at, 0, line === 0 ? 'frame9' : (row[0] ?? '')))),
        )
    json(draft, 'covers.json', (covers) => {
      for (const [row, cell] of draft.cells.slice(1).entries())
        if (cell[4] === '' && !(row in covers)) {
          const same = draft.cells.slice(1).findIndex((one) => one.with(2, 'frame9').join() === cell.join())
          Object.assign(covers, { [row]: covers[same] })
        }
    })
  },
  'a table nobody planned': (draft) => {
    const plan = JSON.parse(draft.files.get('plan.json') ?? '')
    plan.tables.pop()
    draft.files.set('plan.json', text(canonical(plan)))
  },
  'two answers merged in one table only': (draft) => {
    const at = draft.cells.findIndex(([item, , frame], row) => row > 0 && item === 'q1' && frame === 'frame2')
    draft.cells.splice(at, 3)
  },
  'a finer leaf than was counted': ({ codes }) => codes.frames[0]?.codes[0]?.members.push('0a'),
  'a leaf that nobody chose left out': ({ codes }) => {
    const merged = [...codes.frames, ...codes.items]
      .flatMap((one) => one.codes)
      .find(({ members }) => members.length > 1)
    const [first] = codes.frames[0]?.codes ?? []
    merged ? merged.members.pop() : first?.members.splice(0, 1, 'z')
  },
  'a world one person larger': (draft) =>
    edit(draft, world(draft), (content) => {
      const table = rows(content)
      add(table, 1, (table[0]?.length ?? 0) - 1, 9)
      return csv(table)
    }),
  'a world in which one person answered otherwise': (draft) => {
    const [one] = Object.values<{ zero: string }>(JSON.parse(draft.files.get('covers.json') ?? '{}'))
    const [key] = Object.keys(JSON.parse(draft.files.get('covers.json') ?? '{}'))
    const cell = draft.cells[Number(key) + 1] ?? []
    edit(draft, `worlds/${one?.zero}.csv`, (content) => {
      const table = rows(content)
      const [item, frame] = [table[0]?.indexOf(cell[0] ?? '') ?? 0, table[0]?.indexOf(cell[2] ?? '') ?? 0]
      const from = table.findIndex((row, at) => at > 0 && row[frame] === cell[3])
      const row = table[from] ?? []
      add(table, from, row.length - 1, -1)
      table.push([...row.with(item, cell[1] ?? '').slice(0, -1), '1'])
      return csv(table.filter((line) => line.at(-1) !== '0'))
    })
  },
  'the real answers as a world that proves nothing': (draft, { answers }) => {
    const [header = [], ...people] = rows(csvOf(answers))
    const at = new Map([...draft.codes.frames, ...draft.codes.items].map(({ id, codes }) => [id, codes]))
    const merged = people.map((row) =>
      row.map(
        (leaf, column) => at.get(header[column] ?? '')?.find(({ members }) => members.includes(leaf))?.code ?? leaf,
      ),
    )
    draft.files.set('worlds/99.csv', csv([[...header, 'since', 'people'], ...merged.map((row) => [...row, '1', '1'])]))
  },
  'a proof that points to another world': (draft) =>
    json(draft, 'covers.json', (covers) => {
      const [first] = Object.values<{ zero: string; nine: string }>(covers)
      if (first) first.nine = first.zero
    }),
  'a hidden cell without proof': (draft) =>
    json(draft, 'covers.json', (covers) => {
      delete covers[Object.keys(covers)[0] ?? '']
    }),
  'a column of exact counts': (draft, { cells }) =>
    draft.cells.forEach((row, at) => {
      row.push(at === 0 ? 'exact' : String(cells[at - 1]))
    }),
  'a comment in a table': (draft) => draft.margins.push(['# n = 403']),
  'a margin twice, the second time exact': (draft) => draft.margins.push((draft.margins[2] ?? []).with(3, '37')),
  'rows in the order of true counts': (draft, { cells }) => {
    const [header = [], ...others] = draft.cells
    const order = others.map((row, at) => ({ row, people: cells[at] ?? 0 })).sort((a, b) => b.people - a.people)
    draft.cells = [header, ...order.map(({ row }) => row)]
  },
  'another file with the answers': (draft, { answers }) => draft.files.set('responses.csv', csvOf(answers)),
  'a note for the curious': (draft) => draft.files.set('notes.txt', 'q1 = 0 in group 2: 4 people'),
  'a sensitive question that is none any more': ({ codes }) => Object.assign(codes.items[0] ?? {}, { kind: 'likert' }),
  'a code that somebody made up later': ({ codes }) =>
    codes.items[0]?.codes.push({ code: '9', labels: {}, members: ['9'] }),
  'a plan with a count in it': (draft) =>
    edit(draft, 'plan.json', (content) => content.replace('"groups":[]', '"groups":[{"code":"n37","labels":{}}]')),
}

test('what was built is good, adds up and tells nothing', async () => {
  expect(await noticed(again(release, draftOf(release), []))).toEqual([])
  expect(await noticed(release.files)).toEqual([])
  expect(hiddenRow(draftOf(release), 1, truthOf(release).cells)).toBeGreaterThan(0)
})

describe('of planted leaks none passes:', () => {
  test('there are thirty kinds at least', () => expect(Object.keys(leaks).length).toBeGreaterThanOrEqual(30))
  test.each(Object.entries(leaks))('%s', async (_, leak) => {
    const draft = draftOf(release)
    leak(draft, truthOf(release))
    expect(draft).not.toEqual(draftOf(release))
    expect(await noticed(again(release, draft, []))).not.toEqual([])
  })
})

const chain = () => [sha256Hex(text(earlier.files.get('manifest.json')))]

const laterLeaks: Record<string, Leak> = {
  'an earlier number that people of the later release cannot have': (draft) => {
    edit(draft, world(draft), (content) => csv(rows(content).map((row, at) => (at > 0 ? row.with(-2, '2') : row))))
  },
  'growth without proof': (draft) =>
    json(draft, 'differences.json', (differences) => {
      const [proofs] = Object.values<Record<string, unknown>>(differences)
      for (const row of Object.keys(proofs ?? {}).slice(0, 1)) delete proofs?.[row]
    }),
  'a cell below what was published before': (draft) => {
    const row = draft.cells.findIndex((cell, at) => at > 0 && Number(cell[4]) >= 30)
    add(draft.cells, row, 4, -15)
  },
}

describe('in a second release none passes either:', () => {
  test(
    'and the second release itself is good',
    async () => expect(await noticed(later.files, [earlier.files])).toEqual([]),
    30_000,
  )
  test.each(Object.entries(laterLeaks))(
    '%s',
    async (_, leak) => {
      const draft = draftOf(later)
      leak(draft, truthOf(later))
      expect(draft).not.toEqual(draftOf(later))
      expect(await noticed(again(later, draft, chain()), [earlier.files])).not.toEqual([])
    },
    30_000,
  )
  test('a first release forgotten', async () => {
    expect(await noticed(again(later, draftOf(later), []), [earlier.files])).not.toEqual([])
  })
})

test('another key, a byte more and a byte changed are noticed', async () => {
  const { files } = release
  const manifest = new Map(files).set('manifest.sig', new TextEncoder().encode('A'.repeat(86).concat('==')))
  expect(await noticed(manifest)).not.toEqual([])
  for (const [path, bytes] of files) {
    const changed = Uint8Array.from(bytes)
    const at = Math.floor(changed.length / 2)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(checkPackage(new Map(files).set(path, changed), { publicKeyPem: keys.publicKeyPem }).good).toBe(false)
  }
})
