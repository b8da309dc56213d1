import type { TestProject } from 'vitest/node'
import { type Embedded, startEmbedded } from '../../src/db/embedded.ts'
import { databaseUrl } from '../../src/db/one-connection.ts'
import { createDatabase } from '../../src/db/roles.ts'
import { temporaryFolder } from './temporary-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    superUrl: string
    appUrl: string
    counterUrl: string
    ownerUrl: string
    backupUrl: string
  }
}

const templateName = 'krajan_template'

/** One PostgreSQL of its own for the whole run; KRAJAN_TEST_PG_BIN names the bin folder of another version. */
const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = await temporaryFolder()
  const binDir = process.env.KRAJAN_TEST_PG_BIN
  const server = await startEmbedded({ dataDir: folder.path, warn: console.warn, ...(binDir ? { binDir } : {}) })
  const stop = onceOnly(async () => {
    await server.stop()
    await folder.remove()
  })
  // Vitest does not tear down when its set-up fails.
  await prepareTemplate(server).catch((error: unknown) => stop().then(() => Promise.reject(error)))
  project.provide('superUrl', server.superUrl)
  project.provide('appUrl', server.appUrl)
  project.provide('counterUrl', server.counterUrl)
  project.provide('ownerUrl', server.ownerUrl)
  project.provide('backupUrl', server.backupUrl)
  return stop
}

export default setup

const prepareTemplate = async ({ superUrl, ownerUrl }: Embedded): Promise<void> => {
  await createDatabase(superUrl, templateName)
  const { migrateToHead } = await import('../../src/db/migrate.ts')
  await migrateToHead(databaseUrl(ownerUrl, templateName))
}

const onceOnly = (work: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined
  return () => {
    running ??= work()
    return running
  }
}
