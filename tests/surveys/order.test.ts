import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { randomId } from '../../src/lib/ids.ts'
import { sha256 } from '../../src/lib/tokens.ts'
import { testDatabase } from '../support/database.ts'
import { setScene } from './scene.ts'

const database = testDatabase()
type Scene = Awaited<ReturnType<typeof setScene>>

type Row = { hash: string; batch: number; writer: string }

/** The rows of a table as they lie in its file, with who gave them and which transaction wrote them. */
const lying = async ({ survey }: Scene, table: 'responses' | 'answers') => {
  const row = sql.ref(`${table}.ctid`)
  const rows =
    table === 'responses'
      ? sql`from responses where wave_id = ${survey.waveId}`
      : sql`from answers join responses on responses.id = answers.response_id
          where wave_id = ${survey.waveId} and question_code = 'considered'`
  const found = await sql<Row>`
    select encode(submission_hash, 'hex') as hash, batch, ${sql.ref(`${table}.xmin`)}::text as writer
    ${rows} order by ${row}`.execute(database.ownerDb)
  return found.rows
}

/** What a table tells about the order of sending, batch by batch: transactions of their own, or places in that order. */
const tells = (rows: Row[], sent: string[]) =>
  [...new Set(rows.map(({ batch }) => batch))].flatMap((batch) => {
    const own = rows.filter((row) => row.batch === batch)
    const places = own.map(({ hash }) => sent.indexOf(hash))
    return [
      ...(new Set(own.map(({ writer }) => writer)).size === 1 ? [] : [`batch ${batch}: who wrote it`]),
      ...(places.join() === places.toSorted((a, b) => a - b).join() ? [`batch ${batch}: where it lies`] : []),
    ]
  })

test('neither transactions nor places in the file tell in which order thirty people answered', async () => {
  const scene = await setScene(database)
  const sent: string[] = []
  for (let person = 0; person < 30; person += 1) {
    const somebody = scene.person()
    await somebody.answer()
    await somebody.send()
    const all = [...(await scene.waiting()), ...(await scene.responses())]
    sent.push(...all.map((one) => one.submission_hash.toString('hex')).filter((hash) => !sent.includes(hash)))
    // the tenth is seen only after its batch; it is the only new one then, too
    expect(sent.length).toBe(person + 1)
  }
  const [responses, answers] = [await lying(scene, 'responses'), await lying(scene, 'answers')]
  expect([responses.length, answers.length, await scene.waiting()]).toEqual([30, 30, []])
  expect(new Set(responses.map(({ batch }) => batch))).toEqual(new Set([1, 2, 3]))
  expect([tells(responses, sent), tells(answers, sent)]).toEqual([[], []])
  // answers are shuffled apart from those who gave them
  expect(answers.map(({ hash }) => hash)).not.toEqual(responses.map(({ hash }) => hash))
}, 60_000)

test('and a table filled as people come is caught telling both', async () => {
  const scene = await setScene(database)
  const of = { centre_id: scene.centre.id, wave_id: scene.survey.waveId, week: '2026-11-16', lang: 'cs' as const }
  const sent: string[] = []
  for (let person = 0; person < 10; person += 1) {
    const [id, submission_hash] = [randomId(), sha256(randomId())]
    sent.push(submission_hash.toString('hex'))
    await database.ownerDb.transaction().execute(async (trx) => {
      await trx
        .insertInto('responses')
        .values({ ...of, id, submission_hash, batch: 1 })
        .execute()
      const answer = { centre_id: of.centre_id, response_id: id, question_code: 'considered', choice_code: 'yes' }
      await trx.insertInto('answers').values(answer).execute()
    })
  }
  const caught = ['batch 1: who wrote it', 'batch 1: where it lies']
  expect(tells(await lying(scene, 'responses'), sent)).toEqual(caught)
  expect(tells(await lying(scene, 'answers'), sent)).toEqual(caught)
})
