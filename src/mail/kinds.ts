/** What a mail is about; each kind has its own template in views/mail. */
export const registrationMailKinds = [
  'registration_received',
  'registration_waiting',
  'registration_confirmed',
  'registration_promoted',
  'registration_queued',
  'registration_cancelled',
  'registration_again',
] as const
export type RegistrationMailKind = (typeof registrationMailKinds)[number]

export const referralMailKinds = ['referral_asked', 'referral_answered', 'referral_withdrawn'] as const

/** Their links open an account, so nobody but the recipient ever reads them. */
export const memberMailKinds = ['member_invitation', 'member_reset'] as const

/** To our own people, while they work here and have something to do. */
export const reminderMailKinds = ['task_reminder', 'day_reminder'] as const

/** To whoever wrote to us: they wrote themselves, so having asked for silence before does not hold them back. */
export const newcomerMailKinds = ['enquiry_proof', 'panel_proof'] as const
export type NewcomerMailKind = (typeof newcomerMailKinds)[number]

export const mailKinds = [
  ...registrationMailKinds,
  ...newcomerMailKinds,
  ...referralMailKinds,
  'own_data_link',
  ...memberMailKinds,
  ...reminderMailKinds,
] as const
export type MailKind = (typeof mailKinds)[number]
