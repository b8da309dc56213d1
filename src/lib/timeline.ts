/** What a person writes on the timeline; the other kinds are written by what happens. */
export const notedKinds = ['note', 'phone_call', 'email', 'meeting', 'counselling'] as const
export type NotedKind = (typeof notedKinds)[number]
export type ActivityKind =
  | NotedKind
  | 'created'
  | 'registered'
  | 'registration_confirmed'
  | 'registration_waitlisted'
  | 'registration_promoted'
  | 'registration_cancelled'
  | 'consent_given'
  | 'consent_withdrawn'
  | 'enrolled'
  | 'stage_moved'
  | 'next_step_set'
  | 'next_step_done'
  | 'edited'
  | 'referral_sent'
  | 'referral_accepted'
  | 'referral_declined'
  | 'referral_withdrawn'
  | 'handed_over'
  | 'taken_over'
  | 'attended'
  | 'no_show'
  | 'mail_sent'
  | 'note_struck'
  | 'survey_answered'
  | 'enquired'
  | 'parked'
  | 'woken'
  | 'task_added'
  | 'task_changed'
  | 'task_reopened'
  | 'task_done'
  | 'task_dropped'
  | 'obligation_noted'
  | 'obligation_closed'
  | 'imported'
  | 'import_reverted'
  | 'bulk_changed'
  | 'bulk_undone'
  | 'merged'
  | 'unmerged'

/** What somebody may want to see alone on a timeline; everything that happens belongs to one of them. */
export const timelineGroups = ['notes', 'events', 'mails', 'changes', 'consents', 'tasks'] as const
export type TimelineGroup = (typeof timelineGroups)[number]

export const groupIn = (typed: string | undefined): TimelineGroup | undefined =>
  timelineGroups.find((group) => group === typed)

export const kindsIn = (wanted: TimelineGroup): ActivityKind[] =>
  // the keys of a record of kinds are kinds
  (Object.keys(groups) as ActivityKind[]).filter((kind) => groups[kind] === wanted)

const groups: Record<ActivityKind, TimelineGroup> = {
  note: 'notes',
  phone_call: 'notes',
  meeting: 'notes',
  counselling: 'notes',
  note_struck: 'notes',
  enquired: 'notes',
  registered: 'events',
  registration_confirmed: 'events',
  registration_waitlisted: 'events',
  registration_promoted: 'events',
  registration_cancelled: 'events',
  attended: 'events',
  no_show: 'events',
  email: 'mails',
  mail_sent: 'mails',
  created: 'changes',
  edited: 'changes',
  enrolled: 'changes',
  stage_moved: 'changes',
  parked: 'changes',
  woken: 'changes',
  referral_sent: 'changes',
  referral_accepted: 'changes',
  referral_declined: 'changes',
  referral_withdrawn: 'changes',
  handed_over: 'changes',
  taken_over: 'changes',
  survey_answered: 'changes',
  obligation_noted: 'changes',
  obligation_closed: 'changes',
  imported: 'changes',
  import_reverted: 'changes',
  bulk_changed: 'changes',
  bulk_undone: 'changes',
  merged: 'changes',
  unmerged: 'changes',
  consent_given: 'consents',
  consent_withdrawn: 'consents',
  next_step_set: 'tasks',
  next_step_done: 'tasks',
  task_added: 'tasks',
  task_changed: 'tasks',
  task_done: 'tasks',
  task_reopened: 'tasks',
  task_dropped: 'tasks',
}
