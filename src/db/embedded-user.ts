import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'

/** The user PostgreSQL runs as when we are root, which it refuses; undefined: we ourselves. */
export type RunAs = { uid: number; gid: number } | undefined

const run = promisify(execFile)

export const userForPostgres = (): RunAs => {
  if (process.getuid?.() !== 0) return undefined
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const line = lines.find((each) => each.startsWith('postgres:')) ?? lines.find((each) => each.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  if (!uid || !gid) throw new Error('PostgreSQL refuses to run as root, and there is no user postgres or nobody.')
  return { uid: Number(uid), gid: Number(gid) }
}

/** Whether that user can enter and write the folder, permissions of every folder above included. */
export const canWrite = (folder: string, runAs: RunAs): Promise<boolean> =>
  run('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder], { ...runAs, cwd: '/' }).then(
    () => true,
    () => false,
  )
