import { type ChildProcess, fork, type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { processesIn } from '../support/postgres-process.ts'

export type Served = { url: string; pid: number; stop: () => Promise<void> }
export type Worker = { pid: number; ask: <Answer>(question: object) => Promise<Answer>; stop: () => Promise<void> }

const root = fileURLToPath(new URL('../..', import.meta.url))
const pathOf = (file: string) => `tests/bench/${file}`

/** A server of ours in a process of its own, listening; `file` lies in this folder. */
export const startServing = async (
  file: string,
  port: number,
  env: Record<string, string>,
  probe = '/healthz',
): Promise<Served> => {
  // a log is written in production too, but nobody here would read it
  const stdio: StdioOptions = ['ignore', 'ignore', 'inherit']
  const flags = file === 'krajan-server.ts' ? flagsOfStart() : []
  const child = spawn(process.execPath, [...flags, '--import', 'tsx', pathOf(file)], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...env, PORT: String(port) },
    stdio,
  })
  const url = `http://127.0.0.1:${port}`
  while (!(await fetch(`${url}${probe}`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode} before it answered.`)
    await sleep(5)
  }
  return { url, pid: child.pid ?? 0, stop: () => end(child) }
}

/** What `npm start` tells Node, so that the server under test is told the same. */
const flagsOfStart = (): string[] => {
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  return String(scripts.start).match(/--max[\w-]*=\d+/g) ?? []
}

/** A process that is asked over its own channel, one question at a time. */
export const startWorker = async (file: string): Promise<Worker> => {
  const child = fork(pathOf(file), {
    cwd: root,
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await once(child, 'message')
  const ask = async <Answer>(question: object): Promise<Answer> => {
    const asking = new AbortController()
    const { signal } = asking
    child.send(question)
    const message = once(child, 'message', { signal })
    const exit = once(child, 'exit', { signal })
    const [answer] = await Promise.race([message, exit])
    // the other one must not stay behind as a listener
    for (const left of [message, exit]) left.catch(() => {})
    asking.abort()
    if (typeof answer !== 'object' || !('result' in answer)) throw new Error(`${file}: ${answer?.error ?? 'ended'}`)
    return answer.result
  }
  return { pid: child.pid ?? 0, ask, stop: () => end(child) }
}

const end = async (child: ChildProcess) => {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** CPU time a process has used so far, in milliseconds; with `children`, also that of children it has seen end. */
const cpuOf = async (pid: number, children = false): Promise<number> => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // after the name in brackets, which may hold blanks: utime, stime, cutime and cstime are fields 14 to 17
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const ticks = fields.slice(11, children ? 15 : 13).reduce((sum, field) => sum + Number(field), 0)
  return ticks * msPerTick
}

const msPerTick = 10

/** All of PostgreSQL: those that run, and through the main process those that have ended. */
export const cpuOfCluster = async (folder: string): Promise<number> => {
  const main = Number((await readFile(`${folder}/postmaster.pid`, 'utf8')).split('\n')[0])
  const pids = await processesIn(folder)
  const used = await Promise.all(pids.map((pid) => cpuOf(pid, pid === main)))
  return used.reduce((sum, ms) => sum + ms, 0)
}

export const cpuOfProcess = (pid: number) => cpuOf(pid)

/** Memory in MB: what is resident, and of that the share that is this process's own. */
export const memoryOf = async (pid: number) => {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0)
  return { rss: kilobytes('Rss') / 1024, pss: kilobytes('Pss') / 1024 }
}
