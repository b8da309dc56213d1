import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { killAll } from '../support/postgres-process.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const started = new Set<ChildProcess>()

export type Launched = {
  url: string
  port: number
  pid: number
  output: () => string
  complaints: () => string
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | string>
  signal: (name: NodeJS.Signals) => void
  /** Resolves when it answers that it is ready; rejects with its words when it ends first. */
  ready: () => Promise<void>
}

/** The server as `npm start` runs it, in a process of its own with this environment and no other. */
export const launch = async (env: Record<string, string>): Promise<Launched> => {
  const port = Number(env.PORT ?? (await freePort()))
  const environment = { PATH: process.env.PATH ?? '', PORT: String(port), ...env }
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.add(child)
  let [output, complaints] = ['', '']
  child.stdout.on('data', (text) => {
    output += text
  })
  child.stderr.on('data', (text) => {
    complaints += text
  })
  let over = false
  const ended = once(child, 'close').then(([code, signal]) => {
    over = true
    started.delete(child)
    return signal ?? code
  })
  const url = `http://127.0.0.1:${port}`
  const ready = async () => {
    while (!over) {
      const answer = await fetch(`${url}/readyz`).catch(() => undefined)
      if (answer?.ok) return
      await sleep(50)
    }
    throw new Error(`the server ended before it was ready:\n${complaints}`)
  }
  return {
    ...{ url, port, pid: child.pid ?? 0, ended, ready },
    output: () => output,
    complaints: () => complaints,
    signal: (name) => child.kill(name),
  }
}

/** For afterAll: whatever a failed test left running. */
export const clearAway = async (...dataDirs: string[]) => {
  for (const child of started) child.kill('SIGKILL')
  for (const dataDir of dataDirs) await killAll(join(dataDir, 'postgres'))
}

/** Stops it as an operator would and waits. */
export const stop = async (server: Launched) => {
  server.signal('SIGTERM')
  return server.ended
}

/** The addresses of the embedded database that serves this folder now. */
export const databaseOf = async (dataDir: string) => {
  const [, , , port] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
  const secrets: Record<string, string> = JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8'))
  return { ownerUrl: `postgres://krajan_owner:${secrets.owner}@127.0.0.1:${port?.trim()}/krajan` }
}

export const registration = (email: string) => ({
  name: 'Karel Novák',
  email,
  party_size: '1',
  consent_contact: 'on',
  idempotency_key: crypto.randomUUID(),
})

export const post = (url: string, path: string, fields: Record<string, string>) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin: url },
    redirect: 'manual',
  })

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
