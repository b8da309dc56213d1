import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrateToHead } from '../../src/db/migrate.ts'
import { generateTypes } from './types.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'krajan-types-'))
const server = await startEmbedded({ dataDir })
try {
  await migrateToHead(server.ownerUrl)
  await generateTypes(server.ownerUrl)
} finally {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
