import { describe, expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk, type Desk, idsIn } from './desk.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)

const two = async (options: Parameters<typeof aDesk>[2] = {}) => {
  const desk = await aDesk(ownerDb, app, options)
  const ostrov = await aContact(ownerDb, desk.centre, { family_name: 'Aa', municipality_origin: 'Ostrov' })
  const cheb = await aContact(ownerDb, desk.centre, { family_name: 'Bb', municipality_origin: 'Cheb' })
  return { desk, ostrov: ostrov.id, cheb: cheb.id }
}

const keep = async (desk: Desk, fields: Record<string, string> = {}) => {
  const sent = { name: 'Z Ostrova', query: '?sort=name&municipality=Ostrov&after=x', ...fields }
  const { status, location } = await desk.send('/contacts/views', sent)
  expect(status).toBe(303)
  return /view=([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? ''
}

const stored = (id: string) =>
  ownerDb.selectFrom('saved_views').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const audited = async (id: string) =>
  (await ownerDb.selectFrom('audit_entries').select('action').where('subject_id', '=', id).orderBy('id').execute()).map(
    ({ action }) => action,
  )

/** The same centre through somebody else's eyes. */
const colleague = async (desk: Desk, role: 'admin' | 'coordinator' | 'reader') => {
  const member = await aMember(ownerDb, [desk.centre], role, 'Petr Druhý')
  const page = async (path: string) => {
    const response = await app.get(`${desk.base}${path}`, member.cookie)
    return { status: response.status, html: await response.text() }
  }
  const send = async (path: string, fields: Record<string, string>) =>
    (await app.post(`${desk.base}${path}`, fields, member.cookie)).status
  return { member, page, send }
}

describe('a saved view', () => {
  test('is kept in one spelling without the page one was on, once however often it is sent, and shows its people', async () => {
    const { desk, ostrov } = await two()
    const idempotency_key = '018f0000-0000-7000-8000-000000000001'
    const id = await keep(desk, { idempotency_key })
    expect(await keep(desk, { idempotency_key })).toBe(id)
    expect(await stored(id)).toMatchObject({
      name: 'Z Ostrova',
      query: 'municipality=Ostrov',
      shared: false,
      version: 1,
    })
    expect(await audited(id)).toEqual([])
    const { html } = await desk.page(`/contacts?view=${id}`)
    expect(idsIn(html)).toEqual([ostrov])
    expect(html).toContain('>Z Ostrova<')
  })

  test('needs a name and keeps what was typed', async () => {
    const { desk } = await two()
    const { status, html } = await desk.send('/contacts/views', {
      name: ' ',
      query: 'municipality=Ostrov',
      shared: 'on',
    })
    expect(status).toBe(422)
    expect(html).toContain('name="query" value="municipality=Ostrov"')
    expect(
      await ownerDb.selectFrom('saved_views').select('id').where('centre_id', '=', desk.centre.id).execute(),
    ).toEqual([])
  })

  test('of one’s own is seen by nobody else, a shared one by all; only its owner or an administrator changes it', async () => {
    const { desk, ostrov } = await two()
    const own = await keep(desk, { name: 'Moje' })
    const shared = await keep(desk, { name: 'Naše', shared: 'on' })
    const petr = await colleague(desk, 'coordinator')
    const { html } = await petr.page(`/contacts?view=${shared}`)
    expect([idsIn(html), html.includes('>Naše<'), html.includes('>Moje<')]).toEqual([[ostrov], true, false])
    expect((await petr.page(`/contacts/views/${own}`)).status).toBe(404)
    expect((await petr.page(`/contacts?view=${own}`)).html).toContain('Takové zobrazení už není')
    const change = { name: 'Petrovo', query: 'stage=lost', version: '1' }
    for (const path of [`${own}`, `${own}/query`, `${own}/delete`, `${own}/restore`])
      expect([path, await petr.send(`/contacts/views/${path}`, change)]).toEqual([path, 404])
    for (const path of [`${shared}/query`, `${shared}/delete`])
      expect([path, await petr.send(`/contacts/views/${path}`, change)]).toEqual([path, 422])
    expect(await petr.send(`/contacts/views/${shared}`, change)).toBe(303)
    expect(await stored(shared)).toMatchObject({ name: 'Naše', version: 1, shared: true })
    const admin = await colleague(desk, 'admin')
    expect(await admin.send(`/contacts/views/${shared}/query`, change)).toBe(303)
    expect(await stored(shared)).toMatchObject({ query: 'stage=lost', version: 2 })
    expect(await audited(shared)).toEqual(['view.shared', 'view.edited'])
  })

  test('stays in the centre when the member who shared it has left', async () => {
    const { desk, ostrov } = await two()
    const shared = await keep(desk, { shared: 'on' })
    const petr = await colleague(desk, 'reader')
    await ownerDb.deleteFrom('memberships').where('member_id', '=', desk.member.id).execute()
    expect((await desk.page('/contacts')).status).not.toBe(200)
    expect(idsIn((await petr.page(`/contacts?view=${shared}`)).html)).toEqual([ostrov])
  })

  test('opens first for whoever chose that, until they leave it; a filter in the address wins', async () => {
    const { desk, ostrov, cheb } = await two()
    const id = await keep(desk, { shared: 'on', as_default: 'on' })
    const petr = await colleague(desk, 'coordinator')
    expect(idsIn((await desk.page('/contacts')).html)).toEqual([ostrov])
    expect(idsIn((await petr.page('/contacts')).html)).toEqual([ostrov, cheb])
    expect(await desk.list('?view=all')).toEqual([ostrov, cheb])
    expect(await desk.list('?municipality=Cheb')).toEqual([cheb])
    expect(await petr.send(`/contacts/views/${id}`, { name: 'x', as_default: 'on', version: '1' })).toBe(303)
    expect(idsIn((await petr.page('/contacts')).html)).toEqual([ostrov])
    await desk.send(`/contacts/views/${id}`, { name: 'Z Ostrova', shared: 'on', version: '1' })
    expect(await desk.list('')).toEqual([ostrov, cheb])
    expect(idsIn((await petr.page('/contacts')).html)).toEqual([ostrov])
  })

  test('that somebody changed meanwhile is not overwritten', async () => {
    const { desk } = await two()
    const id = await keep(desk)
    expect((await desk.send(`/contacts/views/${id}`, { name: 'Nové', version: '1' })).status).toBe(303)
    for (const [path, fields] of [
      ['', { name: 'Staré', version: '1' }],
      ['/query', { query: 'stage=lost', version: '1' }],
      ['/delete', { version: '1' }],
    ] as const) {
      const { status, html } = await desk.send(`/contacts/views/${id}${path}`, fields)
      expect([path, status]).toEqual([path, 409])
      expect(html).toContain('Nové')
    }
    expect(await stored(id)).toMatchObject({ name: 'Nové', query: 'municipality=Ostrov', version: 2, deleted_at: null })
  })

  test('offers to save what was changed in the list, and to come back when it was deleted', async () => {
    const { desk, ostrov, cheb } = await two()
    const id = await keep(desk, { as_default: 'on' })
    expect((await desk.page(`/contacts?view=${id}`)).html).not.toContain('Uložit změny')
    const { html } = await desk.page(`/contacts?view=${id}&municipality=Cheb&cols=email`)
    expect(html).toContain('Uložit změny')
    await desk.send(`/contacts/views/${id}/query`, { query: 'municipality=Cheb&cols=email', version: '1' })
    expect(await desk.list(`?view=${id}`)).toEqual([cheb])
    const deleted = await desk.send(`/contacts/views/${id}/delete`, { version: '2' })
    const after = await desk.page(deleted.location?.slice(desk.base.length) ?? '')
    expect(after.html).toContain('je smazané')
    expect(await desk.list('')).toEqual([ostrov, cheb])
    expect((await desk.page(`/contacts/views/${id}`)).status).toBe(404)
    expect((await desk.send(`/contacts/views/${id}/restore`, { version: '3' })).status).toBe(303)
    expect(await desk.list(`?view=${id}`)).toEqual([cheb])
  })

  test('is opened by readers and kept by members who may change something', async () => {
    const { desk, ostrov } = await two()
    const id = await keep(desk, { shared: 'on' })
    const reader = await colleague(desk, 'reader')
    const { html } = await reader.page(`/contacts?view=${id}`)
    expect([idsIn(html), html.includes('/contacts/views/')]).toEqual([[ostrov], false])
    expect((await reader.page(`/contacts/views/${id}`)).html).not.toContain('name="as_default"')
    expect(await reader.send('/contacts/views', { name: 'Moje', query: '' })).toBe(403)
  })
})
