import { type OwnColumn, ownColumns, type Written } from '../lib/imports.ts'

/** All of a person that a row may add to, as it stands, and as rows of the same piece have added to it. */
export type Known = {
  id: string
  isNew: boolean
  version: number
  columns: Record<OwnColumn, string>
  tags: string[]
  /** each as 'kind value' in the spelling by which it is compared */
  points: string[]
  addresses: string[]
  statuses: string[]
  languages: Record<string, string>
  motives: string[]
  affiliations: string[]
  tracks: string[]
  /** digests of the notes on the timeline */
  notes: string[]
  isChanged: boolean
}

export const nobodyYet = (id: string): Known => ({
  id,
  isNew: true,
  version: 1,
  columns: Object.fromEntries(ownColumns.map((column) => [column, ''])) as Known['columns'], // made of exactly these
  tags: [],
  points: [],
  addresses: [],
  statuses: [],
  languages: {},
  motives: [],
  affiliations: [],
  tracks: [],
  notes: [],
  isChanged: false,
})

/** Rows for the tables beside the contact, under the ids that a row keeps so that it can be taken back. */
export type Additions = {
  points: { id: string; contact_id: string; kind: string; value: string; value_norm: string; position: number }[]
  addresses: { id: string; contact_id: string; street: string; postal_code: string; town: string; country: string }[]
  statuses: { id: string; contact_id: string; kind: string; value: string }[]
  languages: { contact_id: string; lang: string; level: string }[]
  motives: { contact_id: string; kind: string; code: string }[]
  affiliations: { id: string; contact_id: string; organisation: string; role: string }[]
  enrolments: { id: string; contact_id: string; track: string; stage: string }[]
  activities: { id: string; contact_id: string; kind: string; body: string; particulars: Record<string, string> }[]
}

export const noAdditions = (): Additions => ({
  points: [],
  addresses: [],
  statuses: [],
  languages: [],
  motives: [],
  affiliations: [],
  enrolments: [],
  activities: [],
})

export type Change = { fields: string[]; written: Written }
