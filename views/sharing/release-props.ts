import type { ReleaseRefusal, ReleaseReport, ReleaseStatus, ReleaseStep } from '../../src/lib/words.ts'
import type { Plan } from '../../src/sharing/release/plan.ts'
import type { FormState } from '../../src/web/forms.ts'
import type { StaffT } from '../messages/index.ts'
import type { Light } from './light.tsx'
import type { PublishedTables } from './published.ts'
import type { Offered } from './state.tsx'

export type Release = {
  id: string
  slug: string
  title: string
  wave: number
  snapshot: number | null
  status: ReleaseStatus
  progress: number
  step: ReleaseStep
  report: ReleaseReport | null
  reason: ReleaseRefusal | null
  manifest_hash: string | null
  key_id: string | null
  prepared_by_name: string | null
  requested_at: Date
  finished_at: Date | null
  decided_by_name: string | null
  decided_at: Date | null
  version: number
  counted: number | null
}

export type ReleasePageProps = {
  t: StaffT
  /** /app/{centre}/sharing */
  base: string
  centre: { slug: string }
  release: Release
  light?: Light | undefined
  published?: PublishedTables | undefined
  plan?: Pick<Plan, 'frames' | 'items' | 'tables'> | undefined
  /** question code -> what was asked */
  wordings: ReadonlyMap<string, string>
  /** the question shown of the preview */
  item?: string | undefined
  paths: readonly string[]
  offers: readonly Offered[]
  now: Date
  mayShare: boolean
  isOwn: boolean
  approval: FormState
  done?: string | undefined
  /** somebody else was quicker */
  stale?: boolean
}
