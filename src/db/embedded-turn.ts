import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startOf } from './embedded-process.ts'

/** Lets one process (and one caller in it) at a time prepare and start the database of a folder. */
export const inTurn = async <T>(dataDir: string, work: () => Promise<T>, waitMs = 90_000): Promise<T> => {
  const path = join(dataDir, 'starting.lock')
  const holder = `${process.pid} ${await startOf(process.pid)}`
  for (const deadline = Date.now() + waitMs; !(await take(path, holder)); await sleep(50)) {
    if (Date.now() > deadline) throw new Error(`Another start has been holding ${path} for too long.`)
  }
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

// Linked from a complete draft, so nobody ever reads a lock without its holder.
const take = async (path: string, holder: string): Promise<boolean> => {
  const draft = `${path}.${crypto.randomUUID()}`
  await writeFile(draft, holder)
  try {
    await link(draft, path)
    return true
  } catch {
    await dropDead(path)
    return false
  } finally {
    await rm(draft)
  }
}

const dropDead = async (path: string): Promise<void> => {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  const [pid, start] = text?.split(' ') ?? []
  if (pid && (await startOf(Number(pid))) !== start) await rm(path, { force: true })
}
