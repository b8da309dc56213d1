import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { setScene, textOf } from './scene.ts'

const database = testDatabase()
type Scene = Awaited<ReturnType<typeof setScene>>

/** What is kept of the counted answers, beside what counting them anew says. */
const counts = async ({ survey }: Scene) => {
  const kept = await sql`
    select question_code, choice_code, chosen, first from choice_counts where wave_id = ${survey.waveId} and chosen <> 0
    union all select '', '', counted, counted from wave_counts where wave_id = ${survey.waveId} order by 1, 2`.execute(
    database.ownerDb,
  )
  const counted = await sql`
    select a.question_code, a.choice_code, count(*)::int as chosen, (count(*) filter (where a.rank = 1))::int as first
      from answers a join responses r on r.id = a.response_id where r.wave_id = ${survey.waveId} group by 1, 2
    union all select '', '', count(*)::int, count(*)::int from responses where wave_id = ${survey.waveId}
    order by 1, 2`.execute(database.ownerDb)
  return { kept: kept.rows, counted: counted.rows }
}

const sendAll = async (scene: Scene, people: number) => {
  for (let person = 0; person < people; person += 1) {
    const somebody = scene.person()
    await somebody.answer({ q_barriers: person % 3 === 0 ? ['work', 'pay'] : ['work', 'pay', 'housing'] })
    await somebody.send()
  }
}

test('what is kept of the counted answers is what counting them says, batch after batch', async () => {
  const scene = await setScene(database)
  await sendAll(scene, 9)
  expect(await counts(scene)).toEqual({
    kept: [],
    counted: [{ question_code: '', choice_code: '', chosen: 0, first: 0 }],
  })
  await sendAll(scene, 1)
  const first = await counts(scene)
  expect(first.kept).toEqual(first.counted)
  expect(first.kept).toContainEqual({ question_code: 'barriers', choice_code: 'work', chosen: 10, first: 10 })
  await sendAll(scene, 9)
  expect((await counts(scene)).kept).toEqual(first.kept)
  await sendAll(scene, 1)
  const second = await counts(scene)
  expect(second.kept).toEqual(second.counted)
  expect(second.kept[0]).toMatchObject({ chosen: 20 })
}, 60_000)

test('answers that are taken away are not counted any more', async () => {
  const scene = await setScene(database)
  await sendAll(scene, 10)
  const [gone] = await scene.responses()
  await database.ownerDb.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('answers')
      .where('response_id', '=', gone?.id ?? '')
      .execute()
    await trx
      .deleteFrom('responses')
      .where('id', '=', gone?.id ?? '')
      .execute()
  })
  const { kept, counted } = await counts(scene)
  expect(kept).toEqual(counted)
  expect(kept[0]).toMatchObject({ chosen: 9 })
}, 60_000)

test('nobody may take kept counts away but by taking away the answers', async () => {
  for (const table of ['wave_counts', 'choice_counts'])
    await expect(sql`delete from ${sql.table(table)}`.execute(database.appDb)).rejects.toThrow('permission denied')
})

const changes: [string, string, string][] = [
  ['its title', "update survey_texts set title = 'Jiný název' where lang = 'cs'", 'Jiný název'],
  ['the words of a question', "update question_texts set wording = 'Jinak?' where lang = 'cs'", 'Jinak?'],
  ['the words of a choice', `update choices set texts = '{"cs": "nejspíš"}'`, 'nejspíš'],
  ['a choice more', 'insert', 'docela nová'],
  ['a choice less', "delete from choices where code = 'no'", 'Uvažovali'],
  ['where a question stands', "update questions set page = 1 where code = 'origin'", 'cheb'],
]

test.each(changes)('%s changes for everybody at once', async (_name, change, words) => {
  const scene = await setScene(database)
  const before = await textOf(scene.person().get())
  expect(before).toContain('Uvažovali jste?')
  if (words !== 'Uvažovali') expect(before).not.toContain(words)
  const added = `insert into choices (centre_id, question_id, code, position, texts)
    select centre_id, id, 'new', 9, '{"cs": "docela nová"}' from questions where code = 'considered'`
  const text = change === 'insert' ? `${added} and centre_id = '${scene.centre.id}'` : change
  await sql.raw(text).execute(database.ownerDb)
  const after = await textOf(scene.person().get())
  expect(after).toContain(words)
  expect(after).not.toBe(before)
})

test('a change that is taken back was never seen', async () => {
  const scene = await setScene(database)
  const before = await textOf(scene.person().get())
  const takenBack = database.ownerDb.transaction().execute(async (trx) => {
    await sql`update survey_texts set title = 'Nikdy' where centre_id = ${scene.centre.id}`.execute(trx)
    expect(await textOf(scene.person().get())).toBe(before)
    throw new Error('taken back')
  })
  await expect(takenBack).rejects.toThrow('taken back')
  expect(await textOf(scene.person().get())).toBe(before)
})

test('what one person ticked stands on nobody else’s page', async () => {
  const scene = await setScene(database)
  const [jana, petr] = [scene.person(), scene.person()]
  const fresh = await textOf(petr.get())
  await jana.page(1, { q_considered: 'no' })
  expect(await textOf(jana.get(`${scene.address}?page=1`))).toMatch(/value="no" checked/)
  expect(await textOf(petr.get())).toBe(fresh)
  expect(fresh).not.toContain('checked')
  expect(await textOf(jana.get(`${scene.address}?page=1`))).toMatch(/value="no" checked/)
})
