import { shortDay } from '../../src/lib/format.ts'
import { type Lang, publicMessages } from '../messages/index.ts'
import { letter } from './letter.tsx'
import type { MailCentre } from './letter-parts.ts'

export type ReferralAskedProps = {
  lang: Lang
  centre: MailCentre
  service: string | null
  decideBy: string
  /** The partner's page, `https://…/p/<token>?lang=…`: whoever holds it may answer. */
  link: string
}

/** Asks a partner for help. Mail is read by many eyes, so the person stands behind the link only. */
export const referralAsked = ({ lang, centre, service, decideBy, link }: ReferralAskedProps) => {
  const t = publicMessages(lang)
  return letter({
    t,
    subject: t('referral_mail.asked.subject', { centre: centre.name }),
    heading: t('referral_mail.asked.heading'),
    paragraphs: [t('referral_mail.asked.text')],
    facts: [
      { term: t('referral_mail.from'), value: centre.name },
      ...(service ? [{ term: t('referral_mail.service'), value: service }] : []),
      { term: t('referral_mail.decide_by'), value: shortDay(t, decideBy) },
    ],
    button: { label: t('referral_mail.asked.button'), href: link },
    note: t('referral_mail.asked.note'),
    centre,
  })
}
