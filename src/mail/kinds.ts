/** What a mail is about; each kind has its own template in views/mail. */
export const mailKinds = [
  'registration_received',
  'registration_waiting',
  'registration_confirmed',
  'registration_promoted',
  'registration_queued',
  'registration_cancelled',
  'registration_again',
] as const

export type MailKind = (typeof mailKinds)[number]
