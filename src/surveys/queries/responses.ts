import { type Insertable, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { WaitingResponses } from '../../db/types.generated.ts'

type NewResponse = Omit<Insertable<WaitingResponses>, 'centre_id'>

/** Lets what was sent wait for its batch, once. The caller has the wave's turn, so that none moves on meanwhile. */
export const createResponse = async (db: Db, centreId: string, response: NewResponse) => {
  const { submission_hash, wave_id, week, lang, answers } = response
  await sql`
    insert into waiting_responses (centre_id, submission_hash, wave_id, week, lang, answers)
    select ${centreId}, ${submission_hash}, ${wave_id}, ${week}::date, ${lang}, ${JSON.stringify(answers)}::jsonb
    where not exists (select from waiting_responses where centre_id = ${centreId} and submission_hash = ${submission_hash})
      and not exists (select from responses where centre_id = ${centreId} and submission_hash = ${submission_hash})`.execute(
    db,
  )
}

export const hasResponse = async (db: Db, centreId: string, submissionHash: Buffer): Promise<boolean> => {
  const { rows } = await sql`
    select from waiting_responses where centre_id = ${centreId} and submission_hash = ${submissionHash}
    union all select from responses where centre_id = ${centreId} and submission_hash = ${submissionHash}`.execute(db)
  return rows.length > 0
}

/** How many answers of a wave are counted, and how many wait. */
export const countResponses = (db: Db, centreId: string, waveId: string) =>
  db
    .selectFrom('waves as w')
    .where('w.centre_id', '=', centreId)
    .where('w.id', '=', waveId)
    .select(numbersOfWave)
    .executeTakeFirstOrThrow()

export const numbersOfWave = [
  sql<number>`coalesce((select k.counted from wave_counts k where k.centre_id = w.centre_id and k.wave_id = w.id), 0)`.as(
    'counted',
  ),
  sql<number>`(select count(*)::int from waiting_responses r where r.centre_id = w.centre_id and r.wave_id = w.id)`.as(
    'waiting',
  ),
]

/**
 * Makes one batch of all answers of a wave that wait, if at least so many do; answers how many. Ids and orders are of
 * chance, and answers are shuffled apart from those who gave them: neither ids nor places in the file tell who came
 * when. The caller has the wave's turn.
 */
export const takeBatch = async (db: Db, centreId: string, waveId: string, least: number): Promise<number> => {
  const { rows } = await sql<{ taken: number }>`
    with taken as materialized (
      delete from waiting_responses
      where centre_id = ${centreId} and wave_id = ${waveId}
        and (select count(*) from waiting_responses where centre_id = ${centreId} and wave_id = ${waveId}) >= ${least}
      returning centre_id, wave_id, submission_hash, week, lang, answers),
    shuffled as materialized (select gen_random_uuid() as id, taken.* from taken order by id),
    counted as (
      insert into responses (centre_id, id, wave_id, submission_hash, week, lang, batch)
      select centre_id, id, wave_id, submission_hash, week, lang,
        (select coalesce(max(batch), 0) + 1 from responses where centre_id = ${centreId} and wave_id = ${waveId})
      from shuffled),
    given as materialized (
      select s.centre_id, s.id, q.code, chosen.code as choice, chosen.rank
      from shuffled s, jsonb_each(s.answers) q (code, choices),
        jsonb_array_elements_text(q.choices) with ordinality chosen (code, rank)
      order by gen_random_uuid()),
    answered as (
      insert into answers (centre_id, response_id, question_code, choice_code, rank)
      select centre_id, id, code, choice, rank from given)
    select count(*)::int as taken from taken`.execute(db)
  return rows[0]?.taken ?? 0
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
        selectFrom('waiting_responses as r')
          .whereRef('r.centre_id', '=', 'w.centre_id')
          .whereRef('r.wave_id', '=', 'w.id')
          .select('r.wave_id'),
      ),
    )
    .select('w.id')
    .select(sql<boolean>`w.closes_at <= ${now} or s.status = 'closed'`.as('closed'))
    .execute()

export type Count = { question_code: string; choice_code: string; chosen: number; first: number }

/**
 * How often each choice was made in the counted answers of a wave, as kept beside them. The first choice of every answer
 * carries rank 1, whatever its question, so the sum of `first` over a question is how many people answered it.
 */
export const countChoices = (db: Db, centreId: string, waveId: string): Promise<Count[]> =>
  db
    .selectFrom('choice_counts')
    .where('centre_id', '=', centreId)
    .where('wave_id', '=', waveId)
    .select(['question_code', 'choice_code', 'chosen', 'first'])
    .execute()
