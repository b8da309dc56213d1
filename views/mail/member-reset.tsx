import { shortDateTime } from '../../src/lib/format.ts'
import { staffMessages } from '../messages/index.ts'
import { letter } from './letter.tsx'
import type { MemberLinkProps } from './member-invitation.tsx'

/** The way back in for a member who forgot their password. */
export const memberReset = ({ lang, centre, link, until }: MemberLinkProps) => {
  const t = staffMessages(lang)
  return letter({
    t,
    subject: t('member_mail.reset.subject'),
    heading: t('member_mail.reset.heading'),
    paragraphs: [t('member_mail.reset.text')],
    facts: [{ term: t('member_mail.until'), value: shortDateTime(t, until) }],
    button: { label: t('member_mail.reset.button'), href: link },
    note: t('member_mail.reset.note'),
    centre,
  })
}
