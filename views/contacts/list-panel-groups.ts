import type { FilterName } from '../../src/lib/contact-query.ts'

export type Kind = 'one' | 'some' | 'word' | 'day' | 'number'
type Control = [name: FilterName, kind: Kind]

/** Every filter in its place; what is chosen by hand several times at once has one field more than it has values. */
export const groups = [
  [
    'work',
    [
      ['stage', 'some'],
      ['category', 'some'],
      ['owner', 'some'],
      ['next', 'one'],
      ['parked', 'one'],
      ['obligation', 'one'],
      ['referred', 'one'],
    ],
  ],
  [
    'places',
    [
      ['municipality', 'word'],
      ['town', 'word'],
      ['region', 'some'],
      ['country', 'some'],
    ],
  ],
  [
    'return',
    [
      ['horizon', 'one'],
      ['trigger', 'some'],
      ['barrier', 'some'],
    ],
  ],
  [
    'profession',
    [
      ['field', 'word'],
      ['isco', 'some'],
      ['speaks', 'one'],
      ['level', 'one'],
      ['citizenship', 'some'],
      ['title', 'some'],
    ],
  ],
  [
    'history',
    [
      ['attended', 'number'],
      ['event_town', 'word'],
      ['event_from', 'day'],
      ['event_to', 'day'],
      ['absent', 'one'],
      ['quiet', 'number'],
      ['touched_from', 'day'],
      ['touched_to', 'day'],
    ],
  ],
  [
    'record',
    [
      ['tag', 'word'],
      ['tag_all', 'word'],
      ['tag_none', 'word'],
      ['source', 'some'],
      ['created_from', 'day'],
      ['created_to', 'day'],
      ['basis', 'some'],
      ['informed', 'one'],
      ['consent', 'some'],
      ['has', 'some'],
      ['lacks', 'some'],
      ['household', 'one'],
      ['relation', 'some'],
    ],
  ],
] as const satisfies readonly (readonly [string, readonly Control[]])[]
