import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Running = { pid: number; port: number }

/** The PostgreSQL that serves this folder now, if one does: its pid file alone is no proof after a crash. */
export const findRunning = async (cluster: string): Promise<Running | undefined> => {
  const [pid, , , port] = (await readPidFile(cluster)) ?? []
  if (!pid || !port || !(await servesFolder(Number(pid), cluster))) return undefined
  return { pid: Number(pid), port: Number(port) }
}

/**
 * Removes a pid file whose number now belongs to a stranger, as after a reboot, which PostgreSQL would take for itself.
 * With any process of the folder still alive it stays: it is what keeps two servers off the same files.
 */
export const clearStrangersPid = async (cluster: string): Promise<void> => {
  const [pid] = (await readPidFile(cluster)) ?? []
  if (!pid || !isAlive(Number(pid)) || (await processesOf(cluster)).length) return
  await rm(join(cluster, 'postmaster.pid'))
}

/** Fast shutdown, waited for. */
export const stopRunning = async (cluster: string, timeoutMs = 60_000): Promise<void> => {
  const running = await findRunning(cluster)
  if (!running) return
  signal(running.pid, 'SIGINT')
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(25)) {
    if (!(await servesFolder(running.pid, cluster))) return
  }
  throw new Error(`PostgreSQL (process ${running.pid}) has not stopped within ${timeoutMs} ms.`)
}

/** Identifies a process across the reuse of its number. */
export const startOf = async (pid: number): Promise<string | undefined> => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The 22nd field; the 2nd is the name in brackets and may hold blanks.
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19]
}

// The first process changes into its folder at start; no other process carries that name and that folder.
const servesFolder = async (pid: number, cluster: string): Promise<boolean> => {
  const [name, folder] = await Promise.all([
    readFile(`/proc/${pid}/comm`, 'utf8').catch(() => ''),
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
  ])
  return name.trim() === 'postgres' && folder === (await realpath(cluster).catch(() => cluster))
}

const processesOf = async (cluster: string): Promise<number[]> => {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger)
  const serving = await Promise.all(pids.map((pid) => servesFolder(pid, cluster)))
  return pids.filter((_, index) => serving[index])
}

const readPidFile = async (cluster: string): Promise<string[] | undefined> => {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => undefined)
  return text?.split('\n').map((line) => line.trim())
}

const isAlive = (pid: number): boolean => signal(pid, 0)

const signal = (pid: number, name: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}
