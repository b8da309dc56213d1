import { describe, expect, test } from 'vitest'
import { sha256 } from '../../src/lib/tokens.ts'
import { publicUrl } from '../support/app.ts'
import { aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk } from './desk.ts'
import { joined, pictures, pngOf } from './pictures.ts'

const database = testDatabase()
const html = '<!doctype html><script>alert(1)</script>'

const addressIn = (page: string) => /class="centre-logo" src="([^"]*)"/.exec(page)?.[1]

describe('a logo', () => {
  test('stands in the public header, in the bar of the staff and on the settings, and is a picture and nothing else', async () => {
    const { app, upload, centre, base, get, member } = await aDesk(database)
    const answer = await upload(pictures.png)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${base}?done=logo#logo`])
    const hash = sha256(pictures.png).toString('hex').slice(0, 12)
    const address = `/brand/${centre.slug}/logo.${hash}.png`
    const pages = [
      await (await app.get(`/cs/${centre.slug}`)).text(),
      await (await app.get(`/app/${centre.slug}`, member.cookie)).text(),
      await get(),
    ]
    expect(pages.map(addressIn)).toEqual([address, address, address])
    expect(pages[0]).toContain('width="3" height="2" alt=""')

    const picture = await app.get(address)
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(pictures.png)
    expect(Object.fromEntries(picture.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(picture.headers.get('set-cookie')).toBeNull()
  })

  test.each([
    ['jpg', 'image/jpeg'],
    ['lossy webp', 'image/webp'],
    ['lossless webp', 'image/webp'],
  ] as const)('may be %s, whatever its name says', async (kind, type) => {
    const { app, upload, get } = await aDesk(database)
    expect((await upload(pictures[kind], { name: '../../etc/passwd.svg', type: 'image/svg+xml' })).status).toBe(303)
    expect((await app.get(addressIn(await get()) ?? '')).headers.get('content-type')).toBe(type)
  })

  test('sent twice is one, and the audit says once who hung it up', async () => {
    const { upload, audit, member } = await aDesk(database)
    await Promise.all([upload(pictures.png), upload(pictures.png)])
    await upload(pictures.png)
    expect((await audit()).map(({ action, fields, member_id }) => [action, fields, member_id])).toEqual([
      ['centre.edited', ['logo'], member.id],
    ])
  })

  test('replaced has a new address, and the old one is gone', async () => {
    const { app, upload, get, logo } = await aDesk(database)
    await upload(pictures.png)
    const old = addressIn(await get()) ?? ''
    await upload(pictures.jpg)
    const now = addressIn(await get()) ?? ''
    expect([(await logo())?.type, (await app.get(old)).status, (await app.get(now)).status]).toEqual(['jpg', 404, 200])
  })

  test('taken down leaves our mark, and taking it down again changes nothing', async () => {
    const { app, upload, post, centre, logo, audit, base } = await aDesk(database)
    await upload(pictures.png)
    for (const _ of [1, 2]) {
      const answer = await post({}, '/logo/remove')
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `${base}?done=logo_removed#logo`])
    }
    expect([await logo(), (await audit()).length]).toEqual([undefined, 2])
    const page = await (await app.get(`/cs/${centre.slug}`)).text()
    expect([addressIn(page), page.includes('logo-mark')]).toEqual([undefined, true])
  })

  test.each<[string, Uint8Array | string, string]>([
    ['SVG called PNG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'Vyberte celý soubor'],
    ['HTML called PNG', html, 'Vyberte celý soubor'],
    ['nothing', '', 'Vyberte celý soubor'],
    ['a picture with a page behind it', joined(pictures.png, html), 'Vyberte celý soubor'],
    ['a JPEG with an archive behind it', joined(pictures.jpg, 'PK\u0003\u0004'), 'Vyberte celý soubor'],
    ['half a picture', pictures.png.slice(0, 60), 'Vyberte celý soubor'],
    ['a picture too wide', pngOf(2001, 10), '2000 × 2000'],
    ['a picture too high', pngOf(10, 30_000), '2000 × 2000'],
    ['a picture that unpacks to a wall', pngOf(2_000_000_000, 2_000_000_000), '2000 × 2000'],
    ['a file too large', pngOf(10, 10, new Uint8Array(256 * 1024)), '256 kB'],
  ])('is not %s', async (_name, file, sentence) => {
    const { upload, logo, audit } = await aDesk(database)
    const answer = await upload(file)
    const page = await answer.text()
    expect([answer.status, page.includes('id="field-logo-error"'), page.includes(sentence)]).toEqual([422, true, true])
    expect([await logo(), await audit()]).toEqual([undefined, []])
  })

  test('that hides a page inside is still served as a picture that can do nothing', async () => {
    const { app, upload, get } = await aDesk(database)
    await upload(pngOf(10, 10, new TextEncoder().encode(html)), { name: 'x.html', type: 'text/html' })
    const { headers } = await app.get(addressIn(await get()) ?? '')
    expect([headers.get('content-type'), headers.get('x-content-type-options')]).toEqual(['image/png', 'nosniff'])
    expect(headers.get('content-security-policy')).toContain('sandbox')
  })

  test('of just the limits is taken', async () => {
    const { upload, logo } = await aDesk(database)
    const empty = pngOf(2000, 2000, new Uint8Array(1)).length - 1
    expect((await upload(pngOf(2000, 2000, new Uint8Array(256 * 1024 - empty)))).status).toBe(303)
    expect(await logo()).toMatchObject({ width: 2000, height: 2000 })
  })

  test('of more than a megabyte is not read at all', async () => {
    const { upload, logo } = await aDesk(database)
    expect((await upload(new Uint8Array(1_100_000))).status).toBe(413)
    expect(await logo()).toBeUndefined()
  })

  test.each([
    ['text where the file should be', [['logo', 'x']]],
    [
      'two files',
      [
        ['logo', pictures.png],
        ['logo', pictures.jpg],
      ],
    ],
    ['a file under another name', [['picture', pictures.png]]],
  ] as [string, [string, string | Uint8Array][]][])('is not %s', async (_name, parts) => {
    const { app, base, member, logo } = await aDesk(database)
    const body = new FormData()
    for (const [name, part] of parts)
      body.append(name, typeof part === 'string' ? part : new File([new Uint8Array(part)], 'x.png'))
    const headers = { cookie: member.cookie, origin: publicUrl }
    const answer = await app.app.request(`${publicUrl}${base}/logo`, { method: 'POST', headers, body })
    expect([answer.status, await logo()]).toEqual([422, undefined])
  })

  test('is found under its own centre only, with its own hash and type', async () => {
    const [here, there] = [await aDesk(database), await aDesk(database)]
    await here.upload(pictures.png)
    const address = addressIn(await here.get()) ?? ''
    const wrong = [
      address.replace(here.centre.slug, there.centre.slug),
      address.replace(here.centre.slug, 'nikde'),
      address.replace('.png', '.jpg'),
      address.replace(/\.[0-9a-f]{12}\./, '.000000000000.'),
      address.replace('.png', '.svg'),
    ]
    expect(await Promise.all(wrong.map(async (path) => (await here.app.get(path)).status))).toEqual(
      wrong.map(() => 404),
    )
    expect(addressIn(await there.get())).toBeUndefined()
  })

  test('of each centre stands on the pages of that centre, for a member of both', async () => {
    const [here, there] = [await aDesk(database), await aDesk(database)]
    await here.upload(pictures.png)
    await there.upload(pictures.jpg)
    const { cookie } = await aMember(database.ownerDb, [here.centre, there.centre], 'reader')
    for (const { centre, app } of [here, there])
      expect(addressIn(await (await app.get(`/app/${centre.slug}`, cookie)).text())).toContain(`/brand/${centre.slug}/`)
  })
})
