/** What is kept of lists that people bring. */

export type ImportFormat = 'csv' | 'xlsx'

export const encodings = ['utf-8', 'windows-1250', 'iso-8859-2', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof encodings)[number]

/** How a file was read; `header` is the nth row with anything in it, 0 for none. */
export type ImportReading = {
  format: ImportFormat
  encoding: string
  separator: string
  sheet: string
  sheets: string[]
  header: number
  /** the line of the file it stands on */
  headerLine: number
}

/** A row as it stands in the file, under the line it begins on. */
export type RawRow = [line: number, cells: string[]]

/** field -> folded word of the list -> the code it means here, or nothing */
export type Meanings = Readonly<Record<string, Readonly<Record<string, string>>>>

/** field -> words that name none of ours, as they are written */
export type UnknownWords = Readonly<Record<string, readonly string[]>>

/** Why a row cannot be taken, or what became of part of it: a code, and what its sentence names. */
export type Reason = { code: string; field?: string; value?: string; line?: number }

/** What a row wrote: of columns what stood there before and after, of everything else what it added. */
export type Written = {
  version: number
  columns?: Record<string, [before: string | null, after: string | null]>
  tags?: string[]
  points?: string[]
  addresses?: string[]
  statuses?: string[]
  affiliations?: string[]
  languages?: [lang: string, before: string | null, after: string][]
  motives?: [kind: 'trigger' | 'barrier', code: string][]
  enrolments?: string[]
  notes?: string[]
}

export const importStates = [
  'read',
  'mapped',
  'checking',
  'checked',
  'running',
  'done',
  'reverting',
  'reverted',
] as const
export type ImportState = (typeof importStates)[number]

export const knownPolicies = ['fill', 'overwrite', 'leave'] as const
export type KnownPolicy = (typeof knownPolicies)[number]

export const likelyPolicies = ['ask', 'skip', 'create'] as const
export type LikelyPolicy = (typeof likelyPolicies)[number]

export const rowPlans = ['create', 'update', 'unchanged', 'ask', 'skip', 'error'] as const
export type RowPlan = (typeof rowPlans)[number]

export type RowOutcome = 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed'

/** Columns of a contact that an import may write. */
export const ownColumns = [
  'given_name',
  'family_name',
  'birth_name',
  'former_names',
  'title_before',
  'title_after',
  'nickname',
  'native_name',
  'latin_name',
  'born',
  'lang',
  'municipality_origin',
  'origin_code',
  'residence',
  'residence_region',
  'residence_country',
  'field',
  'isco',
  'horizon',
  'owner_id',
  'next_step',
  'next_step_on',
] as const
export type OwnColumn = (typeof ownColumns)[number]
