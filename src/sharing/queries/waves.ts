import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../../db/connection.ts'

export type AskedQuestion = Awaited<ReturnType<typeof listAskedQuestions>>[number]
export type CodeList = Awaited<ReturnType<typeof listCodeLists>>[number]

/** A wave as its plan names it; undefined in another centre. */
export const findPlannedWave = (db: Db, centreId: string, waveId: string) =>
  db
    .selectFrom('waves as w')
    .innerJoin('surveys as s', (join) =>
      join.onRef('s.centre_id', '=', 'w.centre_id').onRef('s.id', '=', 'w.survey_id'),
    )
    .innerJoin('centres as c', 'c.id', 'w.centre_id')
    .where('w.centre_id', '=', centreId)
    .where('w.id', '=', waveId)
    .select(['w.id', 'w.survey_id', 'w.number', 'w.regime', 's.slug as survey', 'c.slug as centre'])
    .executeTakeFirst()

/** The questions of a survey in their order, with every language of what they say. */
export const listAskedQuestions = (db: Db, centreId: string, surveyId: string) =>
  db
    .selectFrom('questions as q')
    .where('q.centre_id', '=', centreId)
    .where('q.survey_id', '=', surveyId)
    .select([
      'q.code',
      'q.kind',
      'q.code_list',
      'q.required',
      'q.sensitive',
      'q.shown_if_question',
      'q.shown_if_choices',
    ])
    .select(
      sql<Record<string, string>>`(select coalesce(jsonb_object_agg(x.lang, x.wording), '{}') from question_texts x
      where x.centre_id = q.centre_id and x.question_id = q.id)`.as('labels'),
    )
    .select((row) =>
      jsonArrayFrom(
        row
          .selectFrom('choices as h')
          .whereRef('h.centre_id', '=', 'q.centre_id')
          .whereRef('h.question_id', '=', 'q.id')
          .select(['h.code', 'h.exclusive', 'h.texts'])
          .orderBy('h.position'),
      ).as('choices'),
    )
    .orderBy('q.position')
    .execute()

/** The network's words, each list with its codes in their order. */
export const listCodeLists = (db: Db) =>
  db
    .selectFrom('code_lists as l')
    .select(['l.id', 'l.labels', 'l.ordered', 'l.frame'])
    .select((row) =>
      jsonArrayFrom(
        row
          .selectFrom('codes as c')
          .whereRef('c.list', '=', 'l.id')
          .select(['c.code', 'c.labels', 'c.parent', 'c.leaf'])
          .orderBy('c.position'),
      ).as('codes'),
    )
    .orderBy('l.id')
    .execute()

/** Which choices were ever counted in a wave, so that a plan without one of them is noticed. */
export const listChosen = (db: Db, centreId: string, waveId: string) =>
  db
    .selectFrom('choice_counts')
    .where('centre_id', '=', centreId)
    .where('wave_id', '=', waveId)
    .where('chosen', '>', 0)
    .select(['question_code as question', 'choice_code as choice'])
    .orderBy('question_code')
    .orderBy('choice_code')
    .execute()

export type Growth = { counted: number; last: number | null; certified: boolean }

/**
 * How many answers are counted, how many the last snapshot had, and whether a release of it was certified and not
 * rejected.
 */
export const growthOf = async (db: Db, centreId: string, waveId: string): Promise<Growth> => {
  const { rows } = await sql<Growth>`
    select coalesce((select counted from wave_counts where centre_id = ${centreId} and wave_id = ${waveId}), 0) as counted,
      n.counted as last,
      exists (select from releases r where r.centre_id = ${centreId} and r.wave_id = ${waveId}
        and r.snapshot = n.number and r.status in ('ready', 'approved')) as certified
    from (select 1) one left join lateral (select number, counted from snapshots
      where centre_id = ${centreId} and wave_id = ${waveId} order by number desc limit 1) n on true`.execute(db)
  return rows[0] ?? { counted: 0, last: null, certified: false }
}

/** Says whether a question is sensitive; false where the survey has no such question. */
export const markSensitive = async (
  db: Db,
  centreId: string,
  { surveyId, code, sensitive }: { surveyId: string; code: string; sensitive: boolean },
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('questions')
    .set({ sensitive })
    .where('centre_id', '=', centreId)
    .where('survey_id', '=', surveyId)
    .where('code', '=', code)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
