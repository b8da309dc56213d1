import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Config, readConfig } from '../config.ts'
import { findDatabases } from '../installation.ts'
import { type Examination, optionsOf, switchOf } from './command.ts'
import { database } from './doctor/database.ts'
import { asLines, type Finding, ok, problem, saidBy } from './doctor/finding.ts'
import { assets, dataFolder, nodeVersion } from './doctor/machine.ts'
import { ledger, transport } from './doctor/mail.ts'
import { publicAddress, secretKey } from './doctor/settings.ts'

export const doctor: Examination = {
  usage: '[--json]',
  about:
    'Looks at everything Krajan needs and says line by line what is wrong and what to do. Exit code 1 for a problem.',
  examine: async (words, env) => {
    const { on: json, rest } = switchOf(words, 'json')
    optionsOf(rest, [])
    const findings = await findAll(env)
    const sound = findings.every(({ state }) => state !== 'problem')
    return { text: json ? JSON.stringify({ sound, findings }, null, 2) : asLines(findings), sound }
  },
}

const findAll = async (env: Record<string, string | undefined>): Promise<Finding[]> => {
  const read = readConfig(env)
  const first = [nodeVersion(), await assets()]
  if (!read.ok) {
    const [, ...problems] = read.message.split('\n').map((line) => line.trim())
    return [...first, ...problems.map((says) => problem('settings', says, 'see .env.example'))]
  }
  const { config } = read
  return [
    ...first,
    ok('settings', 'can be read'),
    publicAddress(config),
    secretKey(config),
    ...(await dataFolder(config)),
    ...(await databaseAndLedger(config)),
    await transport(config),
  ]
}

const databaseAndLedger = async (config: Config): Promise<Finding[]> => {
  // a look must not make a database
  if (!config.DATABASE_URL && !(await stat(join(config.DATA_DIR, 'secrets.json')).catch(() => undefined))) return []
  const databases = await findDatabases(config, () => {}).catch(saidBy)
  if (typeof databases === 'string') return [problem('database', databases, 'see postgres.log in the data folder')]
  try {
    const found = await database(databases)
    return [...found, ...(await ledger(databases.appUrl))]
  } finally {
    if (databases.embedded?.started) await databases.embedded.stop()
  }
}
