import type { ColumnType } from 'kysely'
import type { Lang, StaffLang } from '../../views/messages/catalogue.ts'

/** The codes the database's checks allow, one word per thing; their labels are in the message catalogues. */
export type { Lang, StaffLang }

export type JsonColumn<Value> = ColumnType<Value, Value | undefined, Value>
export type Particulars = Record<string, string | number | null>

export type Role = 'admin' | 'coordinator' | 'reader'
export type Track = 'return' | 'relocation'

export type ReturnStage =
  | 'known'
  | 'in_touch'
  | 'considering'
  | 'exploring'
  | 'matching'
  | 'moving'
  | 'returned'
  | 'settled'
  | 'ambassador'
  | 'not_now'
  | 'lost'
export type RelocationStage =
  | 'enquiry'
  | 'pre_arrival'
  | 'arrived'
  | 'landing'
  | 'settling'
  | 'integrated'
  | 'one_off'
  | 'left'
export type Stage = ReturnStage | RelocationStage

export type ContactSource = 'staff' | 'registration' | 'import' | 'survey' | 'newsletter' | 'hand_over'
export type PointKind = 'email' | 'phone'
export type Purpose = 'contact' | 'newsletter'

export type ActivityKind =
  | 'created'
  | 'note'
  | 'phone_call'
  | 'email'
  | 'meeting'
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

export type EventStatus = 'draft' | 'published' | 'cancelled'

export type RegistrationState =
  | 'pending_email'
  | 'waitlisted'
  | 'offered'
  | 'confirmed'
  | 'attended'
  | 'no_show'
  | 'expired'
  | 'cancelled'
  | 'event_cancelled'
export type RegistrationActor = 'attendee' | 'staff' | 'queue' | 'clock'

export type MailClass = 'security' | 'transactional' | 'reminder' | 'campaign'
export type MailState =
  | 'ready'
  | 'claimed'
  | 'accepted'
  | 'uncertain'
  | 'delivered'
  | 'deferred'
  | 'bounced_soft'
  | 'bounced_hard'
  | 'complained'
  | 'failed'
  | 'skipped_consent'
  | 'skipped_suppressed'
  | 'skipped_obsolete'
  | 'cancelled'
  | 'kept'
