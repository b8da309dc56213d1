import type { Readable } from '../../../src/sharing/reading/readable.ts'
import type { Code, Codes, Published } from '../../../src/sharing/release/format.ts'

export const code = (name: string, members: string[] = [name]): Code => ({
  code: name,
  labels: { cs: `${name} česky`, en: `${name} in English` },
  members,
})

const named = (id: string) => ({ id, labels: { cs: `${id} česky`, en: `${id} in English` } })

type Table = {
  region?: string
  wave?: string
  survey?: string
  frame: Code[]
  item: Code[]
  /** counts by item code, then frame code; undefined is hidden */
  cells: (number | undefined)[][]
  frameMargins: number[]
  itemMargins: number[]
  total: number
}

/** A release of one table, as read back from its files. */
export const aRelease = ({
  region = 'Karlovarský kraj',
  wave = '1',
  survey = 'bariery',
  ...table
}: Table): Readable => {
  const codes: Codes = {
    frames: [{ ...named('age'), codes: table.frame }],
    items: [{ ...named('still'), codes: table.item, kind: 'single', sensitive: false }],
  }
  const manifest: Published['manifest'] = {
    format: 'krajan-release/1',
    centre: region,
    survey,
    wave,
    snapshot: 1,
    base: 5,
    threshold: 10,
    plan_hash: '0'.repeat(64),
    previous: [],
    files: {},
    week: '2026-W40',
    key_id: '0'.repeat(16),
  }
  const cells = table.item.flatMap((row, at) =>
    table.frame.map((column, index) => ({
      item: 'still',
      item_code: row.code,
      frame: 'age',
      frame_code: column.code,
      count: table.cells[at]?.[index],
    })),
  )
  const margins = [
    { kind: 'total' as const, dimension: '', code: '', count: table.total },
    ...table.frame.map(({ code }, at) => ({
      kind: 'frame' as const,
      dimension: 'age',
      code,
      count: table.frameMargins[at] ?? 0,
    })),
    ...table.item.map(({ code }, at) => ({
      kind: 'item' as const,
      dimension: 'still',
      code,
      count: table.itemMargins[at] ?? 0,
    })),
  ]
  return { manifest, codes, margins, cells, id: region, region, origin: 'offered' }
}

const answers = [code('yes'), code('no')]

/** Two regions whose ages are cut differently: the first has four groups, the second two. */
export const first = aRelease({
  region: 'Karlovarský kraj',
  frame: [code('18-24'), code('25-34'), code('35-44'), code('45+')],
  item: answers,
  cells: [
    [20, 70, undefined, 25],
    [30, 50, 35, 65],
  ],
  frameMargins: [50, 120, 40, 90],
  itemMargins: [120, 180],
  total: 300,
})

export const second = aRelease({
  region: 'Ústecký kraj',
  frame: [code('-34', ['18-24', '25-34']), code('35+', ['35-44', '45+'])],
  item: answers,
  cells: [
    [45, 20],
    [125, 60],
  ],
  frameMargins: [170, 80],
  itemMargins: [65, 185],
  total: 250,
})
