import { describe, expect, test } from 'vitest'
import { newId } from '../../../src/lib/ids.ts'
import { neededFor } from '../../../src/sharing/growth.ts'
import { staffMessages } from '../../../views/messages/index.ts'
import { PlanPage } from '../../../views/sharing/plan.tsx'
import { testApp } from '../../support/app.ts'
import { aCentre, aMember } from '../../support/cast.ts'
import { testDatabase } from '../../support/database.ts'
import { aSurvey } from '../../surveys/scene.ts'
import { aRelease, htmlOf, setScene, wordsOf } from './scene.ts'

const database = testDatabase()
const app = testApp(database.appDb, { settings: { counting: 'here' } })

/** A survey whose answers can be shared: one of its questions is asked by everybody in the network. */
const aPlannable = async ({ counted = 200 } = {}) => {
  const { ownerDb } = database
  const centre = await aCentre(ownerDb)
  const survey = await aSurvey(ownerDb, centre)
  const [centre_id, question_id] = [centre.id, newId()]
  const asked = { survey_id: survey.id, code: 'age', position: 9, page: 6, kind: 'single' as const }
  await ownerDb
    .insertInto('questions')
    .values({ centre_id, id: question_id, ...asked })
    .execute()
  await ownerDb.insertInto('question_texts').values({ centre_id, question_id, lang: 'cs', wording: 'Věk?' }).execute()
  const codes = await ownerDb
    .selectFrom('codes')
    .where('list', '=', 'age_bands')
    .where('leaf', '=', true)
    .select(['code', 'labels', 'position'])
    .execute()
  await ownerDb
    .insertInto('choices')
    .values(codes.map(({ code, labels, position }) => ({ centre_id, question_id, code, position, texts: labels })))
    .execute()
  await ownerDb.updateTable('questions').set({ code_list: 'age_bands' }).where('id', '=', question_id).execute()
  const wave = await ownerDb
    .selectFrom('waves')
    .select('id')
    .where('survey_id', '=', survey.id)
    .executeTakeFirstOrThrow()
  await ownerDb.insertInto('wave_counts').values({ centre_id, wave_id: wave.id, counted }).execute()
  const members = {
    admin: await aMember(ownerDb, [centre], 'admin'),
    coordinator: await aMember(ownerDb, [centre], 'coordinator'),
    reader: await aMember(ownerDb, [centre], 'reader'),
  }
  const base = `/app/${centre.slug}/sharing`
  const releases = () => ownerDb.selectFrom('releases').selectAll().where('centre_id', '=', centre_id).execute()
  const sensitive = async () => {
    const rows = await ownerDb
      .selectFrom('questions')
      .select('code')
      .where('centre_id', '=', centre_id)
      .where('sensitive', '=', true)
      .execute()
    return rows.map(({ code }) => code)
  }
  return { centre, survey, wave, members, base, path: `${base}/plan/${survey.slug}/1`, releases, sensitive }
}

describe('what will be shared', () => {
  test('is listed before anything is made: questions, groups, and what stays out and why', async () => {
    const { path, members } = await aPlannable()
    const html = await htmlOf(app.get(path, members.reader.cookie))
    expect(html).toContain('Uvažovali jste?')
    expect(html).toContain('Pořadí „Co nejvíc?“ se nesdílí')
    expect(html).toContain('Než vznikne první vydání')
    expect(html).not.toContain('/sensitive"')
    expect(html).not.toContain('/prepare"')
  })

  test('is not there for another centre, nor for a wave that never was', async () => {
    const [ours, theirs] = [await aPlannable(), await aPlannable()]
    expect((await app.get(ours.path, theirs.members.admin.cookie)).status).toBe(404)
    const foreign = `${ours.base}/plan/${theirs.survey.slug}/1`
    for (const path of [foreign, ours.path.replace(/1$/, '2'), `${ours.base}/plan/nic/1`]) {
      expect((await app.get(path, ours.members.admin.cookie)).status).toBe(404)
      expect((await app.post(`${path}/prepare`, {}, ours.members.admin.cookie)).status).toBe(404)
    }
  })

  test('offers to prepare only what the overview would', () => {
    const page = (status: 'approved' | 'ready' | null, counted: number) => {
      const survey = { slug: 'dotaznik', title: 'Dotazník', wave: 1, status, counted, needed: 374 }
      const shown = { t: staffMessages('cs'), base: '/x', survey, wordings: new Map(), mayShare: true, mayMark: false }
      const html = String(PlanPage(shown))
      return [html.includes('/prepare"'), html.includes('až bude započteno aspoň 374 odpovědí')]
    }
    expect(page('approved', 340)).toEqual([false, true])
    expect(page('approved', 374)).toEqual([true, false])
    expect(page('ready', 400)).toEqual([false, false])
    expect(page(null, 400)).toEqual([true, false])
  })

  test('says what is in the way when nothing can be prepared', async () => {
    const scene = await setScene(database, { status: 'refused', reason: { code: 'unproven' } })
    const html = await htmlOf(scene.app.get(`${scene.base}/plan/${scene.release.slug}/1`, scene.members.admin.cookie))
    expect(html).toContain('Dotazník nemá otázku, podle které by šlo třídit')
    expect(html).not.toContain('/prepare"')
  })
})

