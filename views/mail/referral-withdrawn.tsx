import { shortDay } from '../../src/lib/format.ts'
import { type Lang, publicMessages } from '../messages/index.ts'
import { letter } from './letter.tsx'
import type { MailCentre } from './letter-parts.ts'

export type ReferralWithdrawnProps = {
  lang: Lang
  centre: MailCentre
  sentOn: Date
  /** The centre's own public page. */
  centreLink: string
}

/** Tells a partner that a request has ended: not whose it was, nor why. */
export const referralWithdrawn = ({ lang, centre, sentOn, centreLink }: ReferralWithdrawnProps) => {
  const t = publicMessages(lang)
  return letter({
    t,
    subject: t('referral_mail.withdrawn.subject', { centre: centre.name }),
    heading: t('referral_mail.withdrawn.heading'),
    paragraphs: [t('referral_mail.withdrawn.text')],
    facts: [
      { term: t('referral_mail.from'), value: centre.name },
      { term: t('referral_mail.sent_on'), value: shortDay(t, sentOn) },
    ],
    button: { label: t('referral_mail.withdrawn.button'), href: centreLink },
    note: t('referral_mail.withdrawn.note'),
    centre,
  })
}
