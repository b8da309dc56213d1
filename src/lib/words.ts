import type { ColumnType } from 'kysely'

/** The codes the database's checks allow, one word per thing; their labels are in the message catalogues. */

export type JsonColumn<Value> = ColumnType<Value, Value | undefined, Value>
export type Particulars = Record<string, string | number | null>

export const roles = ['admin', 'coordinator', 'reader'] as const
export type Role = (typeof roles)[number]

export const tracks = ['return', 'relocation'] as const
export type Track = (typeof tracks)[number]

/** A stage's code: which there are is each centre's own. */
export type Stage = string

export type ContactSource = 'staff' | 'registration' | 'import' | 'survey' | 'newsletter' | 'hand_over' | 'enquiry'
export type PointKind = 'email' | 'phone' | 'messenger' | 'url'
export type Purpose = 'contact' | 'newsletter' | 'referral' | 'surveys'

export { type ActivityKind, type NotedKind, notedKinds } from './timeline.ts'

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

/** Work longer than a request; running also while nobody works on it, between two turns. */
export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

/** What would bring somebody back. */
export const triggers = [
  'child',
  'child_starts_school',
  'parents_age',
  'stipend_ends',
  'studies_end',
  'partner_work',
  'remote_work',
  'housing',
  'job_offer',
  'homesick',
  'other',
] as const
export type Trigger = (typeof triggers)[number]

/** How soon somebody thinks of coming back. */
export const horizons = ['within_6_months', 'within_12_months', 'within_3_years', 'some_day', 'never'] as const
export type Horizon = (typeof horizons)[number]

/** Why we may keep what the person did not tell us themselves (article 6 of the GDPR). */
export const lawfulBases = ['consent', 'contract', 'public_task', 'legitimate_interest'] as const
export type LawfulBasis = (typeof lawfulBases)[number]

/** How well somebody speaks a language (CEFR), or that it is their own. */
/** By the Common European Framework; `unknown` is less than any of them. */
export const languageLevels = ['unknown', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native'] as const
export type LanguageLevel = (typeof languageLevels)[number]

export const addressKinds = ['home', 'permanent', 'postal', 'work'] as const
export type AddressKind = (typeof addressKinds)[number]

/** Titles by which a foreigner stays in the country. */
export const residenceTitles = [
  'eu_citizen',
  'family_of_eu',
  'long_term_visa',
  'employee_card',
  'blue_card',
  'study',
  'business',
  'family_reunification',
  'permanent',
  'international_protection',
  'temporary_protection',
  'asylum_seeker',
  'other',
] as const
export type ResidenceTitle = (typeof residenceTitles)[number]

/** What one person is to another, read from the first: `parent` is the parent of, `asks_for` asks on behalf of. */
export const relationKinds = ['spouse', 'partner', 'parent', 'sibling', 'asks_for', 'buddy', 'other'] as const
export type RelationKind = (typeof relationKinds)[number]

/** How a duty that came with a regional stipend stands. */
export const obligationStates = ['open', 'served', 'repaid', 'waived'] as const
export type ObligationState = (typeof obligationStates)[number]

/** What became of one person of a bulk change; kept: could not be undone. */
export const bulkStates = ['waiting', 'changed', 'skipped', 'failed', 'undone', 'kept'] as const
export type BulkState = (typeof bulkStates)[number]
