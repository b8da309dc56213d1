import { shortDateTime } from '../../src/lib/format.ts'
import { type Lang, publicMessages } from '../messages/index.ts'
import { letter } from './letter.tsx'
import type { MailCentre } from './letter-parts.ts'

export type OwnDataProps = {
  lang: Lang
  centre: MailCentre
  /** The person's own page, `https://…/me/<token>?lang=…`. */
  link: string
  until: Date
}

/** The way to what is kept about a person, sent to the address they gave us; it says nothing of it itself. */
export const ownData = ({ lang, centre, link, until }: OwnDataProps) => {
  const t = publicMessages(lang)
  return letter({
    t,
    subject: t('me_mail.subject', { centre: centre.name }),
    heading: t('me_mail.heading'),
    paragraphs: [t('me_mail.text')],
    facts: [
      { term: t('me_mail.from'), value: centre.name },
      { term: t('me_mail.until'), value: shortDateTime(t, until) },
    ],
    button: { label: t('me_mail.button'), href: link },
    note: t('me_mail.note'),
    centre,
  })
}
