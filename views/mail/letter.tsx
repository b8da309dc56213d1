import type { MailContent } from '../../src/mail/ledger.ts'
import type { PublicT } from '../messages/index.ts'
import { MailLayout } from './layout.tsx'

export type Fact = { term: string; value: string }
export type MailLink = { label: string; href: string }

/** One letter, told once: its HTML and its plain twin say the same in the same order. */
export type Letter = {
  t: PublicT
  subject: string
  heading: string
  paragraphs: readonly (string | undefined)[]
  facts: readonly Fact[]
  /** The one thing to do. */
  button: MailLink
  /** What is good to know after it. */
  note: string
  links?: readonly MailLink[]
  centre: { name: string; email: string }
}

export const letter = (written: Letter): MailContent => ({
  subject: written.subject.replace(/\s+/gu, ' ').trim(),
  html: `<!doctype html>${(<MailLayout {...written} />).toString()}`,
  body: plainText(written),
})

const plainText = ({ t, heading, paragraphs, facts, button, note, links = [], centre }: Letter): string =>
  [
    heading,
    t('registration_mail.greeting'),
    ...paragraphs.filter((paragraph) => paragraph !== undefined),
    facts.map(({ term, value }) => `${term}: ${value}`).join('\n'),
    `${button.label}:\n${button.href}`,
    note,
    links.map(({ label, href }) => `${label}:\n${href}`).join('\n\n'),
    `${t('registration_mail.reply')}\n\n${centre.name}\n${centre.email}`,
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n')
