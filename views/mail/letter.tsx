import type { MailContent } from '../../src/mail/ledger.ts'
import { MailLayout } from './layout.tsx'
import type { Letter } from './letter-parts.ts'

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
