import type { ColumnType } from 'kysely'

/** The codes the database's checks allow, one word per thing; their labels are in the message catalogues. */

export type JsonColumn<Value> = ColumnType<Value, Value | undefined, Value>
export type Particulars = Record<string, string | number | null>

export const roles = ['admin', 'coordinator', 'reader'] as const
export type Role = (typeof roles)[number]

export const tracks = ['return', 'relocation'] as const
export type Track = (typeof tracks)[number]

export const stages = {
  return: [
    'known',
    'in_touch',
    'considering',
    'exploring',
    'matching',
    'moving',
    'returned',
    'settled',
    'ambassador',
    'not_now',
    'lost',
  ],
  relocation: ['enquiry', 'pre_arrival', 'arrived', 'landing', 'settling', 'integrated', 'one_off', 'left'],
} as const satisfies Record<Track, readonly string[]>
export type Stage = (typeof stages)[Track][number]

export const stagesOf = (track: Track): readonly Stage[] => stages[track]

/** What a stage means for the work: still going on, asleep, come to its end well or not. */
export const stageCategories: Record<Stage, 'open' | 'on_hold' | 'won' | 'lost'> = {
  known: 'open',
  in_touch: 'on_hold',
  considering: 'open',
  exploring: 'open',
  matching: 'open',
  moving: 'open',
  returned: 'open',
  settled: 'won',
  ambassador: 'won',
  not_now: 'on_hold',
  lost: 'lost',
  enquiry: 'open',
  pre_arrival: 'open',
  arrived: 'open',
  landing: 'open',
  settling: 'open',
  integrated: 'won',
  one_off: 'won',
  left: 'lost',
}

export type ContactSource = 'staff' | 'registration' | 'import' | 'survey' | 'newsletter' | 'hand_over' | 'enquiry'
export type PointKind = 'email' | 'phone' | 'messenger' | 'url'
export type Purpose = 'contact' | 'newsletter' | 'referral'

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
  | 'mail_sent'
  | 'survey_answered'
  | 'enquired'
  | 'parked'
  | 'woken'
  | 'task_added'
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

export type EventStatus = 'draft' | 'published' | 'cancelled'

export const registrationStates = [
  'pending_email',
  'waitlisted',
  'offered',
  'confirmed',
  'attended',
  'no_show',
  'expired',
  'cancelled',
  'event_cancelled',
] as const
export type RegistrationState = (typeof registrationStates)[number]
export type RegistrationActor = 'attendee' | 'staff' | 'queue' | 'clock'

export type MailClass = 'security' | 'transactional' | 'reminder' | 'campaign'
export const mailStates = [
  'ready',
  'claimed',
  'accepted',
  'uncertain',
  'delivered',
  'deferred',
  'bounced_soft',
  'bounced_hard',
  'complained',
  'failed',
  'skipped_consent',
  'skipped_suppressed',
  'skipped_obsolete',
  'cancelled',
  'kept',
] as const
export type MailState = (typeof mailStates)[number]

export type QuestionKind = 'single' | 'multiple' | 'ranking'

/** Why somebody does not come back or does not stay; codes shared by all centres. */
export const barriers = [
  'work',
  'pay',
  'housing',
  'health_care',
  'schools',
  'partner_work',
  'transport',
  'culture',
  'ties_elsewhere',
  'care_duties',
  'environment',
  'prejudice',
  'other',
] as const
export type Barrier = (typeof barriers)[number]

export const partnerKinds = ['employer', 'school', 'doctor', 'housing', 'adviser', 'authority', 'other'] as const
export type PartnerKind = (typeof partnerKinds)[number]

/** Languages a partner can be spoken to in; letters are written in the first four. */
export const spokenLanguages = ['cs', 'en', 'de', 'uk', 'sk', 'pl', 'ru', 'vi', 'fr', 'es'] as const
export type SpokenLanguage = (typeof spokenLanguages)[number]

export type ReferralState = 'sent' | 'opened' | 'accepted' | 'declined' | 'withdrawn' | 'recalled' | 'expired'
export const declineReasons = [
  'no_capacity',
  'not_eligible',
  'wrong_service',
  'unreachable',
  'client_declined',
  'other',
] as const
export type DeclineReason = (typeof declineReasons)[number]

/** What may travel with a referral, each only if the person agreed to it. */
export const sharedFields = [
  'name',
  'email',
  'phone',
  'languages',
  'field',
  'residence',
  'municipality_origin',
] as const
export type SharedField = (typeof sharedFields)[number]

export type HouseholdRole = 'head' | 'partner' | 'child' | 'parent' | 'other'

/** How a wave's answers are protected where they leave the house; one for ever. */
export type Regime = 'lcr' | 'exact' | 'cell_key' | 'dp' | 'microdata'
/** ready: certified, waits for a second person; rejected: that person said no, nobody ever saw it. */
export const releaseStatuses = ['waiting', 'preparing', 'ready', 'refused', 'approved', 'rejected'] as const
export type ReleaseStatus = (typeof releaseStatuses)[number]
/** What a preparation is doing. */
export const releaseSteps = ['waiting', 'counting', 'rounding', 'proving', 'writing', 'done'] as const
export type ReleaseStep = (typeof releaseSteps)[number]
export type Audience = 'centre' | 'network' | 'public'
/** What a plan leaves out: a ranking, or a table in which routing would leave cells empty that everybody knows. */
export type LeftOut = { kind: 'ranking'; item: string } | { kind: 'routing'; item: string; frame: string }
/** What making a release cost, for its own centre alone: errors are measured against the true counts. */
export type ReleaseReport = {
  attempts: number
  repairs: unknown[]
  tables: number
  worlds: number
  cells: { all: number; readable: number }
  answers: { all: number; readable: number }
  meanError: number
  worstError: number
  ms: number
}
/** Why there is no release: a code, and what its sentence names. */
export type ReleaseRefusal = { code: string; [detail: string]: string | number }
