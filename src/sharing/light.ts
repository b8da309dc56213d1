import type { ReleaseReport, ReleaseStatus } from '../lib/words.ts'

export type Light = 'green' | 'amber' | 'red'

/** Certified as it was planned, certified after something was merged or withheld, or not at all; nothing while it is made. */
export const lightOf = ({
  status,
  report,
}: {
  status: ReleaseStatus
  report: ReleaseReport | null
}): Light | undefined => {
  if (status === 'refused') return 'red'
  if (!report) return undefined
  return report.repairs.length > 0 ? 'amber' : 'green'
}
