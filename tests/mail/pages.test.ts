import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../src/lib/ids.ts'
import type { MailState, Role } from '../../src/lib/words.ts'
import { staffMessages } from '../../views/messages/index.ts'
import { testApp } from '../support/app.ts'
import { aCentre, aMember, type TestCentre } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { promise, register, rowsOf } from './post-office.ts'

const token = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ'
const link = `https://krajan.example.org/r/${token}?lang=cs`
const content = {
  subject: 'Máte <místo>',
  html: `<!doctype html><html><head><title>x</title></head><body><a href="${link}">Otevřít</a></body></html>`,
  body: `Otevřete ${link} ještě dnes`,
}

describe('the pages of the mail area', () => {
  const { appDb, ownerDb } = testDatabase()
  let centre: TestCentre
  let stranger: TestCentre

  beforeAll(async () => {
    centre = await aCentre(ownerDb)
    stranger = await aCentre(ownerDb)
  })

  const get = async (path: string, role: Role = 'reader') => {
    const { cookie } = await aMember(ownerDb, [centre], role)
    return testApp(appDb).get(`/app/${path}`, cookie)
  }

  const page = async (path: string, role?: Role): Promise<string> => {
    const response = await get(`${centre.slug}/mail${path}`, role)
    expect(response.status).toBe(200)
    return response.text()
  }
  const setState = (id: string, state: MailState) =>
    ownerDb.updateTable('mails').set({ state }).where('id', '=', id).execute()
  const linesOf = (html: string) => [...html.matchAll(/mail\/([0-9a-f-]{36})"/g)].map(([, id]) => id)

  const afresh = async () => {
    centre = await aCentre(ownerDb)
  }

  it('lists mails from the newest, 50 a page, and leads on to the rest', async () => {
    await afresh()
    const ids = (await promise(appDb, centre.id, ...Array.from({ length: 53 }, () => ({})))).toReversed()
    const first = await page('')
    expect(linesOf(first)).toEqual(ids.slice(0, 50))
    const next = /href="\/app\/[^"]*\/mail(\?after=[^"]*)"/.exec(first)?.[1] ?? 'nowhere'
    expect(linesOf(await page(next))).toEqual(ids.slice(50))
  })

  it('finds by state, by any piece of the address, and by both', async () => {
    await afresh()
    const to = (address: string) => ({ to: { address, name: '' } })
    const [one = '', two = '', three = ''] = await promise(
      appDb,
      centre.id,
      to('Jana.Nova@example.org'),
      to('petr@example.com'),
      to('jan_100%@example.org'),
    )
    await setState(one, 'accepted')
    const found = async (query: string) => linesOf(await page(query))
    expect(await found('?state=accepted')).toEqual([one])
    expect(await found('?address=nova@EXAMPLE')).toEqual([one])
    expect(await found('?address=%25')).toEqual([three])
    expect(await found('?address=example.org&state=ready')).toEqual([three])
    expect(await found('?address=nobody')).toEqual([])
    expect(await found('?state=nonsense&after=nonsense')).toEqual([three, two, one])
    expect(await page('?address=nobody')).toContain(staffMessages('cs')('mail.none_found'))
  })

  it('keeps to one registration when asked, on the list and beside a mail', async () => {
    await afresh()
    const [mine, another] = [await register(ownerDb, centre.id), await register(ownerDb, centre.id)]
    const [one = '', , three = ''] = await promise(
      appDb,
      centre.id,
      { registrationId: mine },
      { registrationId: another },
      { registrationId: mine },
    )
    expect(linesOf(await page(`?registration=${mine}`))).toEqual([three, one])
    expect(linesOf(await page(`/${one}`))).toEqual([three])
    expect(linesOf(await page(`?registration=${newId()}`))).toEqual([])
  })

  it('shows a mail with its state explained and the HTML in a frame that can run nothing', async () => {
    await afresh()
    const [id = ''] = await promise(appDb, centre.id, { content })
    await setState(id, 'uncertain')
    const html = await page(`/${id}`)
    for (const said of [
      'Máte &lt;místo&gt;',
      'jana@example.org',
      'čeština',
      staffMessages('cs')('mail.explained.uncertain'),
    ]) {
      expect(html).toContain(said)
    }
    const frame = /<iframe[^>]*>/.exec(html)?.[0]
    expect(frame).toContain(`src="/app/${centre.slug}/mail/${id}/html"`)
    expect(frame).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
  })

  it('says of mail that waited when a backup was restored why it stays, in the language of the page', async () => {
    await afresh()
    const [id = ''] = await promise(appDb, centre.id, { content })
    const last_error = 'put on hold by a restore'
    await ownerDb.updateTable('mails').set({ state: 'kept', last_error }).where('id', '=', id).execute()
    const html = await page(`/${id}`)
    expect(html).toContain(staffMessages('cs')('mail.explained.restored'))
    expect([html.includes(last_error), html.includes(staffMessages('cs')('mail.explained.kept'))]).toEqual([
      false,
      false,
    ])
  })

  it('serves the HTML with a policy of its own and links that open beside the page', async () => {
    await afresh()
    const [id = ''] = await promise(appDb, centre.id, { content })
    await setState(id, 'kept')
    const response = await get(`${centre.slug}/mail/${id}/html`, 'coordinator')
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'`,
    )
    expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(await response.text()).toBe(content.html.replace('<head>', '<head><base target="_blank">'))
  })

  it('hides personal links from everybody, except those of kept mail from members who may edit', async () => {
    await afresh()
    const [id = ''] = await promise(appDb, centre.id, { content })
    const seen = async (role: Role) => (await page(`/${id}`, role)) + (await page(`/${id}/html`, role))
    const shown: string[] = []
    for (const state of [
      'ready',
      'kept',
      'accepted',
      'uncertain',
      'failed',
      'delivered',
      'skipped_obsolete',
    ] as const) {
      await setState(id, state)
      expect([state, (await seen('reader')).includes(token)]).toEqual([state, false])
      const html = await seen('coordinator')
      if (html.includes(token)) shown.push(state)
      else expect(html.match(/krajan\.example\.org\/r\/…/g)?.length).toBe(2)
    }
    expect(shown).toEqual(['kept'])
    expect((await rowsOf(appDb, centre.id))[0]?.body).toContain(token)
  })

  it('answers alike for a mail of another centre, one that never was, and what is no id', async () => {
    await afresh()
    const [foreign = ''] = await promise(appDb, stranger.id, { content })
    for (const id of [foreign, newId(), '-'.repeat(36), 'list']) {
      for (const path of [id, `${id}/html`])
        expect([path, (await get(`${centre.slug}/mail/${path}`)).status]).toEqual([path, 404])
    }
    expect((await get(`${stranger.slug}/mail`)).status).toBe(404)
    expect(linesOf(await page(''))).toEqual([])
  })
})
