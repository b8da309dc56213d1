import { describe, expect, test } from 'vitest'
import { readNumbers } from '../../../src/sharing/release/package.ts'
import { testDatabase } from '../../support/database.ts'
import { htmlOf, setScene } from './scene.ts'

const database = testDatabase()

describe('a release', () => {
  test('shows its light in words, its numbers, its proof, and the tables as others will see them', async () => {
    const { app, path, members, release } = await setScene(database)
    const html = await htmlOf(app.get(path, members.reader.cookie))
    for (const words of ['Zelená: chráněno', 'Čitelná políčka', 'Důkaz obyčejnými slovy', 'Neslučovalo se nic'])
      expect(html).toContain(words)
    const { cells, margins } = readNumbers(release.files)
    const shown = [...html.matchAll(/<td[^>]*>(?:<span[^>]*>)?([\d\s]+|&lt;10)/g)].map(([, text]) => text?.trim())
    for (const { count } of [...cells, ...margins]) expect(shown).toContain(count === undefined ? '&lt;10' : `${count}`)
  })

  test('says amber and what was withheld, or red and why', async () => {
    const withheld = [{ kind: 'withheld', item: 'barrier', frame: 'age', why: 'telling' }]
    const amber = await setScene(database, { repairs: withheld })
    expect(await htmlOf(amber.app.get(amber.path, amber.members.reader.cookie))).toContain('Oranžová: chráněno')
    const red = await setScene(database, { status: 'refused', reason: { code: 'unproven' } })
    const html = await htmlOf(red.app.get(red.path, red.members.reader.cookie))
    expect(html).toContain('Červená: sdílet to nejde')
    expect(html).toContain('se nenašel důkaz pro všechna skrytá čísla')
  })

  test('tells how far it is, as a page and as a part of it, and reloads the page once it is done', async () => {
    const { app, path, members } = await setScene(database, { status: 'preparing' })
    const html = await (await app.get(path, members.preparer.cookie)).text()
    expect(html).toMatch(/<progress[^>]*value="40"/)
    expect(html).toContain('<noscript><meta http-equiv="refresh"')
    const part = { 'HX-Request': 'true', 'HX-Request-Type': 'partial', 'HX-Target': 'section#preparation' }
    const asked = await app.get(path, members.preparer.cookie, part)
    expect([asked.headers.get('HX-Refresh'), (await asked.text()).startsWith('<section')]).toEqual([null, true])
    const done = await setScene(database, { status: 'ready' })
    const answer = await done.app.get(done.path, done.members.preparer.cookie, part)
    expect(answer.headers.get('HX-Refresh')).toBe('true')
  })

  test('is not there for another centre, nor for a stranger', async () => {
    const [ours, theirs] = [await setScene(database), await setScene(database)]
    expect((await ours.app.get(`${ours.base}/${theirs.release.id}`, ours.members.admin.cookie)).status).toBe(404)
    expect((await ours.app.get(ours.path, theirs.members.admin.cookie)).status).toBe(404)
    expect((await ours.app.get(ours.path)).headers.get('location')).toMatch(/^\/sign-in/)
  })
})

const agreed = { version: '1', checked: 'on' }

describe('approving', () => {
  test('takes a second person, once', async () => {
    const { app, path, members, row, audit } = await setScene(database)
    const own = await app.post(`${path}/approve`, agreed, members.preparer.cookie)
    expect(own.status).toBe(422)
    expect(await htmlOf(own)).toContain('Vlastní přípravu schválit nejde')
    expect((await row()).status).toBe('ready')
    for (let press = 0; press < 2; press++) {
      const answer = await app.post(`${path}/approve`, agreed, members.second.cookie)
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?done=approved`])
    }
    const { status, decided_by, version } = await row()
    expect([status, decided_by, version]).toEqual(['approved', members.second.id, 2])
    expect(await audit()).toEqual([{ action: 'release.approved', member_id: members.second.id }])
  })

  test('tells whoever prepared it why another must look, and gives them no button', async () => {
    const { app, path, members } = await setScene(database)
    const own = await htmlOf(app.get(path, members.preparer.cookie))
    expect(own).toContain('Tohle vydání jste připravili vy')
    expect(own).not.toContain('/approve"')
    expect(await htmlOf(app.get(path, members.second.cookie))).toContain(`action="${path}/approve"`)
  })

  test('is not done before the list was gone through', async () => {
    const { app, path, members, row } = await setScene(database)
    const answer = await app.post(`${path}/approve`, { version: '1' }, members.second.cookie)
    expect(answer.status).toBe(422)
    expect(await htmlOf(answer)).toContain('Potvrďte prosím, že jste si to prošli.')
    expect((await row()).status).toBe('ready')
  })

  test('is not for readers, strangers, nor another centre', async () => {
    const [ours, theirs] = [await setScene(database), await setScene(database)]
    expect((await ours.app.post(`${ours.path}/approve`, agreed, ours.members.reader.cookie)).status).toBe(403)
    expect((await ours.app.post(`${ours.path}/approve`, agreed, theirs.members.second.cookie)).status).toBe(404)
    expect((await ours.app.post(`${ours.path}/approve`, agreed)).headers.get('location')).toMatch(/^\/sign-in/)
    expect((await ours.row()).status).toBe('ready')
  })

  test('of what somebody else decided meanwhile says so', async () => {
    const { app, path, members, row } = await setScene(database)
    const stale = await app.post(`${path}/approve`, { ...agreed, version: '7' }, members.second.cookie)
    expect([stale.status, (await row()).status]).toEqual([409, 'ready'])
    await app.post(`${path}/reject`, { version: '1' }, members.second.cookie)
    expect((await row()).status).toBe('rejected')
    const late = await app.post(`${path}/approve`, agreed, members.admin.cookie)
    expect(late.status).toBe(409)
    expect(await htmlOf(late)).toContain('Mezitím o vydání rozhodl někdo jiný')
    expect((await row()).status).toBe('rejected')
  })
})
