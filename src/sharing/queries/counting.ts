import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

type Case = { word: number; shift: number; mask: number; values?: number[]; code: number }
type Column = { when: readonly Case[]; otherwise: number }
type Mark = { question: string; choice: string; word: number; bits: bigint }
type Layout = { words: number; marks: readonly Mark[]; columns: readonly Column[] }

/** Questions that are asked after certain answers. */
export const listRoutes = (db: Db, centreId: string, waveId: string) =>
  db
    .selectFrom('questions as q')
    .innerJoin('waves as w', (join) =>
      join.onRef('w.centre_id', '=', 'q.centre_id').onRef('w.survey_id', '=', 'q.survey_id'),
    )
    .where('w.centre_id', '=', centreId)
    .where('w.id', '=', waveId)
    .select(['q.code', 'q.shown_if_question', 'q.shown_if_choices'])
    .execute()

/** What a snapshot taken now would hold. */
export const countBatches = async (db: Db, centreId: string, waveId: string) => {
  const { rows } = await sql<{ last_batch: number; counted: number }>`
    select coalesce(max(batch), 0) as last_batch, count(*)::int as counted from responses
    where centre_id = ${centreId} and wave_id = ${waveId}`.execute(db)
  return rows[0] ?? { last_batch: 0, counted: 0 }
}

/**
 * Reads the answers of the batches up to one once, into a temporary table of one row a person and one small number a
 * column (`d0`, `d1` …), which is gone at the transaction's end.
 */
export const layOut = async (db: Db, centreId: string, waveId: string, lastBatch: number, layout: Layout) => {
  const { words, marks, columns } = layout
  const sums = range(words).map(
    (word) => sql`bit_or(case when m.word = ${lit(word)} then m.bits end) as ${raw(`w${word}`)}`,
  )
  await sql`set local work_mem = '128MB'`.execute(db)
  await sql`set local jit = off`.execute(db)
  await sql`
    create temporary table wide on commit drop as
    select ${sql.join(columns.map((column, index) => sql`(${codeOf(column)})::int2 as ${raw(`d${index}`)}`))}
    from (
      select r.id, ${sql.join(sums)}
      from responses r
        left join answers a on a.centre_id = r.centre_id and a.response_id = r.id
        left join (values ${sql.join(marks.map(markRow))}) as m (question, choice, word, bits)
          on m.question = a.question_code and m.choice = a.choice_code
      where r.centre_id = ${raw(`'${uuid(centreId)}'::uuid`)} and r.wave_id = ${raw(`'${uuid(waveId)}'::uuid`)}
        and r.batch <= ${lit(lastBatch)}
      group by r.id
    ) packed`.execute(db)
  await sql`analyze wide`.execute(db)
}

/** Adds up what tells one set of rows from another, in whatever order they lie: people, and two sums of their hashes. */
export const hashRows = async (db: Db): Promise<string> => {
  const { rows } = await sql<{ sums: string }>`
    select concat_ws(' ', count(*), sum(('x' || substr(h, 1, 15))::bit(60)::bigint), sum(('x' || substr(h, 16, 15))::bit(60)::bigint)) as sums
    from (select encode(sha256(wide::text::bytea), 'hex') as h from wide) hashed`.execute(db)
  return rows[0]?.sums ?? ''
}

/** One scan: how many there are in all, and of each code of each of these columns. */
export const countColumns = (db: Db, columns: readonly number[]) =>
  grouped(db, { columns, sets: ['()', ...columns.map((column) => `(d${column})`)] })

/** One scan of an item: how many gave each answer, in all and in each group of each of the frames. */
export const countItem = (db: Db, item: number, frames: readonly number[]) =>
  grouped(db, { columns: [item, ...frames], sets: [`(d${item})`, ...frames.map((frame) => `(d${item}, d${frame})`)] })

type Grouping = { columns: readonly number[]; sets: readonly string[] }

/** Rows as [code or null by column …, people]. */
const grouped = async (db: Db, { columns, sets }: Grouping): Promise<(number | null)[][]> => {
  const names = columns.map((column) => `d${column}`)
  const { rows } = await sql<Record<string, number | null>>`
    select ${raw(names.join(', '))}, count(*)::int as people from wide group by grouping sets (${raw(sets.join(', '))})`.execute(
    db,
  )
  return rows.map((row) => [...names, 'people'].map((name) => row[name] ?? null))
}

export type TrueCount = { item: string; item_code: string; frame: string; frame_code: string; people: number }

/** Keeps what was counted where only the counter reads it, in the place of what was counted before. */
export const keepCounts = async (
  db: Db,
  centreId: string,
  { waveId, snapshot }: { waveId: string; snapshot: number },
  counts: readonly TrueCount[],
) => {
  await db
    .deleteFrom('true_counts')
    .where('centre_id', '=', centreId)
    .where('wave_id', '=', waveId)
    .where('snapshot', '=', snapshot)
    .execute()
  await sql`
    insert into true_counts (centre_id, wave_id, snapshot, item, item_code, frame, frame_code, people)
    select ${centreId}, ${waveId}, ${snapshot}, c.item, c.item_code, c.frame, c.frame_code, c.people
    from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb)
      as c (item text, item_code text, frame text, frame_code text, people int)`.execute(db)
}

const codeOf = ({ when, otherwise }: Column): RawBuilder<unknown> =>
  when.length === 0
    ? lit(otherwise)
    : sql`case ${sql.join(
        when.map(({ word, shift, mask, values, code }) => {
          const said = `((coalesce(w${word}, 0) >> ${Number(shift)}) & ${Number(mask)})`
          return raw(`when ${said} ${values ? `in (${values.map(Number).join(', ')})` : '<> 0'} then ${Number(code)}`)
        }),
        sql` `,
      )} else ${lit(otherwise)} end`

const markRow = ({ question, choice, word, bits }: Mark) =>
  sql`(${sql.lit(question)}, ${sql.lit(choice)}, ${lit(word)}, ${raw(`${bits}::bigint`)})`

const range = (length: number) => Array.from({ length }, (_, index) => index)
const raw = (text: string) => sql.raw(text)
const lit = (number: number) => sql.raw(String(Number(number)))
// written out, or the planner would not know how much of the tables they are
const uuid = (id: string) => {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('That is no id.')
  return id
}
