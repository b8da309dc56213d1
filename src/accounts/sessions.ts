import type { Adapter } from 'lucia'
import { Lucia, TimeSpan } from 'lucia'
import type { Db } from '../db/connection.ts'
import { sha256 } from '../lib/tokens.ts'
import type { Member } from '../web/viewer.ts'
import {
  createSession,
  deleteExpiredSessions,
  deleteSession,
  deleteSessionsOf,
  extendSession,
  findSession,
  type SessionRow,
} from './queries/sessions.ts'

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof sessions>
    DatabaseSessionAttributes: { user_agent: string }
    DatabaseUserAttributes: Omit<Member, 'id'>
  }
}

/** A session lives 8 hours after its last use and a week at most; Lucia itself is used nowhere else. */
export const sessions = (db: Db, publicUrl: string, rows: SessionRows = rowsIn(db)) => {
  const secure = publicUrl.startsWith('https:')
  return new Lucia<{ user_agent: string }, Omit<Member, 'id'>>(adapterOf(db, rows), {
    sessionExpiresIn: new TimeSpan(8, 'h'),
    sessionCookie: { name: secure ? '__Host-krajan' : 'krajan', attributes: { secure, sameSite: 'lax' } },
    getUserAttributes: (member) => member,
  })
}

/** The session id a browser brings; cookies that cannot be read, ours or a neighbour's, bring none. */
export const sessionIdIn = (lucia: ReturnType<typeof sessions>, cookies = ''): string | null => {
  try {
    return lucia.readSessionCookie(cookies)
  } catch {
    return null
  }
}

/** Signs a member in; the answer is the cookie that says so. */
export const newSession = async (db: Db, publicUrl: string, memberId: string, userAgent: string): Promise<string> => {
  const lucia = sessions(db, publicUrl)
  const session = await lucia.createSession(memberId, { user_agent: userAgent.slice(0, 300) })
  return lucia.createSessionCookie(session.id).serialize()
}

/** The name under which the database knows a session. */
export const storedName = (id: string | null): Buffer => sha256(id ?? '')

/** How a request's session is found and kept alive. */
export type SessionRows = {
  find(idHash: Buffer, now: Date): Promise<SessionRow | undefined>
  extend(idHash: Buffer, expiresAt: Date): Promise<void>
}

const rowsIn = (db: Db): SessionRows => ({
  find: (idHash, now) => findSession(db, idHash, now),
  extend: (idHash, expiresAt) => extendSession(db, idHash, expiresAt),
})

/** Only the hash of a session's id is stored: who reads the database cannot sign in with it. */
const adapterOf = (db: Db, rows: SessionRows): Adapter => ({
  async getSessionAndUser(id) {
    const row = await rows.find(sha256(id), new Date())
    if (!row) return [null, null]
    const { member_id, created_at: _, expires_at, ...member } = row
    return [
      { id, userId: member_id, expiresAt: expires_at, attributes: { user_agent: '' } },
      { id: member_id, attributes: member },
    ]
  },
  getUserSessions: async () => [],
  setSession: ({ id, userId, expiresAt, attributes }) =>
    createSession(db, {
      id_hash: sha256(id),
      member_id: userId,
      expires_at: expiresAt,
      created_at: new Date(),
      ...attributes,
    }),
  updateSessionExpiration: (id, expiresAt) => rows.extend(sha256(id), expiresAt),
  deleteSession: (id) => deleteSession(db, sha256(id)),
  deleteUserSessions: (memberId) => deleteSessionsOf(db, memberId),
  deleteExpiredSessions: () => deleteExpiredSessions(db, new Date()),
})
