import type { StaffT } from '../messages/index.ts'

const reasons = [
  'has_tag',
  'many_tags',
  'lacks_tag',
  'same',
  'has_next_step',
  'on_track',
  'not_on_track',
  'asked_to_stop',
  'gone',
  'changed',
  'stale',
  'already_there',
  'no_such_stage',
  'unready',
  'restless',
  'unexplained',
  'contact',
  'assignee',
  'past',
  'changed_since',
] as const

/** Why somebody was passed by, not changed or not put back, in a sentence; nothing where there is nothing to say. */
export const reasonText = (t: StaffT, code: string): string => {
  const reason = reasons.find((known) => known === code)
  return reason ? t(`bulk.reason.${reason}`) : code
}
