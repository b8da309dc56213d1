import type { Described } from '../../../src/sharing/release/metadata/described.ts'

/** Labels that would break whoever pastes them unescaped. */
export const hostile = [
  'Jobs "and" \'pay\'',
  '<script>alert(1)</script>',
  'a & b &amp; c',
  ']]> <!-- -->',
  'two\nlines\r\nand\ttab',
  '=HYPERLINK("http://example.org")',
  '+1, -1; @x',
  'ěščřž ґїє ß 😀',
  'bell\u0007 null\u0000 half\ud800',
] as const

const code = (name: string, text: string) => ({ code: name, labels: { cs: text, en: text }, members: [name] })

/** One grouping and one question, whose names and codes are as bad as they come; the last group has fewer than ten. */
export const release: Described = {
  ...{ centre: 'karlovarsky', survey: 'bariery-navratu', wave: '2026 "podzim"', snapshot: 2, week: '2026-W40' },
  title: { uk: 'Перешкоди', en: 'Barriers <to> return', cs: 'Bariéry návratu' },
  publisher: { cs: 'Karlovarská agentura & spol.' },
  codes: {
    frames: [{ id: 'age', labels: { cs: 'Věk' }, codes: [code('young', hostile[0]), code('a,b "c"', hostile[1])] }],
    items: [
      {
        id: '=work',
        labels: { cs: hostile[4], en: hostile[5] },
        codes: hostile.map((text, at) => code(at === 2 ? '<&>' : `c${at}`, text)),
        kind: 'likert',
        sensitive: true,
      },
    ],
  },
  margins: [
    { kind: 'total', dimension: '', code: '', count: 200 },
    { kind: 'frame', dimension: 'age', code: 'young', count: 120 },
    { kind: 'frame', dimension: 'age', code: 'a,b "c"', count: 80 },
    { kind: 'item', dimension: '=work', code: 'c0', count: 130 },
    { kind: 'item', dimension: '=work', code: '<&>', count: 70 },
  ],
  cells: [
    { item: '=work', item_code: 'c0', frame: 'age', frame_code: 'young', count: 95 },
    { item: '=work', item_code: 'c0', frame: 'age', frame_code: 'a,b "c"', count: 35 },
    { item: '=work', item_code: '<&>', frame: 'age', frame_code: 'young', count: undefined },
    { item: '=work', item_code: '<&>', frame: 'age', frame_code: 'a,b "c"', count: 45 },
  ],
  worldNames: ['worlds/01.csv', 'worlds/02.csv'],
}
