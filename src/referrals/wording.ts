import { type Lang, publicMessages } from '../../views/messages/index.ts'
import type { SharedField } from '../lib/words.ts'

type Agreed = { centre: string; recipient: string; fields: readonly SharedField[] }

/** The sentence a person agrees to, in the language we write to them in: who gets what, and for what only. */
export const wordingOf = (lang: Lang, { centre, recipient, fields }: Agreed): string => {
  const t = publicMessages(lang)
  const facts = fields.map((field) => inSentence(lang, t(`shared.${field}`))).join(', ')
  return facts
    ? t('referral.wording', { centre, recipient, facts })
    : t('referral.wording_nothing', { centre, recipient })
}

/** A label within a sentence; German writes its nouns large anywhere. */
const inSentence = (lang: Lang, label: string) => (lang === 'de' ? label : label.toLocaleLowerCase(lang))
