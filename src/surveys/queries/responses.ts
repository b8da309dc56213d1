import { type Insertable, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Responses } from '../../db/types.generated.ts'

type NewResponse = Omit<Insertable<Responses>, 'centre_id' | 'batch'>
type NewAnswer = { question_code: string; choice_code: string; rank: number }

/** Writes what was sent, once; false when it is here already. */
export const createResponse = async (db: Db, centreId: string, response: NewResponse, answers: NewAnswer[]) => {
  const created = await db
    .insertInto('responses')
    .values({ centre_id: centreId, ...response })
    .onConflict((conflict) => conflict.columns(['centre_id', 'submission_hash']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!created || answers.length === 0) return created !== undefined
  const rows = answers.map((answer) => ({ centre_id: centreId, response_id: response.id, ...answer }))
  await db.insertInto('answers').values(rows).execute()
  return true
}

export const hasResponse = async (db: Db, centreId: string, submissionHash: Buffer): Promise<boolean> => {
  const row = await db
    .selectFrom('responses')
    .where('centre_id', '=', centreId)
    .where('submission_hash', '=', submissionHash)
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

/** How many answers came in a wave, and how many of them are counted. */
export const countResponses = (db: Db, centreId: string, waveId: string) =>
  db
    .selectFrom('responses')
    .where('centre_id', '=', centreId)
    .where('wave_id', '=', waveId)
    .select([sql<number>`count(*)::int`.as('received'), sql<number>`count(batch)::int`.as('counted')])
    .executeTakeFirstOrThrow()

/**
 * Puts all answers of a wave that wait into one batch, in an order of chance, if at least so many wait; answers how
 * many. The caller has the wave's turn.
 */
export const takeBatch = async (db: Db, centreId: string, waveId: string, least: number): Promise<number> => {
  const { rows } = await sql<{ id: string }>`
    update responses r set batch = w.batch
    from (select id, count(*) over () as waiting,
        (select coalesce(max(batch), 0) + 1 from responses where centre_id = ${centreId} and wave_id = ${waveId}) as batch
      from responses where centre_id = ${centreId} and wave_id = ${waveId} and batch is null order by random()) w
    where r.centre_id = ${centreId} and r.id = w.id and w.waiting >= ${least}
    returning r.id`.execute(db)
  return rows.length
}

/** Waves with answers that wait to be counted, and whether no more will come. */
export const listWavesToCount = (db: Db, centreId: string, now: Date) =>
  db
    .selectFrom('waves as w')
    .innerJoin('surveys as s', (join) =>
      join.onRef('s.centre_id', '=', 'w.centre_id').onRef('s.id', '=', 'w.survey_id'),
    )
    .where('w.centre_id', '=', centreId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('responses as r')
          .whereRef('r.centre_id', '=', 'w.centre_id')
          .whereRef('r.wave_id', '=', 'w.id')
          .where('r.batch', 'is', null)
          .select('r.id'),
      ),
    )
    .select('w.id')
    .select(sql<boolean>`w.closes_at <= ${now} or s.status = 'closed'`.as('closed'))
    .execute()

export type Count = { question_code: string; choice_code: string; chosen: number; first: number }

/**
 * How often each choice was made in the counted answers of a wave. The first choice of every answer carries rank 1,
 * whatever its question, so the sum of `first` over a question is how many people answered it: no sorting by person.
 */
export const countChoices = (db: Db, centreId: string, waveId: string): Promise<Count[]> =>
  db
    .selectFrom('answers as a')
    .innerJoin('responses as r', (join) =>
      join.onRef('r.centre_id', '=', 'a.centre_id').onRef('r.id', '=', 'a.response_id'),
    )
    .where('a.centre_id', '=', centreId)
    .where('r.wave_id', '=', waveId)
    .where('r.batch', 'is not', null)
    .select(['a.question_code', 'a.choice_code'])
    .select([
      sql<number>`count(*)::int`.as('chosen'),
      sql<number>`(count(*) filter (where a.rank = 1))::int`.as('first'),
    ])
    .groupBy(['a.question_code', 'a.choice_code'])
    .execute()
