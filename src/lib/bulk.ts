import { outcomes, parkTriggers } from './stages.ts'

/** A child's first school year is another one for each. */
export const bulkTriggers = parkTriggers.filter((trigger) => trigger !== 'child_starts_school')

/** Who asks to be left alone is written down one by one: it takes consents back. */
export const bulkOutcomes = outcomes.filter((outcome) => outcome !== 'asked_to_stop')
