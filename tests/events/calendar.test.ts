import { expect, test } from 'vitest'
import { aCentre, aMember, anEvent } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { setScene } from './scene.ts'

const database = testDatabase()
const { ownerDb } = database

/** The lines of a calendar put together again, as RFC 5545 §3.1 wants them taken apart. */
const unfold = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')
const property = (text: string, name: string) =>
  unfold(text)
    .find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`))
    ?.replace(/^[^:]*:/, '')

test('a calendar file keeps to RFC 5545: CRLF alone, no line over 75 octets, no letter cut in two', async () => {
  const title = 'Příští žluťoučký kůň úpěl ďábelské ódy; čtěte, „uvozovky“ a 🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂'
  const scene = await setScene(database, { title })
  const answer = await scene.app.get(`${scene.address}.ics`)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${scene.event.slug}.ics"`)
  const bytes = Buffer.from(await answer.arrayBuffer())
  const text = bytes.toString('utf8')
  expect(Buffer.from(text).equals(bytes)).toBe(true)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n\ufffd]/)
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
  expect(text.endsWith('\r\n\r\n')).toBe(false)
  const lines = text.split('\r\n')
  expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
  expect(lines.some((line) => line.startsWith(' '))).toBe(true)
  expect(property(text, 'SUMMARY')).toBe(title.replaceAll(';', '\\;').replaceAll(',', '\\,'))
  expect([unfold(text)[0], property(text, 'VERSION')]).toEqual(['BEGIN:VCALENDAR', '2.0'])
  expect(property(text, 'URL')).toBe(`http://krajan.test${scene.address}`)
  for (const name of ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SEQUENCE', 'STATUS'])
    expect(property(text, name)).toBeTruthy()
})

test('times stand in UTC and are right on both sides of the change of clocks', async () => {
  const centre = await aCentre(ownerDb)
  const member = await aMember(ownerDb, [centre])
  const scene = await setScene(database, {}, { centre })
  const made = async (starts_at: string, ends_at: string) => {
    const fields = { title_cs: 'Přes noc', venue: 'DEPO2015', town: 'Plzeň', capacity: '60', starts_at, ends_at }
    const created = await scene.app.post(`/app/${centre.slug}/events`, fields, member.cookie)
    const path = new URL(created.headers.get('location') ?? '', 'http://krajan.test').pathname
    await scene.app.post(`${path}/publish`, {}, member.cookie)
    const slug = path.split('/').at(-1)
    const text = await (await scene.app.get(`/cs/${centre.slug}/events/${slug}.ics`)).text()
    return [property(text, 'DTSTART'), property(text, 'DTEND')]
  }
  expect(await made('2027-03-27T18:00', '2027-03-28T18:00')).toEqual(['20270327T170000Z', '20270328T160000Z'])
  expect(await made('2027-10-30T18:00', '2027-10-31T18:00')).toEqual(['20271030T160000Z', '20271031T170000Z'])
  expect(await made('2027-07-01T00:00', '2027-07-01T01:00')).toEqual(['20270630T220000Z', '20270630T230000Z'])
})

test('the file moves an event in people’s calendars when time or place change, and only then', async () => {
  const centre = await aCentre(ownerDb)
  const member = await aMember(ownerDb, [centre])
  const starts_at = new Date('2027-05-05T16:00:00Z')
  const scene = await setScene(database, { starts_at }, { centre })
  const base = {
    title_cs: 'Setkání',
    venue: 'DEPO2015',
    town: 'Plzeň',
    capacity: '60',
    starts_at: '2027-05-05T18:00',
    ends_at: '2027-05-05T21:00',
  }
  const file = async () => (await scene.app.get(`${scene.address}.ics`)).text()
  let version = 1
  const edit = async (changes: Record<string, string>) => {
    const fields = { ...base, ...changes, version: String(version) }
    const answer = await scene.app.post(`/app/${centre.slug}/events/${scene.event.slug}`, fields, member.cookie)
    version += 1
    const text = await file()
    return [answer.status, property(text, 'SEQUENCE'), property(text, 'UID')]
  }
  const uid = `${scene.event.id}@krajan.test`
  expect([property(await file(), 'SEQUENCE'), property(await file(), 'UID')]).toEqual(['0', uid])
  expect(await edit({ title_cs: 'Jiný název', description_cs: 'Text', capacity: '80' })).toEqual([303, '0', uid])
  expect(await edit({ starts_at: '2027-05-05T17:00' })).toEqual([303, '1', uid])
  expect(await edit({ starts_at: '2027-05-05T17:00' })).toEqual([303, '1', uid])
  expect(await edit({ starts_at: '2027-05-05T17:00', venue: 'Moving Station' })).toEqual([303, '2', uid])
  expect(await edit({ starts_at: '2027-05-05T17:00', venue: 'Moving Station', town: 'Cheb' })).toEqual([303, '3', uid])
  expect(await edit({ starts_at: '2027-05-05T17:00', ends_at: '2027-05-05T22:00' })).toEqual([303, '4', uid])
})

test('the calendar of all events lists the published ones to come and no others', async () => {
  const centre = await aCentre(ownerDb)
  const scene = await setScene(database, { title: 'Chystaná' }, { centre })
  await anEvent(ownerDb, centre, { title: 'Rozepsaná', status: 'draft' })
  await anEvent(ownerDb, centre, { title: 'Zrušená', status: 'cancelled' })
  await anEvent(ownerDb, centre, { title: 'Minulá', starts_at: new Date(Date.now() - 7 * 86_400_000) })
  await anEvent(ownerDb, await aCentre(ownerDb), { title: 'Cizí' })
  const text = await (await scene.app.get(`/cs/${centre.slug}/events.ics`)).text()
  expect(unfold(text).filter((line) => line.startsWith('SUMMARY'))).toEqual(['SUMMARY:Chystaná'])
  const page = await (await scene.app.get(`/cs/${centre.slug}/events`)).text()
  expect(['Chystaná', 'Rozepsaná', 'Zrušená', 'Minulá', 'Cizí'].filter((title) => page.includes(title))).toEqual([
    'Chystaná',
  ])
})

test('a centre without events still has a calendar, and a cancelled event says so in its file', async () => {
  const centre = await aCentre(ownerDb)
  const scene = await setScene(database, { status: 'cancelled' }, { centre })
  const empty = await (await scene.app.get(`/cs/${centre.slug}/events.ics`)).text()
  expect(unfold(empty).filter((line) => /^(BEGIN|END)/.test(line))).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR'])
  expect(property(await (await scene.app.get(`${scene.address}.ics`)).text(), 'STATUS')).toBe('CANCELLED')
})

test('an address without a language leads to the best one', async () => {
  const scene = await setScene(database)
  const bare = scene.address.replace('/cs/', '/')
  for (const path of [bare, `${bare}.ics`]) {
    const answer = await scene.app.get(path, undefined, { 'accept-language': 'uk, en;q=0.5' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `/uk${path}`])
  }
})
