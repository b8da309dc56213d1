import type { Db } from '../db/connection.ts'
import type { Member } from '../web/viewer.ts'
import { type Weakness, weaknessOf } from './password-rules.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { asMember, findCredentials, setPasswordHash } from './queries/members.ts'
import { deleteSessionsOf } from './queries/sessions.ts'
import { newSession } from './sessions.ts'

type Change = { current: string; password: string; userAgent: string }
type Changed = { kind: 'wrong' } | { kind: 'weak'; weakness: Weakness } | { kind: 'changed'; cookie: string }

/** A new password for who knows the old one: every session ends, and this browser gets a new one. */
export const changePassword = async (db: Db, publicUrl: string, member: Member, change: Change): Promise<Changed> => {
  const credentials = await findCredentials(db, member.email)
  if (!(await passwordMatches(change.current, credentials?.password_hash))) return { kind: 'wrong' }
  const weakness = weaknessOf(change.password, member)
  if (weakness) return { kind: 'weak', weakness }

  const hash = await hashPassword(change.password)
  return asMember(db, member.id, async (trx) => {
    await setPasswordHash(trx, member.id, hash, new Date())
    await deleteSessionsOf(trx, member.id)
    return { kind: 'changed', cookie: await newSession(trx, publicUrl, member.id, change.userAgent) }
  })
}
