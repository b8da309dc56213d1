import { afterAll, beforeAll, expect, test } from 'vitest'
import { sheetPath } from '../../src/lib/brand.ts'
import { testDatabase } from '../support/database.ts'
import { startWorkerd, type Workerd } from '../support/workerd.ts'
import { aDesk } from './desk.ts'
import { pictures } from './pictures.ts'

const database = testDatabase()
let worker: Workerd

beforeAll(async () => {
  worker = await startWorkerd(database.appUrl)
}, 60_000)
afterAll(() => worker?.stop())

test('in workerd a logo is taken and shown, and colours are served, as on Node', async () => {
  const { centre, member, post, fields } = await aDesk(database)
  await post(fields({ brand: 'castle' }))
  const body = new FormData()
  body.set('logo', new File([new Uint8Array(pictures.jpg)], 'logo.jpg', { type: 'image/jpeg' }))
  const settings = `${worker.url}/app/${centre.slug}/settings`
  const headers = { origin: worker.url, cookie: member.cookie }
  expect((await fetch(`${settings}/logo`, { method: 'POST', redirect: 'manual', headers, body })).status).toBe(303)

  const html = await (await fetch(`${worker.url}/cs/${centre.slug}`)).text()
  const logo = await fetch(`${worker.url}${/class="centre-logo" src="([^"]*)"/.exec(html)?.[1]}`)
  expect(logo.headers.get('content-type')).toBe('image/jpeg')
  expect(new Uint8Array(await logo.arrayBuffer())).toEqual(pictures.jpg)

  const path = sheetPath({ brand: 'castle', brand_color: null }) ?? ''
  expect(html).toContain(`href="${path}"`)
  const sheet = await fetch(`${worker.url}${path}`)
  expect([sheet.headers.get('content-type'), (await sheet.text()).startsWith('@layer tokens{:root{--brand:')]).toEqual([
    'text/css; charset=utf-8',
    true,
  ])
})
