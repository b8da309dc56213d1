import { languageName } from '../../src/lib/format.ts'
import { readablePhone } from '../../src/lib/phone.ts'
import { type SharedField, sharedFields } from '../../src/lib/words.ts'
import { DefinitionList } from '../components/definition-list.tsx'
import type { PublicT } from '../messages/index.ts'

/** What travels, or travelled, with a referral: these facts and no others. */
export const SharedFacts = ({ t, shared }: { t: PublicT; shared: Record<string, string> }) => (
  <DefinitionList
    items={sharedFields.flatMap((field) =>
      shared[field] ? [{ term: t(`shared.${field}`), value: shownFact(t, field, shared[field]) }] : [],
    )}
  />
)

export const shownFact = (t: { readonly lang: string }, field: SharedField, value: string): string => {
  if (field === 'languages') return languageName(t, value)
  return field === 'phone' ? readablePhone(value) : value
}
