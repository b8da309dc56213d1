import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export type Workerd = {
  url: string
  log: () => string
  /** Lets the clock call, and waits until the call has returned; the work itself may go on. */
  tick: (cron?: string) => Promise<void>
  stop: () => Promise<void>
}

/** Bundles src/worker.ts with wrangler and runs it in workerd, its Hyperdrive pointing at a database of ours. No network. */
export const startWorkerd = async (
  databaseUrl: string,
  variables: Record<string, string> = {},
  tries = 3,
): Promise<Workerd> => {
  const port = await freePort()
  const state = await mkdtemp(join(tmpdir(), 'krajan-workerd-'))
  const url = `http://127.0.0.1:${port}`
  const vars = {
    PUBLIC_URL: url,
    MAIL_FROM: 'krajan@example.org',
    SECRET_KEY: 'a secret for the tests only, long enough',
    ...variables,
  }
  const wrangler = join(
    dirname(createRequire(import.meta.url).resolve('wrangler/package.json')),
    'wrangler-dist/cli.js',
  )
  const args = [wrangler, 'dev', '--port', String(port), '--ip', '127.0.0.1', '--persist-to', state, '--test-scheduled']
  // two at once must not want the same port for a debugger nobody opens
  args.push('--inspector-port', String(await freePort()))
  for (const [name, value] of Object.entries(vars)) args.push('--var', `${name}:${value}`)
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CI: '1',
      WRANGLER_SEND_METRICS: 'false',
      CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: databaseUrl,
    },
  })
  let log = ''
  child.stdout.on('data', (chunk) => (log += chunk))
  child.stderr.on('data', (chunk) => (log += chunk))
  const stop = async () => {
    await end(child)
    await rm(state, { recursive: true, force: true })
  }
  const tick = async (cron = '* * * * *') => {
    // this address leaves the cron field empty where none is given
    await fetch(`${url}/cdn-cgi/handler/scheduled${cron && `?cron=${encodeURIComponent(cron)}`}`)
  }
  try {
    await isUp(url, child, () => log)
  } catch (error) {
    await stop()
    // a port that was free a moment ago is another test's by now
    if (log.includes('Address already in use') && tries > 1) return startWorkerd(databaseUrl, variables, tries - 1)
    throw new Error(`workerd did not come up: ${error}\n${log}`)
  }
  return { url, log: () => log, tick, stop }
}

const isUp = async (url: string, child: ChildProcess, log: () => string) => {
  for (let tries = 0; tries < 120; tries++) {
    if (child.exitCode !== null) throw new Error(`wrangler ended with ${child.exitCode}`)
    if (log().includes('Build failed')) throw new Error('the bundle could not be built')
    if (
      await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(
        // one that refuses to serve is up as well
        ({ ok, headers }) => ok || headers.get('retry-after') !== null,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error('no answer in 30 s')
}

const end = async (child: ChildProcess) => {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await Promise.race([once(child, 'exit'), new Promise((resolve) => setTimeout(resolve, 5_000))])
  if (child.exitCode === null) child.kill('SIGKILL')
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
