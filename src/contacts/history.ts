import type { Scope } from '../db/scope.ts'
import { dayOf } from '../lib/time.ts'
import { tellEdited } from './edit.ts'
import type { AddressForm, AffiliationForm, StatusForm } from './fact-forms.ts'
import { createAddress } from './queries/addresses.ts'
import { createAffiliation, findPartnerByName } from './queries/affiliations.ts'
import { type Dated, deleteDated, endDated, endHolding, findDated } from './queries/history.ts'
import { createStatus } from './queries/statuses.ts'

/** Facts that follow each other: a new one may end the one that held until now, and nothing is written over. */
export const noteAddress = async (scope: Scope, memberId: string, contactId: string, form: AddressForm) => {
  const { db, centreId, now } = scope
  const { key, address_kind: kind, address_from: valid_from, address_to: valid_to, address_replaces, ...place } = form
  const dates = { valid_from, valid_to, created_at: now }
  if (!(await createAddress(db, centreId, { id: key, contact_id: contactId, kind, ...place, ...dates }))) return
  if (address_replaces)
    await endHolding(db, centreId, 'addresses', { contactId, kind, but: key, on: endOf(scope, dates) })
  await tellEdited(scope, memberId, contactId, ['addresses'])
}

export const noteStatus = async (scope: Scope, memberId: string, contactId: string, form: StatusForm) => {
  const { db, centreId, now } = scope
  const { key, status: value, status_from: valid_from, status_to: valid_to, status_replaces } = form
  const kind = /^[A-Z]{2}$/.test(value) ? ('citizenship' as const) : ('residence' as const)
  const dates = { valid_from, valid_to, created_at: now }
  if (!(await createStatus(db, centreId, { id: key, contact_id: contactId, kind, value, ...dates }))) return
  if (status_replaces)
    await endHolding(db, centreId, 'statuses', { contactId, kind, but: key, on: endOf(scope, dates) })
  await tellEdited(scope, memberId, contactId, ['statuses'])
}

export const noteAffiliation = async (scope: Scope, memberId: string, contactId: string, form: AffiliationForm) => {
  const { db, centreId, now } = scope
  const { key, organisation, position, affiliation_from: valid_from, affiliation_to: valid_to } = form
  const partner = await findPartnerByName(db, centreId, organisation)
  const created = await createAffiliation(db, centreId, {
    id: key,
    contact_id: contactId,
    organisation,
    partner_id: partner?.id ?? null,
    role: position,
    valid_from,
    valid_to,
    created_at: now,
  })
  if (created) await tellEdited(scope, memberId, contactId, ['affiliations'])
}

type Named = { of: Dated; contactId: string; id: string }
export type Ended = 'ended' | 'repeated' | 'stale' | 'before' | 'unknown'

/** Says until when something held; who ended it otherwise meanwhile is not overruled. */
export const endFact = async (
  scope: Scope,
  memberId: string,
  { of, contactId, id }: Named,
  on: string,
): Promise<Ended> => {
  const { db, centreId } = scope
  const fact = await findDated(db, centreId, of, contactId, id)
  if (!fact) return 'unknown'
  if (fact.valid_to) return fact.valid_to === on ? 'repeated' : 'stale'
  if (fact.valid_from && fact.valid_from > on) return 'before'
  if (!(await endDated(db, centreId, of, id, on))) return 'stale'
  await tellEdited(scope, memberId, contactId, [of])
  return 'ended'
}

/** Takes back what should never have been written down. */
export const removeFact = async (scope: Scope, memberId: string, { of, contactId, id }: Named) => {
  if (await deleteDated(scope.db, scope.centreId, of, contactId, id)) await tellEdited(scope, memberId, contactId, [of])
}

const endOf = ({ now }: Scope, { valid_from }: { valid_from: string | null }) => valid_from ?? dayOf(now)
