import type { Scope } from '../db/scope.ts'
import { sha256 } from '../lib/tokens.ts'
import { recordAudit } from '../privacy/queries.ts'
import { type Weakness, weaknessOf } from './password-rules.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { findLinkHolder, findProvenHash, type LinkHolder, type LinkPurpose, redeemToken } from './queries/tokens.ts'
import { newSession, sessions } from './sessions.ts'

export const holderOf = ({ db, centreId, now }: Scope, token: string, purpose: LinkPurpose) =>
  findLinkHolder(db, centreId, sha256(token), purpose, now)

/** Somebody who works elsewhere accepts with the password they have; everybody else chooses one. */
export const usesOwnPassword = (holder: LinkHolder, purpose: LinkPurpose) =>
  purpose === 'invitation' && holder.has_password

type Use = { token: string; purpose: LinkPurpose; password: string; userAgent: string; oldSession: string | null }
type Used = { kind: 'dead' } | { kind: 'wrong' } | { kind: 'weak'; weakness: Weakness } | { kind: 'in'; cookie: string }

/** Uses a link up: the password is set or proven, the invitation accepted, and its holder signed in. */
export const redeem = async (scope: Scope, holder: LinkHolder, use: Use): Promise<Used> => {
  const { db, now, settings } = scope
  const { token, purpose, password } = use
  const isProven = usesOwnPassword(holder, purpose)
  const proven = isProven ? await findProvenHash(db, sha256(token)) : null
  if (isProven && !(await passwordMatches(password, proven))) return { kind: 'wrong' }
  const weakness = isProven ? undefined : weaknessOf(password, holder)
  if (weakness) return { kind: 'weak', weakness }

  const hash = isProven ? null : await hashPassword(password)
  const memberId = await redeemToken(db, sha256(token), purpose, { hash, proven }, now)
  if (!memberId) return { kind: 'dead' }
  const action = purpose === 'invitation' ? 'member.accepted' : 'member.password'
  await recordAudit(scope, { action, subject_type: 'member', subject_id: memberId, member_id: memberId })
  if (use.oldSession) await sessions(db, settings.publicUrl).invalidateSession(use.oldSession)
  return { kind: 'in', cookie: await newSession(db, settings.publicUrl, memberId, use.userAgent) }
}
