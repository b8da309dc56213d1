import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { newId } from '../lib/ids.ts'
import { recordAudit } from '../privacy/queries.ts'
import type { EditPartnerForm, NewPartnerForm, ServiceForm } from './forms.ts'
import {
  createPartner,
  createService,
  findPartnerIdByKey,
  type PartnerRecord,
  updatePartner,
  updateService,
} from './queries.ts'

/** Writes a new partner into the directory, once; answers with its id. */
export const enlist = async (scope: Scope, memberId: string, form: NewPartnerForm): Promise<string> => {
  const { db, centreId, now } = scope
  const { idempotency_key = null, ...partner } = form
  if (idempotency_key) {
    await waitForTurn(db, centreId, idempotency_key)
    const repeated = await findPartnerIdByKey(db, centreId, idempotency_key)
    if (repeated) return repeated
  }
  const id = newId()
  await createPartner(db, centreId, { id, ...partner, idempotency_key, created_at: now, updated_at: now })
  await audit(scope, memberId, id, 'partner.created')
  return id
}

/** Writes what a member changed, unless somebody else changed the partner since the form was opened. */
export const amend = async (
  scope: Scope,
  memberId: string,
  partner: PartnerRecord,
  form: EditPartnerForm,
): Promise<'saved' | 'stale'> => {
  const { db, centreId, now } = scope
  const { version, active, ...fields } = form
  const changes = { ...fields, active: active === 'on' }
  if (!(await updatePartner(db, centreId, partner.id, version, { ...changes, updated_at: now }))) return 'stale'
  await audit(scope, memberId, partner.id, 'partner.edited', Object.keys(changes))
  return 'saved'
}

/** A service asked for twice is one service. */
export const offer = async (scope: Scope, memberId: string, partner: PartnerRecord, form: ServiceForm) => {
  if (partner.services.some(({ name, active }) => active && name === form.name)) return
  const { db, centreId } = scope
  await createService(db, centreId, {
    id: newId(),
    partner_id: partner.id,
    name: form.name,
    languages: form.languages.length > 0 ? form.languages : partner.languages,
  })
  await audit(scope, memberId, partner.id, 'partner.edited', ['services'])
}

/** Offers a service again, or not any more; false when this partner has no such service. */
export const switchService = async (
  scope: Scope,
  memberId: string,
  partner: PartnerRecord,
  serviceId: string,
  active: boolean,
): Promise<boolean> => {
  if (!(await updateService(scope.db, scope.centreId, partner.id, serviceId, active))) return false
  await audit(scope, memberId, partner.id, 'partner.edited', ['services'])
  return true
}

const audit = (scope: Scope, memberId: string, id: string, action: string, fields: string[] = []) =>
  recordAudit(scope, { action, subject_type: 'partner', subject_id: id, fields, member_id: memberId })
