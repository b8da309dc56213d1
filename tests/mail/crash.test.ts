import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { type Mailersend, startMailersend } from '../support/mailersend.ts'
import { deliver, lapse, later, makeCentre, promise, rowsOf, statesOf } from './post-office.ts'

describe('when the sender is killed', () => {
  const database = testDatabase()
  const { appDb, ownerDb } = database
  let api: Mailersend
  let centre: string

  beforeAll(async () => {
    api = await startMailersend()
  })
  afterAll(() => api.close())
  beforeEach(async () => {
    await ownerDb.updateTable('mails').set({ state: 'cancelled', lease_token: null, lease_until: null }).execute()
    api.reset()
    centre = (await makeCentre(ownerDb)).id
  })

  const start = (point: string) => {
    const script = fileURLToPath(new URL('deliverer.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', script, database.appUrl, api.url, point], {
      stdio: 'inherit',
    })
    return { child, ended: once(child, 'exit').then(([code, signal]) => signal ?? code) }
  }

  /** What a living sender makes of it, at once and long after. */
  const afterwards = async () => {
    await deliver(appDb, { url: api.url })
    await lapse(ownerDb, centre)
    await deliver(appDb, { url: api.url })
    await deliver(appDb, { url: api.url, clock: later(10_000) })
    return statesOf(appDb, centre)
  }

  it('sends everything once when it lives', async () => {
    const ids = await promise(appDb, centre, {}, {})
    expect(await start('none').ended).toBe(0)
    expect([await afterwards(), ids.map((id) => api.takenOf(id))]).toEqual([
      ['accepted', 'accepted'],
      [1, 1],
    ])
  })

  it('loses nothing before the claim', async () => {
    const ids = await promise(appDb, centre, {}, {})
    expect(await start('unclaimed').ended).toBe('SIGKILL')
    expect([await statesOf(appDb, centre), api.taken().length]).toEqual([['ready', 'ready'], 0])
    expect([await afterwards(), ids.map((id) => api.takenOf(id))]).toEqual([
      ['accepted', 'accepted'],
      [1, 1],
    ])
  })

  it('leaves the one mail it held in sight as uncertain, and the others to be sent', async () => {
    const ids = await promise(appDb, centre, {}, {}, {})
    expect(await start('claimed').ended).toBe('SIGKILL')
    expect([await statesOf(appDb, centre), api.taken().length]).toEqual([['claimed', 'ready', 'ready'], 0])
    expect(await afterwards()).toEqual(['uncertain', 'accepted', 'accepted'])
    expect(ids.map((id) => api.takenOf(id))).toEqual([0, 1, 1])
    const [row] = await rowsOf(appDb, centre)
    expect(row?.last_error).toBe('the sender stopped before it could say what happened')
  })

  it('does not send a mail again that was on the wire', async () => {
    const ids = await promise(appDb, centre, {}, {})
    api.script({ kind: 'silence' })
    const { child, ended } = start('none')
    await api.requested(1)
    child.kill('SIGKILL')
    expect(await ended).toBe('SIGKILL')
    expect([await afterwards(), ids.map((id) => api.takenOf(id))]).toEqual([
      ['uncertain', 'accepted'],
      [0, 1],
    ])
    expect(api.requests().length).toBe(2)
  })

  it('does not send a mail again whose answer was on its way', async () => {
    const ids = await promise(appDb, centre, {}, {})
    api.script({ kind: 'slow', ms: 60_000 })
    const { child, ended } = start('none')
    await api.requested(1)
    child.kill('SIGKILL')
    expect(await ended).toBe('SIGKILL')
    expect([await afterwards(), ids.map((id) => api.takenOf(id))]).toEqual([
      ['uncertain', 'accepted'],
      [1, 1],
    ])
  })

  it('does not send a mail again that was taken and not yet marked', async () => {
    const ids = await promise(appDb, centre, {}, {})
    expect(await start('sent').ended).toBe('SIGKILL')
    expect([await statesOf(appDb, centre), api.taken().length]).toEqual([['claimed', 'ready'], 1])
    expect([await afterwards(), ids.map((id) => api.takenOf(id))]).toEqual([
      ['uncertain', 'accepted'],
      [1, 1],
    ])
  })
})
