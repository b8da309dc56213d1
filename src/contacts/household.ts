import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { recordAudit } from '../privacy/queries.ts'
import type { HouseholdForm } from './forms.ts'
import type { ContactRecord } from './queries/contacts.ts'
import { createHousehold, createHouseholdMember, findHouseholdOf } from './queries/households.ts'
import { findContactByEmail } from './queries/points.ts'

export type Joined = 'joined' | 'unknown' | 'elsewhere'

/** Puts somebody we know into the contact's household, founded with the first one; nobody lives in two. */
export const joinHousehold = async (
  scope: Scope,
  memberId: string,
  contact: ContactRecord,
  { email, role }: HouseholdForm,
): Promise<Joined> => {
  const { db, centreId, now } = scope
  await waitForTurn(db, centreId, 'households')
  const other = await findContactByEmail(db, centreId, email)
  if (!other || other.id === contact.id) return 'unknown'
  const household = await findHouseholdOf(db, centreId, contact.id)
  const theirs = await findHouseholdOf(db, centreId, other.id)
  if (theirs) return theirs === household ? 'joined' : 'elsewhere'
  const home = household ?? (await createHousehold(db, centreId, contact.id, now))
  await createHouseholdMember(db, centreId, home, other.id, role)
  await recordAudit(scope, {
    action: 'contact.household',
    subject_type: 'contact',
    subject_id: contact.id,
    fields: ['household'],
    member_id: memberId,
  })
  return 'joined'
}
