import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect, type Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { describe, expect, test } from 'vitest'
import { setScene } from '../events/scene.ts'
import { publicUrl, testApp } from '../support/app.ts'
import { aCentre, aMember, anEvent, password, registrationFields } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const database = testDatabase()
const { appDb, ownerDb } = database

test('forms that never finish arriving keep nobody else waiting', async () => {
  const scene = await setScene(database)
  const server = createServer(getRequestListener((request) => scene.app.app.fetch(request)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  const head = [
    `POST ${scene.address} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Origin: ${publicUrl}`,
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Length: 500',
  ]
  const slow: Socket[] = Array.from({ length: 30 }, () => connect(port, '127.0.0.1'))
  for (const socket of slow) socket.on('error', () => {}).write(`${head.join('\r\n')}\r\n\r\nname=`)
  await new Promise((resolve) => setTimeout(resolve, 300))
  try {
    const began = performance.now()
    expect((await fetch(`http://127.0.0.1:${port}${scene.address}`)).status).toBe(200)
    expect(performance.now() - began).toBeLessThan(2000)
  } finally {
    for (const socket of slow) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
})

describe('a header', () => {
  test('is made of no control character a name brought', async () => {
    const centre = await aCentre(ownerDb)
    const { cookie } = await aMember(ownerDb, [centre])
    const app = testApp(appDb)
    const given_name = 'Zl\u007fý\u0001\u0085\rX-Evil: 1'
    const added = await app.post(
      `/app/${centre.slug}/contacts`,
      { given_name, family_name: 'Nová', track: 'return' },
      cookie,
    )
    expect(added.status).toBe(303)
    const contact = await ownerDb
      .selectFrom('contacts')
      .select('given_name')
      .where('centre_id', '=', centre.id)
      .executeTakeFirst()
    expect(contact).toEqual({ given_name: 'Zlý\nX-Evil: 1' })
  })

  test('leads back after signing in only to an address made of printable characters', async () => {
    const centre = await aCentre(ownerDb)
    const { email } = await aMember(ownerDb, [centre])
    const app = testApp(appDb)
    const landing = async (next: string) =>
      (await app.post('/sign-in', { email, password, next })).headers.get('location')
    expect(await landing(`/app/${centre.slug}/events`)).toBe(`/app/${centre.slug}/events`)
    expect([await landing('/app\u0001'), await landing('/a\u007fpp'), await landing('/\u001b')]).toEqual([
      '/app',
      '/app',
      '/',
    ])
  })

  test('of cookies that cannot be decoded is that of a stranger', async () => {
    const centre = await aCentre(ownerDb)
    const answer = await testApp(appDb).get(`/app/${centre.slug}`, 'other=%ff; krajan=%')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/sign-in?next=%2Fapp%2F${centre.slug}`])
  })
})

test('the head of a mail stays one line whatever stands in a title or a name', async () => {
  const scene = await setScene(database)
  await ownerDb
    .updateTable('event_texts')
    .set({ title: 'Setkání\nBcc: vsem@example.org' })
    .where('event_id', '=', scene.event.id)
    .execute()
  await scene.register('jana@example.org', { name: 'Jana\r\nBcc: vsem@example.org' })
  const [mail] = await scene.mailsTo('jana@example.org')
  expect(mail?.subject).toContain('Setkání Bcc: vsem@example.org')
  expect(mail?.to_name).toBe('Jana Bcc: vsem@example.org')
})

test('an address somebody types in everywhere gets twelve mails a day from a centre, and the answers stay alike', async () => {
  const scene = await setScene(database)
  const others = await Promise.all(Array.from({ length: 8 }, () => anEvent(ownerDb, scene.centre)))
  const addresses = [scene.address, ...others.map(({ slug }) => `/cs/${scene.centre.slug}/events/${slug}`)]
  const statuses: number[] = []
  for (const address of addresses) {
    for (let time = 0; time < 2; time++) {
      const answer = await scene.app.post(address, registrationFields({ email: 'obet@example.org' }))
      statuses.push(answer.status)
    }
  }
  expect(statuses).toEqual(Array(18).fill(303))
  expect((await scene.mailsTo('obet@example.org')).length).toBe(12)
  scene.pass(24 * 60 + 1)
  await scene.app.post(addresses.at(-1) ?? '', registrationFields({ email: 'obet@example.org' }))
  expect((await scene.mailsTo('obet@example.org')).length).toBe(13)
})
