import type { Db } from '../db/connection.ts'
import { passwordMatches } from './passwords.ts'
import { findCredentials } from './queries.ts'
import { sessions } from './sessions.ts'

type Attempt = { email: string; password: string; userAgent: string; oldSession: string | null }

/** A new session for the right password, none for anything else; what was signed in before with this browser ends. */
export const signIn = async (db: Db, publicUrl: string, attempt: Attempt) => {
  const credentials = await findCredentials(db, attempt.email)
  if (!(await passwordMatches(attempt.password, credentials?.password_hash)) || !credentials) return undefined

  const lucia = sessions(db, publicUrl)
  if (attempt.oldSession) await lucia.invalidateSession(attempt.oldSession)
  const session = await lucia.createSession(credentials.id, { user_agent: attempt.userAgent.slice(0, 300) })
  return lucia.createSessionCookie(session.id).serialize()
}
