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

/** A command that looks at the settings and the database itself, because they may be what is wrong. */
export type Examination = Omit<Command, 'run'> & {
  examine(words: string[], env: Record<string, string | undefined>): Promise<Examined>
}

/** `exit` where sound and unsound do not say it all. */
export type Examined = { text: string; sound: boolean; exit?: number }

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

/** Takes a switch such as `--json` out of the words: whether it was there, and the others. */
export const switchOf = (words: string[], name: string): { on: boolean; rest: string[] } => ({
  on: words.includes(`--${name}`),
  rest: words.filter((word) => word !== `--${name}`),
})

/** Takes an option with one or more values, such as `--previous A B`, given once or again, out of the words. */
export const listOf = (words: string[], name: string): { list: string[]; rest: string[] } => {
  const [list, rest]: [string[], string[]] = [[], []]
  let isOn = false
  for (const word of words) {
    if (word.startsWith('--')) isOn = word === `--${name}`
    if (!isOn) rest.push(word)
    else if (word !== `--${name}`) list.push(word)
  }
  return { list, rest }
}

/** Runs work as the owner of the tables, who sees every centre. */
export const asOwner = async <Result>({ databases }: Place, work: (db: Db) => Promise<Result>): Promise<Result> => {
  const db = openDb(ownerUrlOf({ databases }), { max: 1 })
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

export const ownerUrlOf = ({ databases }: Pick<Place, 'databases'>): string => {
  if (databases.ownerUrl) return databases.ownerUrl
  throw new Error('This command needs DATABASE_OWNER_URL.')
}

const parse = (words: string[], options: Record<string, { type: 'string' }>): Record<string, string | undefined> => {
  try {
    return parseArgs({ args: words, options, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
