import type { Brand } from '../../src/lib/palette.ts'
import type { PublicT } from '../messages/index.ts'

export type Fact = { term: string; value: string }
/** Who writes, and in which colours; those of the default where nothing is said. */
export type MailCentre = { name: string; email: string; brand?: Brand; brand_color?: string | null }
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
  centre: MailCentre
}
