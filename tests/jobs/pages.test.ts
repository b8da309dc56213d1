import { describe, expect, test } from 'vitest'
import { jobHandlers } from '../../src/handlers.ts'
import { newId } from '../../src/lib/ids.ts'
import type { JobState } from '../../src/lib/words.ts'
import { aDesk, type Desk } from '../contacts/desk.ts'
import { testApp } from '../support/app.ts'
import { aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)

const aJob = async (
  { centre, member }: Desk,
  facts: { state?: JobState; total?: number; done?: number; failed?: number; kind?: string } = {},
) => {
  const { state = 'running', total = 100_000, done = 4_188, failed = 12, kind = 'bulk' } = facts
  const id = newId()
  const ended_at = state === 'running' || state === 'waiting' ? null : new Date()
  await ownerDb
    .insertInto('jobs')
    .values({
      centre_id: centre.id,
      id,
      kind,
      state,
      particulars: {},
      total,
      done,
      failed,
      member_id: member.id,
      created_at: new Date(),
      ended_at,
    })
    .execute()
  return id
}
const fragment = { 'HX-Request': 'true', 'HX-Request-Type': 'partial', 'HX-Target': 'section#job-progress' }
const plain = (html: string) => html.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('the page of a job', () => {
  test('says how far it is, asks again with and without a script, and can be cancelled', async () => {
    const desk = await aDesk(ownerDb, app)
    const id = await aJob(desk)
    const { html } = await desk.page(`/jobs/${id}`)
    expect(html).toContain('<progress class="progress" max="100000" value="4200"')
    expect(plain(html)).toContain('4 200 z 100 000, 12 se nepovedlo')
    expect(html).toContain(`hx-get="${desk.base}/jobs/${id}?said=0" hx-trigger="every 1s"`)
    expect(html).toContain('http-equiv="refresh"')
    expect(html).toContain(`action="${desk.base}/jobs/${id}/cancel"`)
    expect((await desk.send(`/jobs/${id}/cancel`, {})).location).toBe(`${desk.base}/jobs/${id}?done=cancelled`)
    const after = await desk.page(`/jobs/${id}`)
    expect(after.html).toContain('Úloha je zastavená.')
    expect(after.html).not.toContain('hx-trigger="every')
    expect(after.html).not.toContain('http-equiv="refresh"')
    expect((await desk.send(`/jobs/${id}/cancel`, {})).location).toBe(`${desk.base}/jobs/${id}`)
    const audits = await ownerDb.selectFrom('audit_entries').where('subject_id', '=', id).select(['action']).execute()
    expect(audits).toEqual([{ action: 'job.cancelled' }])
  })

  test('sends its progress alone, says every tenth aloud once, and has the page loaded anew at the end', async () => {
    const desk = await aDesk(ownerDb, app)
    const id = await aJob(desk, { total: 100, done: 20, failed: 5 })
    const first = await desk.get(`/jobs/${id}?said=10`, fragment)
    expect(first.headers.get('HX-Trigger')).toBe('{"announce":"25 z\\u00a0100, 5 se nepovedlo"}')
    const html = await first.text()
    expect(html).toMatch(/^<section class="card" id="job-progress"/)
    expect(html).toContain('?said=20"')
    const again = await desk.get(`/jobs/${id}?said=20`, fragment)
    expect([again.headers.get('HX-Trigger'), again.headers.get('HX-Refresh')]).toEqual([null, null])
    await ownerDb.updateTable('jobs').set({ state: 'done', done: 95 }).where('id', '=', id).execute()
    expect((await desk.get(`/jobs/${id}?said=20`, fragment)).headers.get('HX-Refresh')).toBe('true')
    expect((await desk.page(`/jobs/${id}`)).html).toContain(`href="${desk.base}/bulk/${id}"`)
  })

  test('tells why it failed, and keeps the numbers of a kind of work that is no more', async () => {
    const desk = await aDesk(ownerDb, app)
    const failed = await aJob(desk, { state: 'failed' })
    expect((await desk.page(`/jobs/${failed}`)).html).toContain('nepodařilo dokončit ani napotřetí')
    const other = await aJob(desk, { kind: 'gone', total: 0, done: 7, failed: 0, state: 'done' })
    expect((await desk.page(`/jobs/${other}`)).html).toContain('<p>7</p>')
  })

  test('is for its centre, and readers look on', async () => {
    const desk = await aDesk(ownerDb, app)
    const id = await aJob(desk)
    const reader = await aMember(ownerDb, [desk.centre], 'reader')
    const stranger = await aDesk(ownerDb, app)
    const page = await app.get(`${desk.base}/jobs/${id}`, reader.cookie)
    expect([page.status, (await page.text()).includes('/cancel')]).toEqual([200, false])
    expect((await app.post(`${desk.base}/jobs/${id}/cancel`, {}, reader.cookie)).status).toBe(403)
    expect((await stranger.page(`/jobs/${id}`)).status).toBe(404)
    expect((await stranger.send(`/jobs/${id}/cancel`, {})).status).toBe(404)
    expect((await app.get(`${desk.base}/jobs/${id}`)).status).toBe(303)
    const job = await ownerDb.selectFrom('jobs').where('id', '=', id).select('state').executeTakeFirst()
    expect(job?.state).toBe('running')
  })
})

test('the list of jobs has the newest first, a page at a time, and none of another centre', async () => {
  const desk = await aDesk(ownerDb, app)
  const other = await aDesk(ownerDb, app)
  const theirs = await aJob(other)
  const ids: string[] = []
  for (let nth = 0; nth < 33; nth++) ids.unshift(await aJob(desk))
  const first = (await desk.page('/jobs')).html
  const shown = (html: string) =>
    [...html.matchAll(/<th scope="row"><a href="[^"]*\/jobs\/([^"]*)"/g)].map(([, id]) => id)
  expect(shown(first)).toEqual(ids.slice(0, 30))
  const next = /href="[^"]*\/jobs(\?after=[^"]*)"/.exec(first)?.[1]
  expect(shown((await desk.page(`/jobs${next}`)).html)).toEqual(ids.slice(30))
  expect(first).not.toContain(theirs)
  for (const wrong of ['?after=x', '?after=', '?said=-1'])
    expect(shown((await desk.page(`/jobs${wrong}`)).html)).toEqual(ids.slice(0, 30))
})

test('every kind of long work has its own name', () => {
  expect(new Set(jobHandlers.map(({ kind }) => kind)).size).toBe(jobHandlers.length)
})
