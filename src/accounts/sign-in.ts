import type { Db } from '../db/connection.ts'
import { passwordMatches } from './passwords.ts'
import { findCredentials, updateOwn } from './queries/members.ts'
import { newSession, sessions } from './sessions.ts'

type Attempt = { email: string; password: string; userAgent: string; oldSession: string | null }

/** A new session for the right password, none for anything else; what was signed in before with this browser ends. */
export const signIn = async (db: Db, publicUrl: string, attempt: Attempt) => {
  const credentials = await findCredentials(db, attempt.email)
  if (!(await passwordMatches(attempt.password, credentials?.password_hash)) || !credentials) return undefined

  if (attempt.oldSession) await sessions(db, publicUrl).invalidateSession(attempt.oldSession)
  await updateOwn(db, credentials.id, { signed_in_at: new Date() })
  return newSession(db, publicUrl, credentials.id, attempt.userAgent)
}
