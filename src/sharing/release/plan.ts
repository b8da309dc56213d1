import type { ItemKind, Labels } from './format.ts'

/** A leaf code, or one that stands above others; `parent` names a code of `groups`. */
export type PlannedCode = { code: string; labels: Labels; parent?: string }

/**
 * A question as it was asked: its leaf codes in their order and, above them, `groups` into which they may be merged.
 * Codes without a parent may be merged with their neighbours when `ordered`, else only into "other".
 */
export type Classification = {
  id: string
  labels: Labels
  ordered: boolean
  codes: PlannedCode[]
  groups: PlannedCode[]
}
export type PlannedItem = Classification & { kind: ItemKind; sensitive: boolean }

/** Who gave one of these answers to `if.item` can only have given `only` to `item`: routing, or "none of these". */
export type Exclusion = { item: string; if: { item: string; codes: string[] }; only: string[] }

/** Whoever was not `silent` gave `code` to at least one of these items: a choice that had to be made. */
export type Choice = { oneOf: string[]; code: string; silent: string[] }

/** What everybody knows of anybody's answers from the questionnaire alone. */
export type Rule = Exclusion | Choice

/** Everything that will be published of a wave, fixed before anything is counted. */
export type Plan = {
  centre: string
  survey: string
  wave: string
  snapshot: number
  week: string
  frames: Classification[]
  items: PlannedItem[]
  /** Pairs of an item and a frame; each becomes a table. */
  tables: [item: string, frame: string][]
  rules: Rule[]
}

/** True counts by leaf code, in the plan's order: of everybody, of each classification, and of each table as [item code][frame code]. */
export type Counts = {
  total: number
  frames: Record<string, number[]>
  items: Record<string, number[]>
  cells: Record<string, Record<string, number[][]>>
}
