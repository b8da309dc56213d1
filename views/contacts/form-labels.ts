import { barriers, triggers } from '../../src/lib/words.ts'
import type { StaffT } from '../messages/index.ts'

/** What each field of the form of a contact is called, for its label and for the list of what is wrong. */
export const formLabels = (t: StaffT): Record<string, string> => ({
  ...ownLabels(t),
  ...rowLabels(t),
  ...Object.fromEntries(triggers.map((code) => [`trigger_${code}`, t(`people.trigger.${code}`)])),
  ...Object.fromEntries(barriers.map((code) => [`barrier_${code}`, t(`people.barrier.${code}`)])),
})

const ownLabels = (t: StaffT) => ({
  title_before: t('people.title_before'),
  given_name: t('contacts.given_name'),
  family_name: t('contacts.family_name'),
  title_after: t('people.title_after'),
  birth_name: t('contacts.birth_name'),
  former_names: t('people.former_names'),
  nickname: t('people.nickname'),
  native_name: t('people.native_name'),
  latin_name: t('people.latin_name'),
  born: t('people.born'),
  email: t('contacts.email'),
  phone: t('contacts.phone'),
  lang: t('contacts.lang'),
  municipality_origin: t('contacts.municipality_origin'),
  origin_code: t('people.origin_code'),
  residence: t('contacts.residence'),
  residence_area: t('people.residence_area'),
  field: t('contacts.field'),
  isco: t('people.isco'),
  horizon: t('people.horizon'),
  lawful_basis: t('people.lawful_basis'),
  source_note: t('people.source_note'),
  informed_on: t('people.informed_on'),
  tags: t('contacts.tags'),
  owner_id: t('contacts.owner'),
  track: t('contacts.track'),
  note: t('contacts.note'),
})

const rowLabels = (t: StaffT) => {
  const names = {
    email: t('people.email_more'),
    phone: t('people.phone_more'),
    messenger: t('people.messenger'),
    url: t('people.url'),
    language: t('people.language'),
    level: t('people.level'),
  }
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8]
  return Object.fromEntries(
    Object.entries(names).flatMap(([kind, label]) =>
      numbers.flatMap((row) => [
        [`${kind}_${row}`, label],
        [`label_${kind}_${row}`, t('people.label')],
      ]),
    ),
  )
}
