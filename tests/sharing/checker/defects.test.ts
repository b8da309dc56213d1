import { describe, expect, test } from 'vitest'
import { checkPackage } from '../../../src/sharing/checker/check.mjs'
import { first, firstFiles, second, secondWithDifferences, worldOf } from './drafts.ts'
import { type Draft, firstPeople, publicKeyPem, sealed, secondPeople } from './hand-made.ts'
import { peopleWho, type Rule, rulesOf } from './made-up-worlds.ts'

type Defect = [what: string, change: (draft: Draft) => unknown, reason: string | RegExp]

/** Everything is hashed and signed after the change: only what was planted can be the reason. */
const caught = (draft: Draft, change: (draft: Draft) => unknown, previous: ReadonlyMap<string, Uint8Array>[] = []) => {
  const changed = structuredClone(draft)
  change(changed)
  const verdict = checkPackage(sealed(changed), { publicKeyPem, previous })
  return verdict.good ? 'good' : verdict.reason
}
const expectReason = (told: string, reason: string | RegExp) =>
  typeof reason === 'string' ? expect(told).toBe(reason) : expect(told).toMatch(reason)

const cell = (row: number, count: string) => (draft: Draft) => draft.cells[row + 1]?.splice(4, 1, count)
const margin = (row: number, count: string) => (draft: Draft) => draft.margins[row + 1]?.splice(3, 1, count)
const both =
  (...changes: ((draft: Draft) => unknown)[]) =>
  (draft: Draft) =>
    changes.map((change) => change(draft))

