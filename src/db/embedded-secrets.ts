import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'

const Secrets = z.object({
  superuser: z.string().min(20),
  owner: z.string().min(20),
  app: z.string().min(20),
  counter: z.string().min(20),
  backup: z.string().min(20),
  secretKey: z.string().min(40),
})
export type Secrets = z.infer<typeof Secrets>

/** Reads `<dataDir>/secrets.json`, or writes it once: whole or not at all, readable by this user only. */
export const keepSecrets = async (dataDir: string): Promise<Secrets> => {
  const path = join(dataDir, 'secrets.json')
  const known = await readFile(path, 'utf8').catch(ignoreMissing)
  if (known !== undefined) return complete(path, JSON.parse(known))
  await mkdir(dataDir, { recursive: true })
  await writeOnce(path, textOf(newSecrets()))
  return Secrets.parse(JSON.parse(await readFile(path, 'utf8')))
}

/** Secrets from before there was a counter get one of its own; the caller has the folder's turn. */
const complete = async (path: string, stored: unknown): Promise<Secrets> => {
  await chmod(path, 0o600)
  const whole = Secrets.safeParse(stored)
  if (whole.success) return whole.data
  const secrets = { ...Secrets.omit({ counter: true }).parse(stored), counter: newPassword() }
  await rename(await writeDraft(path, textOf(secrets)), path)
  return secrets
}

const newPassword = () => randomBytes(24).toString('base64url')

const textOf = (secrets: Secrets) => `${JSON.stringify(secrets, null, 2)}\n`

const newSecrets = (): Secrets => ({
  superuser: newPassword(),
  owner: newPassword(),
  app: newPassword(),
  counter: newPassword(),
  backup: newPassword(),
  secretKey: randomBytes(32).toString('base64url'),
})

// A link fails where a rename would overwrite, so the first of two writers wins.
const writeOnce = async (path: string, text: string): Promise<void> => {
  const draft = await writeDraft(path, text)
  await link(draft, path).catch(ignoreExisting)
  await rm(draft)
}

const writeDraft = async (path: string, text: string): Promise<string> => {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  return draft
}

const ignoreMissing = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT') throw error
}
const ignoreExisting = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EEXIST') throw error
}
