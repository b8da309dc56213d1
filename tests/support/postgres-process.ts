import { readdir, readFile, readlink } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EmbeddedOptions } from '../../src/db/embedded.ts'

const binDir = process.env.KRAJAN_TEST_PG_BIN

/** The PostgreSQL the run was asked to use, for tests that start one of their own. */
export const embeddedIn = (dataDir: string): EmbeddedOptions => ({ dataDir, ...(binDir ? { binDir } : {}) })

export const mainProcess = async (cluster: string): Promise<number> => {
  const pid = Number((await readFile(`${cluster}/postmaster.pid`, 'utf8')).split('\n')[0])
  // Never 0 or less: that would signal a whole group.
  if (!(pid > 1)) throw new Error('There is no process in postmaster.pid.')
  return pid
}

export const killMain = async (cluster: string): Promise<void> => {
  const pid = await mainProcess(cluster)
  process.kill(pid, 'SIGKILL')
  await gone(pid)
}

/** As when the power fails: the main process and all of its children at once. */
export const killAll = async (cluster: string): Promise<void> => {
  const pids = await processesIn(cluster)
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It had ended by itself when its parent died.
    }
  }
  for (const pid of pids) await gone(pid)
}

export const processesIn = async (cluster: string): Promise<number[]> => {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 1)
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  return pids.filter((_, index) => folders[index] === cluster)
}

const gone = async (pid: number): Promise<void> => {
  while (await readlink(`/proc/${pid}/cwd`).catch(() => undefined)) await sleep(5)
}
