import { createActivity } from '../contacts/queries/activities.ts'
import type { Scope } from '../db/scope.ts'
import { addressHash } from '../mail/ledger.ts'
import { recordAudit, withdrawConsent } from '../privacy/queries.ts'
import { findWaysToWrite, liftSuppressions, suppress } from './queries/suppressions.ts'

/** Somebody asked us to stop: no mail leaves for any of their addresses, and their newsletter consent ends. */
export const fallSilent = async (scope: Scope, memberId: string, contactId: string) => {
  const { db, centreId, now } = scope
  const { addresses, newsletters } = await findWaysToWrite(db, centreId, contactId)
  await suppress(db, centreId, addresses.map(addressHash), now)
  for (const id of newsletters)
    if (await withdrawConsent(scope, id)) await tellOfConsent(scope, memberId, contactId, id)
  await audit(scope, memberId, contactId, 'contact.silenced', ['suppressions'])
}

/** They are in touch again: they can be written to, but the newsletter is theirs to ask for. */
export const speakAgain = async (scope: Scope, memberId: string, contactId: string) => {
  const { addresses } = await findWaysToWrite(scope.db, scope.centreId, contactId)
  await liftSuppressions(scope.db, scope.centreId, addresses.map(addressHash))
  await audit(scope, memberId, contactId, 'contact.unsilenced', ['suppressions'])
}

const tellOfConsent = async (scope: Scope, memberId: string, contactId: string, id: string) => {
  await createActivity(scope.db, scope.centreId, {
    contact_id: contactId,
    kind: 'consent_withdrawn',
    occurred_at: scope.now,
    member_id: memberId,
    particulars: { purpose: 'newsletter' },
  })
  await audit(scope, memberId, contactId, 'consent.withdrawn', [`consents.${id}`])
}

const audit = (scope: Scope, memberId: string, contactId: string, action: string, fields: string[]) =>
  recordAudit(scope, { action, subject_type: 'contact', subject_id: contactId, fields, member_id: memberId })
