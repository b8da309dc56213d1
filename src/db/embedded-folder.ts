import { createHash } from 'node:crypto'
import { chown, mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { canWrite, type RunAs } from './embedded-user.ts'

type Warn = (message: string) => void

/** Where the cluster lives: `<dataDir>/postgres`, or, when PostgreSQL's user cannot get there, a folder of its own. */
export const findCluster = async (dataDir: string, runAs: RunAs, warn: Warn): Promise<string> => {
  const here = join(dataDir, 'postgres')
  const elsewhere = fallbackFolders(dataDir)
  const known = await firstWithCluster([here, ...elsewhere])
  const cluster = known ?? (await firstReachable([here, ...elsewhere], runAs))
  if (!cluster || !(await prepare(cluster, runAs))) {
    throw new Error(`The user PostgreSQL runs as cannot write to ${cluster ?? here}. Choose another data folder.`)
  }
  if (cluster !== here) warn(`THE DATA IS NOT IN ${here}, which PostgreSQL's user cannot reach, BUT IN ${cluster}.`)
  return cluster
}

export const majorOf = async (cluster: string): Promise<number | undefined> => {
  const text = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : Number.parseInt(text, 10)
}

const fallbackFolders = (dataDir: string): string[] => {
  const mark = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  return [`/var/lib/krajan-${mark}`, `/var/tmp/krajan-${mark}`]
}

const firstWithCluster = async (folders: string[]): Promise<string | undefined> => {
  for (const folder of folders) if (await majorOf(folder)) return folder
  return undefined
}

const firstReachable = async (folders: string[], runAs: RunAs): Promise<string | undefined> => {
  for (const folder of folders) if (await prepare(folder, runAs).catch(() => false)) return folder
  return undefined
}

// A folder somebody else made in /var/tmp is theirs to read: it is refused, not taken over.
const prepare = async (folder: string, runAs: RunAs): Promise<boolean> => {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (made && runAs) await chown(folder, runAs.uid, runAs.gid)
  const { uid } = await stat(folder)
  return uid === (runAs?.uid ?? process.getuid?.() ?? uid) && canWrite(folder, runAs)
}
