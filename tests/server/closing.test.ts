import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { startServer } from '../support/server.ts'

const database = testDatabase()

test('a connection opened in advance, which asks for nothing, does not keep the server from closing', async () => {
  const { url, close } = await startServer(database.appDb)
  const { hostname, port } = new URL(url)
  const silent = connect(Number(port), hostname)
  await once(silent, 'connect')
  // once this is answered, the server knows of the connection before it too
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  const late = new Promise((resolve) => setTimeout(resolve, 3_000, 'still open'))
  expect(await Promise.race([close().then(() => 'closed'), late])).toBe('closed')
})
