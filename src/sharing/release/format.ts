/** The numbers of format `krajan-release/1`: counts are rounded to `base`, cells of fewer than `threshold` people are hidden. */
export const base = 5
export const threshold = 10
/** Groups of a frame are merged until each has so many people. */
export const leastGroup = 20
/** Two releases that differ in fewer people would tell what those few said; the database holds to the same numbers. */
export const leastNew = 30
export const leastGrowthPercent = 10
/** How far a published count may lie from the true one. */
export const reach = base - 1

/** By language: cs, en, de, uk. */
export type Labels = Record<string, string>

/** `members` are the leaf codes merged into this one. */
export type Code = { code: string; labels: Labels; members: string[] }
export type Dimension = { id: string; labels: Labels; codes: Code[] }
export type Frame = Dimension
export type ItemKind = 'single' | 'option' | 'likert'
export type Item = Dimension & { kind: ItemKind; sensitive: boolean }

/** `codes.json` */
export type Codes = { frames: Frame[]; items: Item[] }

/** A row of `margins.csv`; dimension and code are empty for the total. */
export type Margin = { kind: 'total' | 'frame' | 'item'; dimension: string; code: string; count: number }

/** A row of `cells.csv`; a hidden cell has no count. */
export type Cell = { item: string; item_code: string; frame: string; frame_code: string; count: number | undefined }

/** `manifest.json`; hashes are lower-case hex SHA-256, `week` is an ISO week as `2026-W40`. */
export type Manifest = {
  format: 'krajan-release/1'
  centre: string
  survey: string
  wave: string
  snapshot: number
  base: number
  threshold: number
  plan_hash: string
  previous: string[]
  files: Record<string, string>
  week: string
  key_id: string
}

/** So many made-up people (`people`) with these codes, in the order of all frames, then all items, who count from snapshot `since`. */
export type WorldRow = { codes: string[]; since: number; people: number }

/** `worlds/NN.csv` */
export type World = { name: string; rows: WorldRow[] }

/** `covers.json`: hidden cell by its row in `cells.csv` from 0 -> a world where it is 0, and one where it is 9. */
export type Covers = Record<string, { zero: string; nine: string }>

/** What a release says, read back from its files; nothing of it was ever a true count. */
export type Published = { manifest: Manifest; codes: Codes; margins: Margin[]; cells: Cell[] }

/** A package: path -> bytes of the file. */
export type Package = ReadonlyMap<string, Uint8Array>
