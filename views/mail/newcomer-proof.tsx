import { shortDateTime } from '../../src/lib/format.ts'
import { type Lang, publicMessages } from '../messages/index.ts'
import { letter } from './letter.tsx'
import type { MailCentre } from './letter-parts.ts'

export type NewcomerProofProps = {
  kind: 'enquiry' | 'panel'
  lang: Lang
  centre: MailCentre
  /** The page with the button, `https://…/n/<token>?lang=…`. */
  link: string
  /** Where somebody can write again. */
  page: string
  until: Date
}

/** To whoever left an address on a public page; of what was typed there it says nothing. */
export const newcomerProof = ({ kind, lang, centre, link, page, until }: NewcomerProofProps) => {
  const t = publicMessages(lang)
  return letter({
    t,
    subject: t(`newcomer_mail.${kind}.subject`, { centre: centre.name }),
    heading: t(`newcomer_mail.${kind}.heading`),
    paragraphs: [t(`newcomer_mail.${kind}.text`, { centre: centre.name })],
    facts: [
      { term: t('newcomer_mail.from'), value: centre.name },
      { term: t('newcomer_mail.until'), value: shortDateTime(t, until) },
    ],
    button: { label: t(`newcomer_mail.${kind}.button`), href: link },
    note: t('newcomer_mail.not_you'),
    links: [{ label: t(`newcomer_mail.${kind}.page`), href: page }],
    centre,
  })
}
