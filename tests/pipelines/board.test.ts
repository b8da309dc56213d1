import { describe, expect, test } from 'vitest'
import { addDays, dayOf } from '../../src/lib/time.ts'
import { testApp } from '../support/app.ts'
import { aCentre, aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const database = testDatabase()
const app = testApp(database.appDb)

const aDesk = async () => {
  const centre = await aCentre(database.ownerDb)
  const member = await aMember(database.ownerDb, [centre])
  // what a stage asks for has tests of its own
  await database.ownerDb.updateTable('stages').set({ needs: [] }).where('centre_id', '=', centre.id).execute()
  return { centre, member, board: `/app/${centre.slug}/pipelines/return` }
}

const cardsOf = (html: string, stage: string): string[] => {
  const column = html.split(`data-cards="${stage}"`)[1]?.split('</ol>')[0] ?? ''
  return [...column.matchAll(/<h3><a [^>]*>([^<]+)<\/a>/g)].map(([, name]) => name ?? '')
}

const countOf = (html: string, stage: string) => html.match(new RegExp(`id="count-${stage}">([^<]+)<`))?.[1]

/** What the board's script posts. */
const carried = { 'HX-Request': 'true', 'HX-Request-Type': 'partial', 'HX-Target': 'div#board-flash' }

describe('the board', () => {
  test('shows every stage with its people and their number, and nobody of another centre', async () => {
    const { centre, member, board } = await aDesk()
    const elsewhere = await aCentre(database.ownerDb)
    await aContact(database.ownerDb, centre, { given_name: 'Jana', family_name: 'Dvořáková' })
    await aContact(database.ownerDb, centre, { given_name: 'Petr', family_name: 'Malý', stage: 'exploring' })
    await aContact(database.ownerDb, elsewhere, { given_name: 'Cizí', family_name: 'Člověk' })
    const html = await (await app.get(board, member.cookie)).text()
    expect([cardsOf(html, 'considering'), cardsOf(html, 'exploring'), cardsOf(html, 'known')]).toEqual([
      ['Jana Dvořáková'],
      ['Petr Malý'],
      [],
    ])
    expect([countOf(html, 'considering'), countOf(html, 'exploring'), countOf(html, 'known')]).toEqual(['1', '1', '0'])
    expect(html).not.toContain('Cizí')
  })

  test('says who has no next step, but not of those who are asleep or have come to the end', async () => {
    const { centre, member, board } = await aDesk()
    await aContact(database.ownerDb, centre, { stage: 'considering' })
    await aContact(database.ownerDb, centre, { stage: 'not_now' })
    await aContact(database.ownerDb, centre, { stage: 'matching', next_step: 'Zavolat', next_step_on: '2030-01-01' })
    const html = await (await app.get(board, member.cookie)).text()
    expect(html.match(/Bez dalšího kroku/g)?.length).toBe(1)
  })

  test('pages a long column so that everybody is met exactly once', async () => {
    const { centre, member, board } = await aDesk()
    for (let number = 0; number < 65; number++)
      await aContact(database.ownerDb, centre, { given_name: `Č${number}`, family_name: 'Řada' })
    const first = await (await app.get(board, member.cookie)).text()
    const met = cardsOf(first, 'considering')
    let more = first.match(/hx-get="([^"]+after=[^"]+)"/)?.[1]
    while (more) {
      const answer = await app.get(more.replaceAll('&amp;', '&'), member.cookie, {
        'HX-Request': 'true',
        'HX-Request-Type': 'partial',
        'HX-Target': 'li#more-considering',
      })
      const part = await answer.text()
      expect(part).not.toContain('<html')
      met.push(...[...part.matchAll(/<h3><a [^>]*>([^<]+)<\/a>/g)].map(([, name]) => name ?? ''))
      more = part.match(/hx-get="([^"]+after=[^"]+)"/)?.[1]
    }
    expect([met.length, new Set(met).size]).toEqual([65, 65])
    expect(countOf(first, 'considering')).toBe('65')
  })

  test('answers a carried card with its parts: the word with the way back, the card, both counts', async () => {
    const { centre, member, board } = await aDesk()
    const { enrolmentId } = await aContact(database.ownerDb, centre)
    const path = `/app/${centre.slug}/enrolments/${enrolmentId}/stage`
    const answer = await app.post(path, { stage: 'exploring', version: '1' }, member.cookie, carried)
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.headers.get('HX-Trigger') ?? '{}')).toEqual({
      announce: expect.stringContaining('Hledá cestu'),
    })
    expect(html).toContain(`hx-target="#card-${enrolmentId}"`)
    expect([countOf(html, 'considering'), countOf(html, 'exploring')]).toEqual(['0', '1'])
    const undo = Object.fromEntries(
      [...html.matchAll(/<input type="hidden" name="(\w+)" value="(\w+)"/g)].map(([, name, value]) => [name, value]),
    )
    await app.post(path, { stage: String(undo.stage), version: '2', back: 'board' }, member.cookie)
    expect(cardsOf(await (await app.get(board, member.cookie)).text(), 'considering')).toEqual(['Jana Dvořáková'])
  })

  test('sends a card back with the reason when somebody else was faster', async () => {
    const { centre, member } = await aDesk()
    const { enrolmentId } = await aContact(database.ownerDb, centre)
    const path = `/app/${centre.slug}/enrolments/${enrolmentId}/stage`
    await app.post(path, { stage: 'matching', version: '1' }, member.cookie)
    const late = await app.post(path, { stage: 'exploring', version: '1' }, member.cookie, carried)
    const html = await late.text()
    expect(late.status).toBe(409)
    expect(html).toContain('je teď ve fázi Propojujeme')
    expect(html).toContain('data-version="2" data-stage="matching"')
    const row = await database.ownerDb
      .selectFrom('enrolments')
      .where('id', '=', enrolmentId)
      .select(['stage', 'version'])
      .executeTakeFirst()
    expect(row).toEqual({ stage: 'matching', version: 2 })
  })

  test('opens the menu of a card in its place, and as a page where there is no script', async () => {
    const { centre, member, board } = await aDesk()
    const { enrolmentId } = await aContact(database.ownerDb, centre, { given_name: 'Jana', family_name: 'Malá' })
    const html = await (await app.get(board, member.cookie)).text()
    const address = `/app/${centre.slug}/enrolments/${enrolmentId}/edit?version=1`
    expect(html).not.toContain(`action="/app/${centre.slug}/enrolments`)
    expect(html).toContain(`href="${address}"`)
    const asked = { 'HX-Request': 'true', 'HX-Request-Type': 'partial', 'HX-Target': `a#move-${enrolmentId}` }
    const menu = await (await app.get(address, member.cookie, asked)).text()
    const page = await (await app.get(address, member.cookie)).text()
    const form = `action="/app/${centre.slug}/enrolments/${enrolmentId}/stage"`
    expect([menu.includes('<html'), menu.includes(form), menu.includes('<details')]).toEqual([false, true, true])
    expect([page.includes('<html'), page.includes(form), page.includes('Jana Malá')]).toEqual([true, true, true])
  })

  test('tells who opens a menu on an old board that somebody was faster', async () => {
    const { centre, member } = await aDesk()
    const { enrolmentId } = await aContact(database.ownerDb, centre)
    const path = `/app/${centre.slug}/enrolments/${enrolmentId}`
    await app.post(`${path}/stage`, { stage: 'matching', version: '1' }, member.cookie)
    const menu = await (await app.get(`${path}/edit?version=1`, member.cookie)).text()
    const version = menu.match(/name="version" value="(\d+)"/)?.[1] ?? ''
    const late = await app.post(`${path}/stage`, { stage: 'exploring', version, back: 'board' }, member.cookie)
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('je teď ve fázi Propojujeme')
  })

  test('goes back to the board from there, and to the contact from elsewhere', async () => {
    const { centre, member, board } = await aDesk()
    const { id, enrolmentId } = await aContact(database.ownerDb, centre)
    const path = `/app/${centre.slug}/enrolments/${enrolmentId}/stage`
    const fromBoard = await app.post(path, { stage: 'exploring', version: '1', back: 'board' }, member.cookie)
    const fromContact = await app.post(path, { stage: 'considering', version: '2' }, member.cookie)
    expect([fromBoard.headers.get('location'), fromContact.headers.get('location')]).toEqual([
      `${board}?moved=${enrolmentId}&from=considering`,
      `/app/${centre.slug}/contacts/${id}?done=moved`,
    ])
    const html = await (await app.get(`${board}?moved=${enrolmentId}&from=exploring`, member.cookie)).text()
    expect(html).toContain('Vrátit zpět')
  })

  test('is as missing as any page for a track the centre does not work with, an unknown stage and a stranger', async () => {
    const { centre, member } = await aDesk()
    const stranger = await aMember(database.ownerDb, [await aCentre(database.ownerDb)])
    const statuses = await Promise.all([
      app.get(`/app/${centre.slug}/pipelines/relocation`, member.cookie),
      app.get(`/app/${centre.slug}/pipelines/return/enquiry`, member.cookie),
      app.get(`/app/${centre.slug}/pipelines/return`, stranger.cookie),
    ])
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 404])
  })

  test('lets a reader look but not move', async () => {
    const { centre, board } = await aDesk()
    const reader = await aMember(database.ownerDb, [centre], 'reader')
    const { enrolmentId } = await aContact(database.ownerDb, centre)
    const html = await (await app.get(board, reader.cookie)).text()
    expect([html.includes('Přesunout do'), html.includes('data-board')]).toEqual([false, false])
    const refused = await app.post(
      `/app/${centre.slug}/enrolments/${enrolmentId}/stage`,
      { stage: 'exploring', version: '1' },
      reader.cookie,
    )
    expect(refused.status).toBe(403)
  })

  test('shows mine, or those found by name, with their own counts, and keeps that for the next page of a column', async () => {
    const { centre, member, board } = await aDesk()
    const { ownerDb } = database
    for (let number = 0; number < 32; number++)
      await aContact(ownerDb, centre, { given_name: `M${number}`, family_name: 'Moje', owner_id: member.id })
    await aContact(ownerDb, centre, { given_name: 'Eva', family_name: 'Cizí', stage: 'exploring' })
    const mine = await (await app.get(`${board}?owner=me`, member.cookie)).text()
    expect([cardsOf(mine, 'considering').length, countOf(mine, 'considering'), countOf(mine, 'exploring')]).toEqual([
      30,
      '32',
      '0',
    ])
    expect(mine).toContain('/pipelines/return/considering?owner=me&amp;after=')
    const more = /hx-get="([^"]+after=[^"]+)"/.exec(mine)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect((await (await app.get(more, member.cookie)).text()).match(/Moje/g)).toHaveLength(2 * 2)
    const found = await (await app.get(`${board}?q=ciz%C3%AD`, member.cookie)).text()
    expect([cardsOf(found, 'exploring'), cardsOf(found, 'considering')]).toEqual([['Eva Cizí'], []])
  })

  test('says how long somebody has stood there, and over the clock with its limit', async () => {
    const { centre, member, board } = await aDesk()
    const { enrolmentId } = await aContact(database.ownerDb, centre)
    const stage_since = new Date(`${addDays(dayOf(new Date()), -45)}T10:00:00Z`)
    await database.ownerDb.updateTable('enrolments').set({ stage_since }).where('id', '=', enrolmentId).execute()
    const html = await (await app.get(board, member.cookie)).text()
    expect(html).toContain('už 45 dní, limit 30')
    const stages = database.ownerDb.updateTable('stages').where('centre_id', '=', centre.id)
    await stages.where('code', '=', 'considering').set({ clock_days: 60 }).execute()
    const later = await (await app.get(board, member.cookie)).text()
    expect([later.includes('limit'), later.includes('45 dní ve fázi')]).toEqual([false, true])
  })

  test('keeps a retired stage in sight until the last has left it', async () => {
    const { centre, member, board } = await aDesk()
    await aContact(database.ownerDb, centre, { stage: 'matching' })
    const stages = database.ownerDb.updateTable('stages').where('centre_id', '=', centre.id)
    await stages.where('code', 'in', ['matching', 'moving']).set({ retired_at: new Date() }).execute()
    const html = await (await app.get(board, member.cookie)).text()
    expect([html.includes('data-stage="matching"'), html.includes('id="in-moving"')]).toEqual([true, false])
    expect(html).toContain('(zrušená)')
  })
})
