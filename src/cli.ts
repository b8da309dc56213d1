import { createCentre, createUser, disableUser, resetUser } from './cli/accounts.ts'
import { backup, restore } from './cli/backup.ts'
import { type Command, type Examination, UsageError } from './cli/command.ts'
import { migrate, needSchema, runJobsOnce, seedDemo } from './cli/database.ts'
import { doctor } from './cli/doctor.ts'
import { releaseBuild, releaseCheck, releaseKey } from './cli/releases.ts'
import { readConfig } from './config.ts'
import { findDatabases } from './installation.ts'
import { makeDataFolder } from './node/data-folder.ts'

const commands: Record<string, Command | Examination> = {
  doctor,
  migrate,
  'seed demo': seedDemo,
  'centre create': createCentre,
  'user create': createUser,
  'user reset': resetUser,
  'user disable': disableUser,
  'jobs run': runJobsOnce,
  backup,
  restore,
  'release build': releaseBuild,
  'release check': releaseCheck,
  'release key': releaseKey,
}

/** They bring the schema themselves. */
const withoutSchema = ['migrate', 'seed demo', 'restore']

/** Exit codes: 0 done, 1 it could not be done or something is wrong, 2 the command was not understood. */
const main = async (words: string[]): Promise<number> => {
  const name = Object.keys(commands).find(
    (known) => words.join(' ') === known || words.join(' ').startsWith(`${known} `),
  )
  const command = name === undefined ? undefined : commands[name]
  if (words.length === 0 || words[0] === '--help') return say(overview(), 0)
  if (!name || !command) return say(`There is no command ${meant(words)}.\n\n${overview()}`, 2)
  const rest = words.slice(name.split(' ').length)
  if (rest.includes('--help')) return say(`npm run krajan -- ${name} ${command.usage}\n\n${command.about}\n`, 0)
  if ('run' in command) return run(name, command, rest)
  const { text, sound, exit = sound ? 0 : 1 } = await command.examine(rest, process.env)
  process.stdout.write(`${text}\n`)
  return exit
}

const run = async (name: string, command: Command, words: string[]): Promise<number> => {
  const read = readConfig(process.env)
  if (!read.ok) return say(`${read.message}\n`, 1)
  const unusable = read.config.DATABASE_URL ? undefined : await makeDataFolder(read.config.DATA_DIR)
  if (unusable) return say(`${unusable}\n`, 1)
  const databases = await findDatabases(read.config, (sentence) => process.stderr.write(`${sentence}\n`))
  try {
    if (!withoutSchema.includes(name)) await needSchema(databases, { older: name === 'backup' })
    const message = await command.run(words, { config: read.config, databases })
    return say(`${message}\n`, 0)
  } finally {
    // a server that was running before us goes on running
    if (databases.embedded?.started) await databases.embedded.stop()
  }
}

/** The words before the first option. */
const meant = (words: string[]) => {
  const end = words.findIndex((word) => word.startsWith('--'))
  return words.slice(0, end > 0 ? end : words.length).join(' ')
}

const overview = () => {
  const lines = Object.entries(commands).map(
    ([name, { usage, about }]) => `  ${`${name} ${usage}`.trim()}\n      ${about}`,
  )
  return `npm run krajan -- <command> [--help]\n\n${lines.join('\n')}\n`
}

const say = (text: string, code: number) => {
  const stream = code === 0 ? process.stdout : process.stderr
  stream.write(text)
  return code
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  say(`${error instanceof Error ? error.message : error}\n`, 1)
  return error instanceof UsageError ? 2 : 1
})
