import { execFile, spawn } from 'node:child_process'
import { chown, mkdir, open, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Binaries } from './embedded-binaries.ts'
import { clearStrangersPid, findRunning, type Running } from './embedded-process.ts'
import type { RunAs } from './embedded-user.ts'

export type Cluster = { folder: string; log: string; binaries: Binaries; runAs: RunAs }

const run = promisify(execFile)
const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C.UTF-8' }
const logLimit = 10_000_000
const startAttempts = 40

/** Makes the cluster beside its place and moves it there complete, so a start cut short leaves nothing half made. */
export const initialise = async ({ folder, binaries, runAs }: Cluster, password: string): Promise<void> => {
  const draft = `${folder}.new`
  const passwordFile = `${draft}.password`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (runAs) for (const path of [draft, passwordFile]) await chown(path, runAs.uid, runAs.gid)
  try {
    const options = [...initOptions(binaries.major), `--pwfile=${passwordFile}`, '-D', draft]
    await run(binaries.initdb, options, { ...runAs, cwd: draft, env: environment, timeout: 120_000 })
  } finally {
    await rm(passwordFile)
  }
  await rmdir(folder)
  await rename(draft, folder)
}

/** Starts the server; what an earlier one left (a socket in use, dying processes) is waited out. */
export const launch = async (cluster: Cluster): Promise<Running> => {
  await clearStrangersPid(cluster.folder)
  for (let attempt = 1; attempt <= startAttempts; attempt++) {
    const running = await spawnOnce(cluster)
    if (running) return running
    await sleep(250)
  }
  throw new Error(`PostgreSQL does not start; its log says:\n${await tail(cluster.log)}`)
}

const initOptions = (major: number): string[] => [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--lc-messages=C',
  ...(major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8']),
]

const spawnOnce = async ({ folder, log, binaries, runAs }: Cluster): Promise<Running | undefined> => {
  // The last port again where it is free, so that a running application finds its database after a restart.
  const port = await freePort(await lastPort(folder)).catch(() => freePort(0))
  const output = await open(log, (await sizeOf(log)) > logLimit ? 'w' : 'a', 0o600)
  // Detached, because Ctrl-C must reach the application first.
  const child = spawn(binaries.postgres, ['-D', folder, '-p', String(port), '-h', '127.0.0.1', '-k', ''], {
    ...runAs,
    cwd: folder,
    env: environment,
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
  })
  child.unref()
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  child.once('error', () => {
    ended = true
  })
  await output.close()
  while (!ended) {
    const running = await findRunning(folder)
    if (running && running.pid === child.pid) return running
    await sleep(10)
  }
  return undefined
}

const lastPort = async (folder: string): Promise<number> => {
  const options = await readFile(join(folder, 'postmaster.opts'), 'utf8').catch(() => '')
  return Number(/"-p" "(\d+)"/.exec(options)?.[1] ?? 0)
}

const freePort = (wanted: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => undefined))?.size ?? 0

const tail = async (path: string): Promise<string> => {
  const file = await open(path)
  const { size } = await file.stat()
  const length = Math.min(size, 2000)
  const { buffer } = await file.read({ buffer: Buffer.alloc(length), position: size - length })
  await file.close()
  return buffer.toString('utf8')
}
