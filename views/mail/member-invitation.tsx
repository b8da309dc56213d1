import { shortDateTime } from '../../src/lib/format.ts'
import { type StaffLang, staffMessages } from '../messages/index.ts'
import { letter } from './letter.tsx'

export type MemberLinkProps = {
  lang: StaffLang
  centre: { name: string; email: string }
  /** Works once: whoever holds it comes in as the recipient. */
  link: string
  until: Date
}

/** Somebody is asked to join a centre's team; it reads the same whether they have an account or not. */
export const memberInvitation = ({ lang, centre, link, until }: MemberLinkProps) => {
  const t = staffMessages(lang)
  return letter({
    t,
    subject: t('member_mail.invitation.subject', { centre: centre.name }),
    heading: t('member_mail.invitation.heading'),
    paragraphs: [t('member_mail.invitation.text')],
    facts: [
      { term: t('member_mail.centre'), value: centre.name },
      { term: t('member_mail.until'), value: shortDateTime(t, until) },
    ],
    button: { label: t('member_mail.invitation.button'), href: link },
    note: t('member_mail.invitation.note'),
    centre,
  })
}
