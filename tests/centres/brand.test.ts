import { describe, expect, test } from 'vitest'
import { sheetPath } from '../../src/lib/brand.ts'
import { aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk } from './desk.ts'

const asked: string[] = []
const database = testDatabase({ onQuery: ({ query }) => void asked.push(query.sql) })

const sheetsIn = (html: string) =>
  [...html.matchAll(/<link rel="stylesheet" href="(\/brand[^"]*)"/g)].map(([, path]) => path)
const steel = sheetPath({ brand: 'steel', brand_color: null }) ?? ''

describe('the colours of a centre', () => {
  test('are linked on its public and its staff pages, and served to be kept for ever', async () => {
    const { app, post, fields, centre, member } = await aDesk(database)
    await post(fields({ brand: 'own', brand_color: '#7D2A52' }))
    const path = sheetPath({ brand: 'own', brand_color: '#7d2a52' }) ?? ''
    expect(path).toContain('/brand/7d2a52.')
    for (const page of [`/cs/${centre.slug}`, `/uk/${centre.slug}/privacy`, `/app/${centre.slug}`]) {
      const html = await (await app.get(page, member.cookie)).text()
      expect([page, sheetsIn(html)]).toEqual([page, [path]])
      // after our own, or it would change nothing
      expect(html.indexOf(path)).toBeGreaterThan(html.indexOf('/static/app.'))
      expect(html).not.toContain('style=')
    }
    const sheet = await app.get(path)
    expect((await sheet.text()).includes('--brand:light-dark(#7d2a52,')).toBe(true)
    expect(Object.fromEntries(sheet.headers)).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
  })

  test('are not linked where they are the default ones, nor on pages of no centre', async () => {
    const { app, centre, member } = await aDesk(database)
    for (const page of [`/cs/${centre.slug}`, `/app/${centre.slug}`, '/cs', '/cs/accessibility', '/sign-in', '/app'])
      expect([page, sheetsIn(await (await app.get(page, member.cookie)).text())]).toEqual([page, []])
  })

  test('are those of the centre whose page it is, for a member of two', async () => {
    const [here, there] = [await aDesk(database), await aDesk(database)]
    await here.post(here.fields({ brand: 'steel' }))
    await there.post(there.fields({ brand: 'river' }))
    const { cookie } = await aMember(database.ownerDb, [here.centre, there.centre], 'reader')
    const sheets = async (slug: string) => sheetsIn(await (await here.app.get(`/app/${slug}`, cookie)).text())
    expect(await sheets(here.centre.slug)).toEqual([steel])
    expect(await sheets(there.centre.slug)).toEqual([sheetPath({ brand: 'river', brand_color: null })])
  })

  test('asked for by an address of another version are right but not kept', async () => {
    const { app } = await aDesk(database)
    const old = await app.get('/brand/steel.000000000000.css')
    expect([old.status, old.headers.get('cache-control'), await old.text()]).toEqual([
      200,
      'no-cache',
      await (await app.get(steel)).text(),
    ])
  })

  test.each([
    '/brand/own.000000000000.css',
    '/brand/gold.000000000000.css',
    '/brand/__proto__.000000000000.css',
    '/brand/12345.000000000000.css',
    '/brand/fff}body{.000000000000.css',
    '/brand/steel.css',
    '/brand/steel.000000000000.css/x',
    '/brand',
    '/brand/',
  ])('are not found at %s', async (path) => {
    const { app } = await aDesk(database)
    expect((await app.get(path)).status).toBe(404)
  })

  test('are asked for without the database', async () => {
    const { app } = await aDesk(database)
    asked.length = 0
    expect([(await app.get(steel)).status, asked]).toEqual([200, []])
  })

  test('cannot be broken out of by anything that is typed', async () => {
    const { app, post, fields, centre, row } = await aDesk(database)
    const name = `"><style>*{color:red}</style><script>alert(1)</script>`
    expect(
      (await post(fields({ name, name_uk: name, address: `${name}\n${name}`, web: `https://a.b/"onx='` }))).status,
    ).toBe(303)
    expect((await row()).name).toBe(name)
    for (const page of [`/cs/${centre.slug}`, `/uk/${centre.slug}/privacy`, '/cs', '/uk']) {
      const html = await (await app.get(page)).text()
      expect([page, html.includes('<style'), html.includes('<script>'), html.includes('/"onx')]).toEqual([
        page,
        false,
        false,
        false,
      ])
    }
  })
})

describe('what stands at the foot of public pages', () => {
  test('is who the centre is and how to reach it', async () => {
    const { app, post, fields, centre } = await aDesk(database)
    const facts = {
      name: 'Kraj volá',
      address: 'Nová 2\nCheb',
      phone: '353222111',
      web: 'https://www.kraj.example.org/doma',
    }
    await post(fields({ ...facts, email: 'novy@example.org' }))
    for (const page of ['', '/privacy', '/events']) {
      const html = await (await app.get(`/cs/${centre.slug}${page}`)).text()
      const foot = html.slice(html.indexOf('<footer'))
      for (const said of [
        'Kraj volá',
        'Nová 2, Cheb',
        'href="mailto:novy@example.org"',
        'href="tel:353222111"',
        '+420 353 222 111',
      ])
        expect([page, foot.includes(said)]).toEqual([page, true])
      expect(foot).toContain('href="https://www.kraj.example.org/doma" rel="noopener">kraj.example.org<')
    }
    const privacy = await (await app.get(`/cs/${centre.slug}/privacy`)).text()
    expect(privacy).toContain('Kraj volá, Nová 2\nCheb. Napište nám na novy@example.org')
  })
})
