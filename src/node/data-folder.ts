import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../db/unavailable.ts'
import { randomId } from '../lib/ids.ts'

/** Makes the data folder where it is missing; why it cannot be used, in one sentence, or undefined. */
export const makeDataFolder = async (folder: string): Promise<string | undefined> =>
  mkdir(folder, { recursive: true }).then(
    () => unwritable(folder),
    (error) => sentence(folder, error),
  )

/** Writes, because permissions alone do not tell of a read-only or a full disk. */
export const unwritable = async (folder: string): Promise<string | undefined> => {
  const probe = join(folder, `.written-${randomId()}`)
  try {
    await writeFile(probe, 'x')
    await rm(probe)
    return undefined
  } catch (error) {
    return sentence(folder, error)
  }
}

const sentence = (folder: string, error: unknown) =>
  `DATA_DIR ${folder} cannot be written by this user: ${errorCode(error) || error}.`
