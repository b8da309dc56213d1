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
} from './queries.ts'

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof sessions>
    DatabaseSessionAttributes: { user_agent: string }
    DatabaseUserAttributes: Omit<Member, 'id'>
  }
}

/** A session lives 8 hours after its last use and a week at most; Lucia itself is used nowhere else. */
export const sessions = (db: Db, publicUrl: string) => {
  const secure = publicUrl.startsWith('https:')
  return new Lucia<{ user_agent: string }, Omit<Member, 'id'>>(adapterOf(db), {
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

/** Only the hash of a session's id is stored: who reads the database cannot sign in with it. */
const adapterOf = (db: Db): Adapter => ({
  async getSessionAndUser(id) {
    const row = await findSession(db, sha256(id), new Date())
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
  updateSessionExpiration: (id, expiresAt) => extendSession(db, sha256(id), expiresAt),
  deleteSession: (id) => deleteSession(db, sha256(id)),
  deleteUserSessions: (memberId) => deleteSessionsOf(db, memberId),
  deleteExpiredSessions: () => deleteExpiredSessions(db, new Date()),
})
