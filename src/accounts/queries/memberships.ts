import { type Insertable, sql } from 'kysely'
import type { StaffLang } from '../../../views/messages/index.ts'
import type { Db } from '../../db/connection.ts'
import type { Memberships } from '../../db/types.generated.ts'
import { anId, anyText, decodeCursor, pageOf } from '../../lib/paging.ts'
import type { Role } from '../../lib/words.ts'

export type TeamMember = Awaited<ReturnType<typeof findTeamMember>> & {}

/** The team of a centre by Czech alphabet, a page at a time, those who left included. */
export const listTeam = async (db: Db, centreId: string, after: string | undefined, size = 200) => {
  const cursor = decodeCursor(after, [anyText, anId])
  const rows = await team(db, centreId)
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(${shownName} collate "cs-x-icu", m.id) > (${cursor?.[0]}, ${cursor?.[1]}::uuid)`),
    )
    .orderBy(sql`${shownName} collate "cs-x-icu"`)
    .orderBy('m.id')
    .limit(size + 1)
    .execute()
  return pageOf(rows, size, (row) => [row.name, row.id])
}

export const findTeamMember = (db: Db, centreId: string, id: string) =>
  team(db, centreId).where('ms.member_id', '=', id).executeTakeFirst()

/** Who works in the opened centre under this address, to be written to. */
export const findMemberOfCentre = (db: Db, centreId: string, email: string) =>
  db
    .selectFrom('memberships as ms')
    .innerJoin('members as m', 'm.id', 'ms.member_id')
    .where('ms.centre_id', '=', centreId)
    .where('m.email', '=', email)
    .select(['m.id', 'm.email', 'm.name', 'm.lang'])
    .executeTakeFirst()

/** Whom a contact can belong to, by name, at most 200: those who work here, and who the contact belongs to already. */
export const listMembers = (
  db: Db,
  centreId: string,
  present: string | null = null,
): Promise<{ id: string; name: string }[]> =>
  db
    .selectFrom('memberships as ms')
    .innerJoin('members as m', 'm.id', 'ms.member_id')
    .where('ms.centre_id', '=', centreId)
    .where('ms.accepted_at', 'is not', null)
    .where(sql<boolean>`(ms.disabled_at is null and m.disabled_at is null or m.id = ${present}::uuid)`)
    .select(['m.id', 'm.name'])
    .orderBy(sql`m.name collate "cs-x-icu"`)
    .limit(200)
    .execute()

/** Who can let others in: the administrators that may come in themselves. */
export const listAdmins = async (db: Db, centreId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('memberships as ms')
    .innerJoin('members as m', 'm.id', 'ms.member_id')
    .where('ms.centre_id', '=', centreId)
    .where('ms.role', '=', 'admin')
    .where('ms.disabled_at', 'is', null)
    .where('ms.accepted_at', 'is not', null)
    .where('m.disabled_at', 'is', null)
    .select('m.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Changes a membership that still is at `version`; false when somebody else was faster. */
export const updateMembership = async (
  db: Db,
  centreId: string,
  memberId: string,
  version: number,
  changes: { role: Role } | { disabled_at: Date | null },
): Promise<boolean> => {
  const row = await db
    .updateTable('memberships')
    .set({ ...changes, version: version + 1 })
    .where('centre_id', '=', centreId)
    .where('member_id', '=', memberId)
    .where('version', '=', version)
    .returning('member_id')
    .executeTakeFirst()
  return row !== undefined
}

type Invited = { id: string; email: string; name: string; lang: StaffLang; role: Role; key: string | null; now: Date }

/** Adds somebody to the opened centre, known elsewhere or not; undefined when they are here already. */
export const inviteMember = async (db: Db, { id, email, name, lang, role, key, now }: Invited) => {
  const { rows } = await sql<{ id: string | null }>`
    select invite_member(${id}, ${email}, ${name}, ${lang}, ${role}, ${key}::uuid, ${now}) as id`.execute(db)
  return rows[0]?.id ?? undefined
}

export const findInvitedByKey = async (db: Db, centreId: string, key: string): Promise<string | undefined> => {
  const row = await db
    .selectFrom('memberships')
    .where('centre_id', '=', centreId)
    .where('idempotency_key', '=', key)
    .select('member_id')
    .executeTakeFirst()
  return row?.member_id
}

/** Whether a member of the opened centre has a role in another one too. */
export const belongsElsewhere = async (db: Db, memberId: string): Promise<boolean> => {
  const { rows } = await sql<{ elsewhere: boolean }>`select belongs_elsewhere(${memberId}) as elsewhere`.execute(db)
  return rows[0]?.elsewhere ?? false
}

/** For the command line: gives a role in a centre and opens it; a role held there before is replaced. */
export const createMembership = async (ownerDb: Db, membership: Insertable<Memberships>) => {
  await ownerDb
    .insertInto('memberships')
    .values(membership)
    .onConflict((conflict) =>
      conflict.columns(['centre_id', 'member_id']).doUpdateSet({
        role: membership.role,
        disabled_at: null,
        accepted_at: sql`coalesce(memberships.accepted_at, excluded.accepted_at)`,
        version: sql`memberships.version + 1`,
      }),
    )
    .execute()
}

const shownName = sql<string>`case when ms.accepted_at is null then ms.invited_name else m.name end`

const team = (db: Db, centreId: string) =>
  db
    .selectFrom('memberships as ms')
    .innerJoin('members as m', 'm.id', 'ms.member_id')
    .where('ms.centre_id', '=', centreId)
    .select(['m.id', 'm.email', 'ms.role', 'ms.version', 'ms.disabled_at', 'ms.accepted_at', shownName.as('name')])
    // signing in before they came here was none of this centre's business
    .select(sql<Date | null>`case when m.signed_in_at >= ms.accepted_at then m.signed_in_at end`.as('signed_in_at'))
