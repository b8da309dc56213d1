import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDb } from '../src/db/connection.ts'
import { startEmbedded } from '../src/db/embedded.ts'
import { migrateToHead } from '../src/db/migrate.ts'
import { buildDemoPackage } from './building.ts'
import { demoSharings } from './data/sharings.ts'
import { inventDemo } from './demo.ts'

// node --import tsx seeds/make-releases.ts, whenever the demo's answers or the way releases are made have changed
const dataDir = await mkdtemp(join(tmpdir(), 'krajan-releases-'))
const server = await startEmbedded({ dataDir })
try {
  await migrateToHead(server.ownerUrl)
  const ownerDb = openDb(server.ownerUrl, { max: 1 })
  const now = new Date()
  const packages = await ownerDb.transaction().execute(async (trx) => {
    await inventDemo(trx, now)
    const built = []
    for (const { slug } of demoSharings) built.push([slug, await buildDemoPackage(trx, slug, now)] as const)
    return Object.fromEntries(built)
  })
  await ownerDb.destroy()
  const head = `import type { DemoPackage } from '../building.ts'\n\n// made by seeds/make-releases.ts; tests/seeds/releases.test.ts says when it has to run again\n`
  const text = `${head}export const demoPackages: Record<'karlovarsky' | 'usti', DemoPackage> = ${JSON.stringify(packages, null, 2)}\n`
  await writeFile(new URL('data/releases.ts', import.meta.url), text)
  for (const [slug, { files, report }] of Object.entries(packages))
    console.log(`${slug}: ${files.length} characters, ${JSON.stringify({ ...report, repairs: report.repairs.length })}`)
} finally {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