describe('preparing', () => {
  test('asks for a release once, however often the button is pressed', async () => {
    const { path, base, members, releases } = await aPlannable()
    const answers = []
    for (let press = 0; press < 3; press++)
      answers.push(await app.post(`${path}/prepare`, {}, members.coordinator.cookie))
    const made = await releases()
    expect(made.map(({ status, prepared_by }) => [status, prepared_by])).toEqual([['waiting', members.coordinator.id]])
    expect(answers.map((answer) => [answer.status, answer.headers.get('location')])).toEqual([
      [303, `${base}/${made[0]?.id}?done=requested`],
      [303, `${base}/${made[0]?.id}?done=under_way`],
      [303, `${base}/${made[0]?.id}?done=under_way`],
    ])
  })

  test('is refused with the numbers when too few answers are counted', async () => {
    const { path, members, releases } = await aPlannable({ counted: 12 })
    const answer = await app.post(`${path}/prepare`, {}, members.coordinator.cookie)
    expect(answer.status).toBe(422)
    expect(await wordsOf(answer)).toContain(`Započteno je 12, k přípravě je potřeba aspoň ${neededFor(null)}.`)
    expect(await releases()).toEqual([])
  })

  test('is not for readers, nor for strangers', async () => {
    const { path, members, releases } = await aPlannable()
    expect((await app.post(`${path}/prepare`, {}, members.reader.cookie)).status).toBe(403)
    expect((await app.post(`${path}/prepare`, {})).headers.get('location')).toMatch(/^\/sign-in/)
    expect(await releases()).toEqual([])
  })

  test('waits for a decision about the last release', async () => {
    const scene = await setScene(database, { status: 'ready' })
    const answer = await scene.app.post(
      `${scene.base}/plan/${scene.release.slug}/1/prepare`,
      {},
      scene.members.second.cookie,
    )
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${scene.path}?done=undecided`])
  })
})

describe('a sensitive question', () => {
  test('is marked and unmarked by an administrator, all options of it at once', async () => {
    const { path, members, sensitive } = await aPlannable()
    const mark = (value: string) =>
      app.post(`${path}/sensitive`, { item: 'barriers.work', sensitive: value }, members.admin.cookie)
    const answer = await mark('yes')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?done=sensitive`])
    await mark('yes')
    expect(await sensitive()).toEqual(['barriers'])
    await mark('no')
    expect(await sensitive()).toEqual([])
  })

  test('is not marked by others, nor where there is none', async () => {
    const { path, members, sensitive } = await aPlannable()
    const fields = { item: 'considered', sensitive: 'yes' }
    expect((await app.post(`${path}/sensitive`, fields, members.coordinator.cookie)).status).toBe(403)
    expect((await app.post(`${path}/sensitive`, { ...fields, item: 'nic' }, members.admin.cookie)).status).toBe(404)
    expect((await app.post(`${path}/sensitive`, { item: 'considered' }, members.admin.cookie)).status).toBe(422)
    expect(await sensitive()).toEqual([])
  })

  test('stays as it was once a release was made', async () => {
    const { ownerDb } = database
    const centre = await aCentre(ownerDb)
    const admin = await aMember(ownerDb, [centre], 'admin')
    const release = await aRelease(ownerDb, centre, { status: 'approved' })
    const path = `/app/${centre.slug}/sharing/plan/${release.slug}/1`
    const answer = await app.post(`${path}/sensitive`, { item: 'considered', sensitive: 'yes' }, admin.cookie)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?done=sensitive_fixed`])
    const row = await ownerDb
      .selectFrom('questions')
      .select('sensitive')
      .where('survey_id', '=', release.surveyId)
      .where('code', '=', 'considered')
      .executeTakeFirstOrThrow()
    expect(row.sensitive).toBe(false)
  })
})
