import type { OwnColumn } from '../lib/imports.ts'
import type { Track } from '../lib/words.ts'

export type PointTold = { kind: 'email' | 'phone' | 'messenger' | 'url'; value: string; norm: string }
export type AddressTold = { street: string; postal_code: string; town: string; country: string }

/** What a row of a list says about a person, in our words. */
export type Told = {
  columns: Partial<Record<OwnColumn, string>>
  tags: string[]
  points: PointTold[]
  address: AddressTold | null
  statuses: { kind: 'citizenship' | 'residence'; value: string }[]
  languages: { lang: string; level: string }[]
  motives: { kind: 'trigger' | 'barrier'; code: string }[]
  affiliation: { organisation: string; role: string } | null
  stages: { track: Track; stage: string }[]
  note: string
}

export const nothingTold = (): Told => ({
  columns: {},
  tags: [],
  points: [],
  address: null,
  statuses: [],
  languages: [],
  motives: [],
  affiliation: null,
  stages: [],
  note: '',
})
