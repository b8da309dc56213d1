import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries } from './embedded-binaries.ts'
import { type Cluster, initialise, launch } from './embedded-cluster.ts'
import { findCluster, majorOf } from './embedded-folder.ts'
import { findRunning, stopRunning } from './embedded-process.ts'
import { keepSecrets, type Secrets } from './embedded-secrets.ts'
import { inTurn } from './embedded-turn.ts'
import { userForPostgres } from './embedded-user.ts'
import { withConnection } from './one-connection.ts'
import { createDatabase, createRoles } from './roles.ts'
import { isDatabaseUnavailable } from './unavailable.ts'

export type EmbeddedOptions = {
  dataDir: string
  /** The bin folder of another PostgreSQL, 15 to 18, instead of the installed package. */
  binDir?: string
  warn?: (message: string) => void
}

export type Embedded = {
  /** The superuser, connected to the database `postgres`; the others lead to the database `krajan`. */
  superUrl: string
  ownerUrl: string
  appUrl: string
  counterUrl: string
  backupUrl: string
  secretKey: string
  /** A server of this folder was already running, left by a crash or owned by another process. */
  adopted: boolean
  started: boolean
  /** Brings the server up again if it died, on its old port where that is still free. */
  revive: () => Promise<void>
  /** Stops the server, adopted or not: for the one process that owns it. */
  stop: () => Promise<void>
}

const readyTimeoutMs = 300_000
const loudAfterMs = 10_000

/** Our own PostgreSQL on a free port of the loopback, with the roles and the empty database `krajan` in place. */
export const startEmbedded = async ({ dataDir, binDir, warn = () => {} }: EmbeddedOptions): Promise<Embedded> => {
  await mkdir(dataDir, { recursive: true })
  const home = await realpath(dataDir)
  return inTurn(home, async () => {
    const runAs = userForPostgres()
    const secrets = await keepSecrets(home)
    const folder = await findCluster(home, runAs, warn)
    const found = await findRunning(folder)
    const launchHere = () => bringUp({ folder, log: join(home, 'postgres.log') }, secrets, { binDir, runAs, warn })
    const running = found ?? (await launchHere())
    const urls = urlsOf(running.port, secrets)
    await untilReady(urls.superUrl, folder, warn).catch(async (error: unknown) => {
      if (!found) await stopRunning(folder)
      throw error
    })
    await createRoles(urls.superUrl, secrets)
    await createDatabase(urls.superUrl)
    return {
      ...urls,
      secretKey: secrets.secretKey,
      adopted: Boolean(found),
      started: !found,
      revive: async () => {
        if (await findRunning(folder)) return
        await inTurn(home, async () => (await findRunning(folder)) ?? launchHere())
      },
      stop: () => stopRunning(folder),
    }
  })
}

type Place = Pick<Cluster, 'folder' | 'log'>
type Means = Pick<Cluster, 'runAs'> & { binDir: string | undefined; warn: (message: string) => void }

const bringUp = async (place: Place, secrets: Secrets, { binDir, runAs, warn }: Means) => {
  const binaries = await findBinaries(binDir, runAs, warn)
  const cluster: Cluster = { ...place, binaries, runAs }
  const major = await majorOf(cluster.folder)
  if (major === undefined) await initialise(cluster, secrets.superuser)
  else if (major !== binaries.major) {
    throw new Error(`${cluster.folder} was made by PostgreSQL ${major} and cannot be opened by ${binaries.major}.`)
  }
  return launch(cluster)
}

const urlsOf = (port: number, secrets: Secrets) => ({
  superUrl: `postgres://postgres:${secrets.superuser}@127.0.0.1:${port}/postgres`,
  ownerUrl: `postgres://krajan_owner:${secrets.owner}@127.0.0.1:${port}/krajan`,
  appUrl: `postgres://krajan_app:${secrets.app}@127.0.0.1:${port}/krajan`,
  counterUrl: `postgres://krajan_counter:${secrets.counter}@127.0.0.1:${port}/krajan`,
  backupUrl: `postgres://krajan_backup:${secrets.backup}@127.0.0.1:${port}/krajan`,
})

// Recovery after a crash may take minutes on a big database; giving up would only start it again.
const untilReady = async (url: string, folder: string, warn: (message: string) => void): Promise<void> => {
  const since = performance.now()
  for (let told = false; ; await sleep(50)) {
    const failure = await withConnection(url, (client) => client`select 1`.then(() => undefined)).catch(
      (error) => error,
    )
    if (!failure) return
    const waited = performance.now() - since
    const down = !(await findRunning(folder))
    if (!isDatabaseUnavailable(failure) || waited > readyTimeoutMs || down) throw explain(failure, folder)
    if (!told && waited > loudAfterMs) warn('PostgreSQL is still recovering from a crash; waiting for it.')
    told ||= waited > loudAfterMs
  }
}

const explain = (cause: unknown, folder: string): Error =>
  new Error(`The PostgreSQL of ${folder} does not let us in; do secrets.json and the data belong together?`, { cause })