const numbers: Defect[] = [
  ['an exact count', cell(0, '67'), 'cells.csv row 0: 67 is not a multiple of 5'],
  ['an exact margin', margin(5, '112'), 'margins.csv row 5: 112 is not a multiple of 5'],
  ['a shown five', cell(19, '5'), 'cells.csv row 19: 5 is under 10'],
  ['a shown zero', cell(11, '0'), 'cells.csv row 11: 0 is under 10'],
  ['a group under twenty', margin(4, '15'), 'margins.csv row 4: 15 is under 20'],
  ['an answer under ten', margin(7, '5'), 'margins.csv row 7: 5 is under 10'],
  ['a leading zero', cell(0, '065'), 'cells.csv row 0: "065" is no whole number'],
  ['a sign', cell(0, '+65'), 'cells.csv row 0: "+65" is no whole number'],
  ['a negative count', cell(0, '-65'), 'cells.csv row 0: "-65" is no whole number'],
  ['a decimal point', cell(0, '65.0'), 'cells.csv row 0: "65.0" is no whole number'],
  ['a space', cell(0, ' 65'), 'cells.csv row 0: " 65" is no whole number'],
  ['an exponent', cell(0, '1e2'), 'cells.csv row 0: "1e2" is no whole number'],
  ['NaN', margin(0, 'NaN'), 'margins.csv row 0: "NaN" is no whole number'],
  ['a hidden margin', margin(5, ''), 'margins.csv row 5: "" is no whole number'],
  ['a huge count', cell(0, '9'.repeat(400)), /^cells\.csv row 0: "9{59} is no whole number$/],
  ['"<10" for a hidden cell', cell(11, '<10'), 'cells.csv row 11: "<10" is no whole number'],
]

const sums: Defect[] = [
  [
    'an answer’s cells',
    cell(0, '70'),
    /^cells.csv work by age line jobs, pay: the counts add up to 115, the margin is 110$/,
  ],
  [
    'a group’s cells without any hidden',
    both(cell(12, '80'), cell(13, '50')),
    /wish by age line young: the counts add up to 115/,
  ],
  ['the groups of a frame', margin(1, '115'), 'margins.csv frame age: the counts add up to 190, the margin is 185'],
  ['the answers of an item', margin(8, '135'), 'margins.csv item wish: the counts add up to 190, the margin is 185'],
  ['the total', margin(0, '190'), 'margins.csv frame age: the counts add up to 185, the margin is 190'],
  ['a remainder that shows somebody', cell(4, '20'), /line other "x": the remainder 0 is not within 1 and 8$/],
  ['a remainder that shows it is not zero', cell(4, '10'), /line other "x": the remainder 10 is not within 1 and 8$/],
]

const rows: Defect[] = [
  [
    'two rows changed about',
    (draft) => draft.cells.splice(1, 2, ...draft.cells.slice(1, 3).toReversed()),
    /^cells.csv row 0 is out of order: next come work jobs, pay and age young$/,
  ],
  [
    'frame codes before item codes',
    (draft) => draft.cells.splice(2, 2, ...draft.cells.slice(2, 4).toReversed()),
    /^cells.csv row 1 is out of order/,
  ],
  [
    'a row of cells twice',
    (draft) => draft.cells.splice(2, 0, draft.cells[1] ?? []),
    /^cells.csv row 1 is out of order/,
  ],
  [
    'the last row of cells twice',
    (draft) => draft.cells.push(draft.cells.at(-1) ?? []),
    'cells.csv row 20 is one too many in its table',
  ],
  ['a table without its last row', (draft) => draft.cells.pop(), 'cells.csv lacks cells of wish home'],
  ['a table without a row', (draft) => draft.cells.splice(4, 1), /^cells.csv row 3 is out of order/],
  ['an unknown frame', (draft) => draft.cells[1]?.splice(2, 1, 'sex'), 'cells.csv row 0 has no frame sex'],
  ['a frame for an item', (draft) => draft.cells[1]?.splice(0, 1, 'age'), 'cells.csv row 0 has no item age'],
  ['a row too short', (draft) => draft.margins[3]?.pop(), 'margins.csv row 2 has 3 fields, not 4'],
  [
    'a margin twice',
    (draft) => draft.margins.push(draft.margins[2] ?? []),
    /^margins.csv row 10 counts something twice/,
  ],
  ['a margin missing', (draft) => draft.margins.splice(2, 1), 'margins.csv does not count ["frame","age","young"]'],
  ['a total missing', (draft) => draft.margins.splice(1, 1), 'margins.csv does not count ["total","",""]'],
  [
    'an unknown margin',
    (draft) => draft.margins[2]?.splice(2, 1, 'middle'),
    /^margins.csv row 1 counts something .* unknown/,
  ],
  ['a column more', (draft) => draft.margins.map((row) => row.push('1')), /^margins.csv does not have the columns/],
  ['a column named twice', (draft) => draft.margins[0]?.splice(1, 1, 'kind'), /^margins.csv does not have the columns/],
]

const manifest =
  (field: string, value: unknown) =>
  (draft: Draft): unknown =>
    Object.assign(draft.manifest, { [field]: value })

const described: Defect[] = [
  ['base 10', manifest('base', 10), 'manifest.json base is not 5'],
  ['threshold 5', manifest('threshold', 5), 'manifest.json threshold is not 10'],
  ['another format', manifest('format', 'krajan-release/2'), /no manifest of format krajan-release\/1$/],
  ['snapshot 0', manifest('snapshot', 0), 'manifest.json snapshot is not a snapshot from 1'],
  ['a snapshot out of all measure', manifest('snapshot', 1e9), 'manifest.json snapshot is not a snapshot from 1'],
  ['snapshot 1.5', manifest('snapshot', 1.5), 'manifest.json snapshot is not a snapshot from 1'],
  ['a day for a week', manifest('week', '2026-10-05'), 'manifest.json week is not an ISO week'],
  ['no centre', manifest('centre', ''), 'manifest.json centre is not a text'],
  ['an unknown field', manifest('people', 187), 'manifest.json has the unknown field people'],
  ['no plan', manifest('plan_hash', undefined), 'manifest.json plan_hash is not a SHA-256 in hex'],
  ['no hash of an earlier release', manifest('previous', ['x']), 'manifest.json previous 0 is not a SHA-256 in hex'],
  [
    'an unknown field of a code',
    (draft) => Object.assign(draft.codes.items[0]?.codes[0] ?? {}, { people: 67 }),
    'codes.json items 0 codes 0 has the unknown field people',
  ],
  [
    'an unknown kind',
    (draft) => Object.assign(draft.codes.items[0] ?? {}, { kind: 'text' }),
    'codes.json items 0 kind is not single or option or likert',
  ],
  [
    'an item not marked',
    (draft) => Object.assign(draft.codes.items[0] ?? {}, { sensitive: 'no' }),
    'codes.json items 0 sensitive is not true or false',
  ],
  [
    'a member in two codes',
    (draft) => draft.codes.frames[1]?.codes[1]?.members.push('cz'),
    'codes.json frame home has a member twice',
  ],
  [
    'a code twice',
    (draft) => draft.codes.frames[0]?.codes.push({ code: 'young', labels: {}, members: ['other'] }),
    'codes.json frame age has a code twice',
  ],
  [
    'an id twice',
    (draft) => Object.assign(draft.codes.items[0] ?? {}, { id: 'age' }),
    'codes.json has an id twice, or the id since or people',
  ],
  [
    'an item called people',
    (draft) => Object.assign(draft.codes.items[0] ?? {}, { id: 'people' }),
    'codes.json has an id twice, or the id since or people',
  ],
]

describe('the checker catches, in a release made anew around it,', () => {
  test('nothing where nothing was changed', () => expect(caught(first, () => {})).toBe('good'))
  test.each(numbers)('%s', (_, change, reason) => expectReason(caught(first, change), reason))
  test.each(sums)('a line that does not hold: %s', (_, change, reason) => expectReason(caught(first, change), reason))
  test.each(rows)('%s', (_, change, reason) => expectReason(caught(first, change), reason))
  test.each(described)('%s', (_, change, reason) => expectReason(caught(first, change), reason))
})

const exactly = (rules: Rule[], at: number, value: number) =>
  rules.map((rule, index) => (index === at ? { ...rule, low: value, high: value } : rule))

/** One more world, in which one published number is missed and everything else holds. */
const strayWorld = (at: number, value: number) => (draft: Draft) => {
  draft.worlds['90'] = worldOf(draft.codes, peopleWho(exactly(rulesOf(first), at, value), firstPeople, at + 1))
}
const [row, cells] = [(at: number) => `worlds/90.csv at snapshot 1: cells.csv row ${at}`, 20]
const line = (at: number) => `worlds/90.csv at snapshot 1: margins.csv row ${at}`

const worlds: Defect[] = [
  ['a shown cell five too many', strayWorld(0, 70), `${row(0)} counts 70, not 61 to 69`],
  ['a shown cell five too few', strayWorld(0, 60), `${row(0)} counts 60, not 61 to 69`],
  ['a shown ten that is nine', strayWorld(19, 9), `${row(19)} counts 9, not 10 to 14`],
  ['a hidden cell of ten', strayWorld(11, 10), `${row(11)} counts 10, not 0 to 9`],
  ['a group five too many', strayWorld(cells + 4, 40), `${line(4)} counts 40, not 31 to 39`],
  ['an answer five too many', strayWorld(cells + 5, 115), `${line(5)} counts 115, not 106 to 114`],
  ['the total five too few', strayWorld(cells, 180), `${line(0)} counts 180, not 181 to 189`],
]

const inWorld = (name: string, at: number, column: number, value: string) => (draft: Draft) =>
  draft.worlds[name]?.[at + 1]?.splice(column, 1, value)

const worldFiles: Defect[] = [
  [
    'people who come after the snapshot',
    inWorld('01', 0, 4, '2'),
    'worlds/01.csv row 0: since 2 is no snapshot up to 1',
  ],
  ['people who came before the first', inWorld('01', 0, 4, '0'), 'worlds/01.csv row 0: since 0 is no snapshot up to 1'],
  ['nobody', inWorld('01', 2, 5, '0'), 'worlds/01.csv row 2 has no people'],
  ['half a person', inWorld('01', 2, 5, '0.5'), 'worlds/01.csv row 2: "0.5" is no whole number'],
  ['an unknown code', inWorld('01', 2, 0, 'middle'), 'worlds/01.csv row 2 has an unknown code of age'],
  [
    'no column for an item',
    (draft) => draft.worlds['01']?.map((own) => own.splice(3, 1)),
    /^worlds\/01.csv does not have the columns/,
  ],
  [
    'a name that is no number',
    (draft) => Object.assign(draft.worlds, { truth: draft.worlds['01'] }),
    'worlds/truth.csv is not named like a world',
  ],
]

const covers: Defect[] = [
  [
    'a hidden cell without',
    (draft) => delete draft.covers['11'],
    'covers.json does not cover the hidden cells.csv row 11',
  ],
  [
    'a shown cell with',
    (draft) => Object.assign(draft.covers, { 0: draft.covers['11'] }),
    'covers.json covers 0 which is no hidden row of cells.csv',
  ],
  [
    'a world that is missing',
    (draft) => Object.assign(draft.covers['11'] ?? {}, { nine: '77' }),
    'covers.json 11 names no world for nine',
  ],
  [
    'only one of two',
    (draft) => Object.assign(draft.covers, { 11: { zero: '03' } }),
    'covers.json 11 nine is not a text',
  ],
  [
    'one for zero',
    both(strayWorld(11, 1), (draft) => Object.assign(draft.covers['11'] ?? {}, { zero: '90' })),
    'covers.json 11: the cell is 1 in the world for zero',
  ],
  [
    'eight for nine',
    both(strayWorld(11, 8), (draft) => Object.assign(draft.covers['11'] ?? {}, { nine: '90' })),
    'covers.json 11: the cell is 8 in the world for nine',
  ],
]

describe('worlds and covers:', () => {
  test.each(worlds)('a world with %s is caught', (_, change, reason) => expectReason(caught(first, change), reason))
  test.each(worldFiles)('a world with %s is caught', (_, change, reason) => expectReason(caught(first, change), reason))
  test.each(covers)('%s is caught', (_, change, reason) => expectReason(caught(first, change), reason))

  const groups =
    (people: string[][]): ((draft: Draft) => unknown) =>
    (draft) => {
      draft.codes = { frames: draft.codes.frames.slice(0, 1), items: draft.codes.items.slice(1) }
      const counts = [
        ['total', '', '', '50'],
        ['frame', 'age', 'young', '20'],
        ['frame', 'age', 'old', '30'],
      ]
      draft.margins = [draft.margins[0] ?? [], ...counts, ['item', 'wish', 'yes', '10'], ['item', 'wish', 'no', '40']]
      draft.cells.splice(1)
      Object.assign(draft, { covers: {}, worlds: { '01': [['age', 'wish', 'since', 'people'], ...people] } })
    }
  const margins: Defect[] = [
    [
      'as it should be',
      groups([
        ['young', 'yes', '1', '10'],
        ['young', 'no', '1', '10'],
        ['old', 'no', '1', '30'],
      ]),
      'good',
    ],
    [
      'nineteen in a group',
      groups([
        ['young', 'yes', '1', '10'],
        ['young', 'no', '1', '9'],
        ['old', 'no', '1', '30'],
      ]),
      'worlds/01.csv at snapshot 1: margins.csv row 1 counts 19, not 20 to 24',
    ],
    [
      'nine who gave an answer',
      groups([
        ['young', 'yes', '1', '9'],
        ['young', 'no', '1', '11'],
        ['old', 'no', '1', '30'],
      ]),
      'worlds/01.csv at snapshot 1: margins.csv row 3 counts 9, not 10 to 14',
    ],
  ]
  test('a remainder larger than its hidden cells is caught', () => {
    const code = (name: string) => ({ code: name, labels: {}, members: [name] })
    const wide = (draft: Draft) => {
      const frame = { id: 'age', labels: {}, codes: ['a', 'b', 'c', 'd'].map(code) }
      draft.codes = { frames: [frame], items: draft.codes.items.slice(1) }
      const counts = { a: '50', b: '50', c: '50', d: '25' }
      const groups = Object.entries(counts).map(([name, count]) => ['frame', 'age', name, count])
      const answers = [
        ['item', 'wish', 'yes', '105'],
        ['item', 'wish', 'no', '70'],
      ]
      draft.margins = [draft.margins[0] ?? [], ['total', '', '', '175'], ...groups, ...answers]
      const yes = ['30', '30', '30', ''].map((count, at) => ['wish', 'yes', 'age', 'abcd'.charAt(at), count])
      const no = ['20', '20', '20', '10'].map((count, at) => ['wish', 'no', 'age', 'abcd'.charAt(at), count])
      draft.cells = [draft.cells[0] ?? [], ...yes, ...no]
    }
    expect(caught(first, wide)).toBe('cells.csv wish by age line yes: the remainder 15 is not within 0 and 10')
  })
  test.each(margins)('%s', (_, change, reason) => expectReason(caught(first, change), reason))
})

describe('a second release:', () => {
  const [now, then] = [rulesOf(second), rulesOf(first)]
  const stray = (rules: Rule[]) => (draft: Draft) => {
    draft.worlds['90'] = worldOf(draft.codes, peopleWho(rules, secondPeople, 3))
  }
  const earlier = 'worlds/90.csv at snapshot 1: '
  const defects: Defect[] = [
    [
      'a world that misses an earlier cell',
      stray([...now, ...exactly(then, 0, 70)]),
      `${earlier}cells.csv row 0 counts 70, not 61 to 69`,
    ],
    [
      'a world that misses an earlier hidden cell',
      stray([...now, ...exactly(then, 5, 10)]),
      `${earlier}cells.csv row 5 counts 10, not 0 to 9`,
    ],
    [
      'a world that misses a group merged then',
      stray([...now, ...exactly(then, cells + 3, 155)]),
      `${earlier}margins.csv row 3 counts 155, not 146 to 154`,
    ],
    [
      'a world that misses the earlier total',
      stray([...now, ...exactly(then, cells, 190)]),
      `${earlier}margins.csv row 0 counts 190, not 181 to 189`,
    ],
    [
      'a world whose people all came now',
      (draft) => draft.worlds['01']?.slice(1).map((own) => own.splice(4, 1, '2')),
      /^worlds\/01.csv at snapshot 1: cells.csv row 0 counts 0/,
    ],
  ]
  test.each(defects)('%s is caught', (_, change, reason) => expectReason(caught(second, change, [firstFiles]), reason))

  const proved = secondWithDifferences()
  const [digest = ''] = second.manifest.previous
  const proofs = (draft: Draft) => draft.differences?.[digest] ?? {}
  const name = 'differences.json 14 since snapshot 1:'
  const differences: Defect[] = [
    ['a proof missing', (draft) => delete proofs(draft)['14'], `${name} no world for low`],
    [
      'a release missing',
      (draft) => Object.assign(draft, { differences: {} }),
      'differences.json 3 since snapshot 1: no world for low',
    ],
    [
      'a world missing',
      (draft) => Object.assign(proofs(draft)['14'] ?? {}, { high: '99' }),
      `${name} no world for high`,
    ],
    [
      'too much for the least',
      (draft) => Object.assign(proofs(draft)['14'] ?? {}, { low: proofs(draft)['14']?.high }),
      `${name} the growth in the world for low is 4, not 0`,
    ],
    [
      'too little for the most',
      (draft) => Object.assign(proofs(draft)['14'] ?? {}, { high: proofs(draft)['14']?.low }),
      `${name} the growth in the world for high is 0, under 4`,
    ],
    [
      'an unknown release',
      (draft) => Object.assign(draft.differences ?? {}, { [digest.replaceAll(/./g, 'a')]: {} }),
      /^differences.json names a+ no earlier release$/,
    ],
    ['no object', (draft) => Object.assign(draft, { differences: [] }), 'differences.json is not an object'],
  ]
  test.each(differences)('%s in differences.json is caught', (_, change, reason) =>
    expectReason(caught(proved, change, [firstFiles]), reason),
  )
})
