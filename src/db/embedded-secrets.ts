import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'

const Secrets = z.object({
  superuser: z.string().min(20),
  owner: z.string().min(20),
  app: z.string().min(20),
  backup: z.string().min(20),
  secretKey: z.string().min(40),
})
export type Secrets = z.infer<typeof Secrets>

/** Reads `<dataDir>/secrets.json`, or writes it once: whole or not at all, readable by this user only. */
export const keepSecrets = async (dataDir: string): Promise<Secrets> => {
  const path = join(dataDir, 'secrets.json')
  const known = await readSecrets(path)
  if (known) return known
  await mkdir(dataDir, { recursive: true })
  await writeOnce(path, `${JSON.stringify(newSecrets(), null, 2)}\n`)
  return Secrets.parse(JSON.parse(await readFile(path, 'utf8')))
}

export const readSecrets = async (path: string): Promise<Secrets | undefined> => {
  const text = await readFile(path, 'utf8').catch(ignoreMissing)
  if (text === undefined) return undefined
  await chmod(path, 0o600)
  return Secrets.parse(JSON.parse(text))
}

const newSecrets = (): Secrets => ({
  superuser: randomBytes(24).toString('base64url'),
  owner: randomBytes(24).toString('base64url'),
  app: randomBytes(24).toString('base64url'),
  backup: randomBytes(24).toString('base64url'),
  secretKey: randomBytes(32).toString('base64url'),
})

// A link fails where a rename would overwrite, so the first of two writers wins.
const writeOnce = async (path: string, text: string): Promise<void> => {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await link(draft, path).catch(ignoreExisting)
  await rm(draft)
}

const ignoreMissing = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT') throw error
}
const ignoreExisting = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EEXIST') throw error
}
