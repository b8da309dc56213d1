import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import type { Role } from '../lib/words.ts'
import { recordAudit } from '../privacy/queries.ts'
import { listAdmins, type TeamMember, updateMembership } from './queries/memberships.ts'

/** `last`: somebody must stay who can let others in; `lost`: who decides was an administrator until just now. */
export type Decided = 'done' | 'own' | 'last' | 'lost' | 'stale'

export const changeRole = async (
  scope: Scope,
  adminId: string,
  member: TeamMember,
  { role, version }: { role: Role; version: number },
): Promise<Decided> => {
  if (member.role === role && member.id !== adminId) return 'done'
  const refused = await refusal(scope, adminId, member, role !== 'admin')
  return refused ?? decide(scope, adminId, member.id, version, { role }, 'member.role')
}

/** Closes the centre to a member, whose other centres stay open; from the next request on. */
export const closeAccess = async (
  scope: Scope,
  adminId: string,
  member: TeamMember,
  version: number,
): Promise<Decided> => {
  if (member.disabled_at) return 'done'
  const refused = await refusal(scope, adminId, member, true)
  return refused ?? decide(scope, adminId, member.id, version, { disabled_at: scope.now }, 'member.disabled')
}

export const openAccess = async (
  scope: Scope,
  adminId: string,
  member: TeamMember,
  version: number,
): Promise<Decided> => {
  if (!member.disabled_at) return 'done'
  return decide(scope, adminId, member.id, version, { disabled_at: null }, 'member.enabled')
}

/** Two administrators who take the role from each other at once wait for one another here. */
const refusal = async ({ db, centreId }: Scope, adminId: string, member: TeamMember, isLess: boolean) => {
  if (member.id === adminId) return 'own'
  await waitForTurn(db, centreId, 'administrators')
  const admins = await listAdmins(db, centreId)
  if (isLess && !admins.some((id) => id !== member.id)) return 'last'
  return admins.includes(adminId) ? undefined : 'lost'
}

const decide = async (
  scope: Scope,
  adminId: string,
  memberId: string,
  version: number,
  changes: Parameters<typeof updateMembership>[4],
  action: string,
): Promise<Decided> => {
  if (!(await updateMembership(scope.db, scope.centreId, memberId, version, changes))) return 'stale'
  const fields = Object.keys(changes)
  await recordAudit(scope, { action, subject_type: 'member', subject_id: memberId, fields, member_id: adminId })
  return 'done'
}
