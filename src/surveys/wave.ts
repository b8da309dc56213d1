type Times = { status: 'draft' | 'published' | 'closed'; opens_at: Date; closes_at: Date }

export type SurveyState = 'draft' | 'planned' | 'open' | 'closed'

/** Whether a survey takes answers now, and if not, why. */
export const stateOf = ({ status, opens_at, closes_at }: Times, now: Date): SurveyState => {
  if (status === 'draft') return 'draft'
  if (status === 'closed' || closes_at <= now) return 'closed'
  return opens_at > now ? 'planned' : 'open'
}
