import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { type Db, openDb } from '../db/connection.ts'
import type { Databases } from '../installation.ts'

export type Place = { config: Config; databases: Databases }

export type Command = {
  usage: string
  about: string
  /** Does it and says what was done; throws with a sentence when it cannot. */
  run(words: string[], place: Place): Promise<string>
}

/** The command line was not understood: exit code 2. */
export class UsageError extends Error {}

/** `--email a@example.org --role admin` -> { email, role }; every wanted option must be there. */
export const optionsOf = <Name extends string>(
  words: string[],
  wanted: readonly Name[],
  optional: readonly Name[] = [],
): Record<Name, string> => {
  const options = Object.fromEntries([...wanted, ...optional].map((name) => [name, { type: 'string' as const }]))
  const values = parse(words, options)
  const missing = wanted.filter((name) => !values[name])
  if (missing.length > 0) throw new UsageError(`Missing: ${missing.map((name) => `--${name}`).join(', ')}`)
  return Object.fromEntries([...wanted, ...optional].map((name) => [name, values[name] ?? ''])) as Record<Name, string> // built from these very names
}

/** Runs work as the owner of the tables, who sees every centre. */
export const asOwner = async <Result>({ databases }: Place, work: (db: Db) => Promise<Result>): Promise<Result> => {
  if (!databases.ownerUrl) throw new Error('This command needs DATABASE_OWNER_URL.')
  const db = openDb(databases.ownerUrl, { max: 1 })
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

const parse = (words: string[], options: Record<string, { type: 'string' }>): Record<string, string | undefined> => {
  try {
    return parseArgs({ args: words, options, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
