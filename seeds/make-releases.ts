import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDb } from '../src/db/connection.ts'
import { startEmbedded } from '../src/db/embedded.ts'
import { migrateToHead } from '../src/db/migrate.ts'
import { buildDemoPackage, type DemoPackage } from './building.ts'
import { countDemo } from './counting.ts'
import { demoSharings } from './data/sharings.ts'
import { inventDemo } from './demo.ts'

// node --import tsx seeds/make-releases.ts, whenever the demo's answers or the way releases are made have changed
const dataDir = await mkdtemp(join(tmpdir(), 'krajan-releases-'))
const server = await startEmbedded({ dataDir })
try {
  await migrateToHead(server.ownerUrl)
  const ownerDb = openDb(server.ownerUrl, { max: 1 })
  await ownerDb.transaction().execute((trx) => inventDemo(trx, new Date()))
  const slugs = demoSharings.map(({ slug }) => slug)
  const counted = await countDemo(ownerDb, slugs, new Date())
  await ownerDb.destroy()
  const packages: Record<string, DemoPackage> = {}
  for (const snapshot of counted)
    packages[snapshot.plan.centre] = await buildDemoPackage(snapshot, ({ step, attempt, done, all }) =>
      process.stderr.write(`\r${snapshot.plan.centre}: ${step}, attempt ${attempt}, ${done} of ${all}   `),
    )
  const head = `import type { DemoPackage } from '../building.ts'\n\n// made by seeds/make-releases.ts; tests/seeds/releases.test.ts says when it has to run again\n`
  const text = `${head}export const demoPackages: Record<'karlovarsky' | 'usti', DemoPackage> = ${JSON.stringify(packages, null, 2)}\n`
  await writeFile(new URL('data/releases.ts', import.meta.url), text)
  for (const [slug, { files, report }] of Object.entries(packages))
    console.log(`${slug}: ${files.length} characters, ${JSON.stringify({ ...report, repairs: report.repairs.length })}`)
} finally {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
