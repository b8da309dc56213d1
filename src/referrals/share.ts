import type { ContactRecord } from '../contacts/queries/contacts.ts'
import { fullName } from '../lib/names.ts'
import { type SharedField, sharedFields } from '../lib/words.ts'

/** What we know of each fact that may travel; facts we do not know are not offered. */
export const shareable = (contact: ContactRecord): Partial<Record<SharedField, string>> => {
  const point = (kind: 'email' | 'phone') => contact.points.find((known) => known.kind === kind)?.value ?? ''
  const known: Record<SharedField, string> = {
    name: fullName(contact),
    email: point('email'),
    phone: point('phone'),
    languages: contact.lang,
    field: contact.field,
    residence: contact.residence,
    municipality_origin: contact.municipality_origin,
  }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== ''))
}

/** Exactly the facts the person agreed to, as they are now; nothing else ever leaves. */
export const snapshot = (contact: ContactRecord, agreed: readonly SharedField[]): Record<string, string> => {
  const known = shareable(contact)
  const taken = sharedFields.filter((field) => agreed.includes(field))
  return Object.fromEntries(taken.flatMap((field) => (known[field] ? [[field, known[field]]] : [])))
}
