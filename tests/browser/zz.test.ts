import { test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { demoServer } from '../support/server.ts'
import { logged } from '../support/app.ts'
import { admit, allPages } from './pages.ts'
const database = testDatabase()
const server = demoServer(database)
test('x', async () => {
  const { empty } = await admit(database.ownerDb)
  await allPages({ url: server.url, ownerDb: database.ownerDb }, empty).catch(() => {})
  for (const l of logged) if (l.level === 'error') console.log(JSON.stringify(l.properties))
})
