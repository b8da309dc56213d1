import { bornTyped } from '../lib/born.ts'
import { dayOf } from '../lib/time.ts'
import { furtherPoints, languageRows } from './person-fields.ts'
import { firstOf, further } from './points.ts'
import type { ContactRecord } from './queries/contacts.ts'

/** A contact as its form shows it: every field by its name, what has none left out. */
export const fieldsOf = (contact: ContactRecord): Record<string, string> => ({
  ...ownFields(contact),
  email: firstOf(contact.points, 'email')?.value ?? '',
  phone: firstOf(contact.points, 'phone')?.value ?? '',
  ...furtherFields(contact),
  ...languageFields(contact),
  ...Object.fromEntries(contact.motives.map(({ kind, code }) => [`${kind}_${code}`, 'on'])),
})

const ownFields = (contact: ContactRecord) => ({
  title_before: contact.title_before,
  given_name: contact.given_name,
  family_name: contact.family_name,
  title_after: contact.title_after,
  birth_name: contact.birth_name,
  former_names: contact.former_names,
  nickname: contact.nickname,
  native_name: contact.native_name,
  latin_name: contact.latin_name,
  born: bornTyped(contact.born),
  lang: contact.lang,
  municipality_origin: contact.municipality_origin,
  origin_code: contact.origin_code,
  residence: contact.residence,
  residence_area: contact.residence_region || contact.residence_country,
  field: contact.field,
  isco: contact.isco,
  horizon: contact.horizon ?? '',
  lawful_basis: contact.lawful_basis ?? '',
  source_note: contact.source_note,
  informed_on: contact.informed_at ? dayOf(contact.informed_at) : '',
  tags: contact.tags.join(', '),
  owner_id: contact.owner_id ?? '',
})

const furtherFields = ({ points }: ContactRecord) => {
  const left = further(points)
  const fields = furtherPoints.flatMap(({ kind, name }) => {
    const at = left.findIndex((point) => point.kind === kind)
    const [point] = at < 0 ? [] : left.splice(at, 1)
    return point
      ? [
          [name, point.value],
          [`label_${name}`, point.label],
        ]
      : []
  })
  return Object.fromEntries(fields)
}

const languageFields = ({ languages }: ContactRecord) =>
  Object.fromEntries(
    languages.slice(0, languageRows.length).flatMap(({ lang, level }, index) => [
      [`language_${index + 1}`, lang],
      [`level_${index + 1}`, level],
    ]),
  )
