import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

export type DraftRecord = Awaited<ReturnType<typeof findDraft>> & {}

/** Answers not sent yet, in the hands of whoever holds the token. */
export const findDraft = (db: Db, centreId: string, tokenHash: Buffer, now: Date) =>
  db
    .selectFrom('survey_drafts')
    .where('centre_id', '=', centreId)
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .select(['token_hash', 'wave_id', 'page', 'answers'])
    .executeTakeFirst()

/** Which survey a draft belongs to, and where its answering stopped. */
export const findDraftsPlace = (db: Db, centreId: string, tokenHash: Buffer, now: Date) =>
  db
    .selectFrom('survey_drafts as d')
    .innerJoin('waves as w', (join) => join.onRef('w.centre_id', '=', 'd.centre_id').onRef('w.id', '=', 'd.wave_id'))
    .innerJoin('surveys as s', (join) =>
      join.onRef('s.centre_id', '=', 'w.centre_id').onRef('s.id', '=', 'w.survey_id'),
    )
    .where('d.centre_id', '=', centreId)
    .where('d.token_hash', '=', tokenHash)
    .where('d.expires_at', '>', now)
    .select(['s.slug', 'd.page'])
    .executeTakeFirst()

type Draft = { token_hash: Buffer; wave_id: string; page: number; answers: Record<string, string[]>; expires_at: Date }

export const createDraft = async (db: Db, centreId: string, draft: Draft) => {
  await db
    .insertInto('survey_drafts')
    .values({ centre_id: centreId, ...draft })
    .execute()
}

/**
 * Adds a page's answers to a draft: two windows on one draft do not undo each other. A draft that was sent meanwhile
 * stays gone, or it would come back without its key.
 */
export const addToDraft = async (
  db: Db,
  centreId: string,
  { token_hash, page, answers, expires_at }: Omit<Draft, 'wave_id'>,
) => {
  await db
    .updateTable('survey_drafts')
    .set({ page, expires_at, answers: sql`survey_drafts.answers || ${JSON.stringify(answers)}::jsonb` })
    .where('centre_id', '=', centreId)
    .where('token_hash', '=', token_hash)
    .execute()
}

export const deleteDraft = async (db: Db, centreId: string, tokenHash: Buffer) => {
  await db.deleteFrom('survey_drafts').where('centre_id', '=', centreId).where('token_hash', '=', tokenHash).execute()
}

/** Drafts nobody can go on with: too old, or their wave has closed. */
export const deleteOldDrafts = async (db: Db, centreId: string, now: Date) => {
  const closed = db
    .selectFrom('waves as w')
    .innerJoin('surveys as s', (join) =>
      join.onRef('s.centre_id', '=', 'w.centre_id').onRef('s.id', '=', 'w.survey_id'),
    )
    .where('w.centre_id', '=', centreId)
    .where((is) => is.or([is('w.closes_at', '<=', now), is('s.status', '=', 'closed')]))
    .select('w.id')
  await db
    .deleteFrom('survey_drafts')
    .where('centre_id', '=', centreId)
    .where((is) => is.or([is('expires_at', '<=', now), is('wave_id', 'in', closed)]))
    .execute()
}

/** Centres anywhere that keep drafts too long: ids only, through the door. */
export const listCentresWithOldDrafts = async (db: Db, now: Date): Promise<string[]> => {
  const { rows } = await sql<{ centre_id: string }>`select centre_id from centres_with_old_drafts(${now})`.execute(db)
  return rows.map(({ centre_id }) => centre_id)
}
