/** How what belongs to one of two people comes to belong to the one who stays. */
export type Rule =
  /** goes along */
  | { how: 'move' }
  /** goes along, but what stands there with the same values in these columns already is kept once */
  | { how: 'union'; same: readonly string[] }
  /** by a step of its own */
  | { how: 'own'; step: string }
  /** tells of the record as it was: it keeps the old id, and the alias leads on */
  | { how: 'stays'; because: string }

/**
 * Every column that refers to a contact, or to a row that a merge may drop, as `table.column`, in the order in which a
 * merge goes through them. A test derives the columns from the database and fails when one is missing here.
 */
export const references: Readonly<Record<string, Rule>> = {
  'stage_changes.enrolment_id': { how: 'own', step: 'the history of both goes to the enrolment that stays' },
  'enrolments.contact_id': { how: 'own', step: 'one a track: the further one stays' },
  'consents.contact_id': { how: 'own', step: 'every receipt goes along, the most restrictive state holds' },
  'contact_languages.contact_id': { how: 'own', step: 'the higher level of a language holds' },
  'contact_points.contact_id': { how: 'own', step: 'behind those of who stays, a number both have once' },
  'contact_relations.from_id': { how: 'own', step: 'nobody is related to themselves' },
  'contact_relations.to_id': { how: 'own', step: 'nobody is related to themselves' },
  'duplicate_pairs.a_id': { how: 'own', step: 'who was told apart from one is told apart from both' },
  'duplicate_pairs.b_id': { how: 'own', step: 'who was told apart from one is told apart from both' },
  'household_members.contact_id': { how: 'union', same: [] },
  'contact_motives.contact_id': { how: 'union', same: ['kind', 'code'] },
  'contact_addresses.contact_id': {
    how: 'union',
    same: ['kind', 'street', 'postal_code', 'town', 'country', 'valid_from', 'valid_to'],
  },
  'contact_statuses.contact_id': { how: 'union', same: ['kind', 'value', 'valid_from', 'valid_to'] },
  'affiliations.contact_id': { how: 'union', same: ['organisation', 'role', 'partner_id', 'valid_from', 'valid_to'] },
  'activities.contact_id': { how: 'own', step: 'marked with the merge it came by' },
  'registrations.contact_id': { how: 'move' },
  'newcomers.contact_id': { how: 'move' },
  'mails.contact_id': { how: 'move' },
  'referrals.contact_id': { how: 'move' },
  'hand_overs.contact_id': { how: 'move' },
  'obligations.contact_id': { how: 'move' },
  'tasks.contact_id': { how: 'move' },
  'personal_tokens.contact_id': { how: 'move' },
  'contact_aliases.new_id': { how: 'move' },
  'referrals.consent_id': { how: 'stays', because: 'no consent is dropped' },
  'household_members.household_id': { how: 'stays', because: 'no household is dropped' },
  'import_rows.contact_id': { how: 'stays', because: 'an import is reverted record by record' },
  'bulk_rows.contact_id': { how: 'stays', because: 'a bulk change is undone record by record' },
  'contact_keys.contact_id': { how: 'stays', because: 'made anew by triggers' },
  'contacts_to_match.contact_id': { how: 'stays', because: 'made anew by triggers' },
  'contact_removals.contact_id': { how: 'stays', because: 'tells of the one who is gone' },
}

/** The primary key of a table beside the centre, where it is not `id`. */
export const keys: Readonly<Record<string, readonly string[]>> = {
  contact_languages: ['contact_id', 'lang'],
  contact_motives: ['contact_id', 'kind', 'code'],
  contact_aliases: ['old_id'],
  household_members: ['household_id', 'contact_id'],
  personal_tokens: ['token_hash'],
  duplicate_pairs: ['a_id', 'b_id'],
  suppressions: ['address_hash', 'reason'],
}
export const keyOf = (table: string): readonly string[] => keys[table] ?? ['id']

/** Columns the database works out itself. */
export const derived: Readonly<Record<string, readonly string[]>> = { contacts: ['search', 'touched_on'] }

/** What a row needs to be put back besides the two people: columns, and the tables they refer to. */
export const needed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  household_members: { household_id: 'households' },
  contact_relations: { from_id: 'contacts', to_id: 'contacts' },
  duplicate_pairs: { a_id: 'contacts', b_id: 'contacts' },
}

export const tableOf = (name: string) => ({ name, key: keyOf(name), derived: derived[name] ?? [] })
