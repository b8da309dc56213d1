import type { DeclineReason } from '../../src/lib/words.ts'
import { type Lang, publicMessages } from '../messages/index.ts'
import { letter } from './letter.tsx'
import type { MailCentre } from './letter-parts.ts'

export type ReferralAnsweredProps = {
  lang: Lang
  centre: MailCentre
  recipient: string
  accepted: boolean
  reason: DeclineReason | null
  /** The referral in the staff's pages; nobody else can open it. */
  link: string
}

/** Tells whoever sent a referral how it was answered; about whom stands behind the sign-in. */
export const referralAnswered = ({ lang, centre, recipient, accepted, reason, link }: ReferralAnsweredProps) => {
  const t = publicMessages(lang)
  const outcome = accepted ? 'accepted' : 'declined'
  return letter({
    t,
    subject: t(`referral_mail.answered.subject_${outcome}`, { recipient }),
    heading: t('referral_mail.answered.heading'),
    paragraphs: [t('referral_mail.answered.text')],
    facts: [
      { term: t('referral_mail.recipient'), value: recipient },
      { term: t('referral_mail.answer'), value: t(`referral_mail.${outcome}`) },
      ...(reason ? [{ term: t('referral_mail.reason'), value: t(`decline.${reason}`) }] : []),
    ],
    button: { label: t('referral_mail.answered.button'), href: link },
    note: t('referral_mail.answered.note'),
    centre,
  })
}
