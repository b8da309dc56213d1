import { readdir, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { launch } from './process.ts'

const problemsOf = (env: Record<string, string>) => {
  const read = readConfig(env)
  return read.ok
    ? []
    : read.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(' ')[0])
        .sort()
}
const secret = 'x'.repeat(32)

test('every problem is named at once, those of one variable and those between two', () => {
  const env = {
    PORT: '99999',
    PUBLIC_URL: 'krajan',
    DATABASE_OWNER_URL: 'mysql://x',
    MAIL_FROM: 'nobody',
    MAILERSEND_API_URL: 'ftp://x',
    SMTP_URL: 'http://x',
    SECRET_KEY: 'short',
    LOG_LEVEL: 'loud',
    TRUSTED_PROXIES: 'many',
    DRAIN_SECONDS: 'long',
    DEMO: 'yes',
    RATE_LIMITS: 'off',
  }
  expect(problemsOf(env)).toEqual([
    ...[
      'DATABASE_OWNER_URL',
      'DATABASE_URL',
      'DEMO',
      'DRAIN_SECONDS',
      'LOG_LEVEL',
      'MAILERSEND_API_KEY',
      'MAILERSEND_API_URL',
      'MAIL_FROM',
    ],
    ...['PORT', 'PUBLIC_URL', 'RATE_LIMITS', 'SECRET_KEY', 'SMTP_URL', 'TRUSTED_PROXIES'],
  ])
})

test('what belongs together is asked for together', () => {
  const database = { DATABASE_URL: 'postgres://krajan_app@localhost/krajan' }
  const wrong: [Record<string, string>, string[]][] = [
    [{ RATE_LIMITS: 'off' }, ['RATE_LIMITS']],
    [database, ['SECRET_KEY']],
    [{ DATABASE_OWNER_URL: 'postgres://x/y' }, ['DATABASE_URL']],
    [{ MAILERSEND_API_KEY: 'k' }, ['MAIL_FROM']],
    [{ SMTP_URL: 'smtp://x' }, ['MAIL_FROM']],
    [{ MAILERSEND_API_URL: 'http://x', MAIL_FROM: 'a@example.org' }, ['MAILERSEND_API_KEY']],
    [{ MAILERSEND_API_KEY: 'k', SMTP_URL: 'smtp://x', MAIL_FROM: 'a@example.org' }, ['SMTP_URL']],
    [{ PORT: '0' }, ['PORT']],
    [{ PORT: '3000.5' }, ['PORT']],
    [{ PORT: 'http' }, ['PORT']],
  ]
  for (const [env, problems] of wrong) expect([env, problemsOf(env)]).toEqual([env, problems])
  const right: Record<string, string>[] = [
    {},
    { DEMO: '1', RATE_LIMITS: 'off' },
    { ...database, SECRET_KEY: secret },
    { ...database, DEMO: '1' },
    { MAILERSEND_API_KEY: 'k', MAIL_FROM: 'a@example.org' },
    { PORT: '', DATABASE_URL: '', SMTP_URL: '' },
  ]
  for (const env of right) expect([env, problemsOf(env)]).toEqual([env, []])
})

test('what a setting may be is said in words, and a demo is refused in production', () => {
  const env = { PORT: 'x', TRUSTED_PROXIES: '9', DRAIN_SECONDS: 'long', LOG_LEVEL: 'loud', DEMO: 'yes' }
  const read = readConfig(env)
  expect(read.ok ? [] : read.message.split('\n').slice(1)).toEqual([
    '  PORT must be a number from 1 to 65535',
    '  LOG_LEVEL must be debug, info, warning or error',
    '  TRUSTED_PROXIES must be a number from 0 to 5',
    '  DRAIN_SECONDS must be a number from 0 to 120',
    '  DEMO must be 0 or 1',
  ])
  expect(problemsOf({ DEMO: '1', NODE_ENV: 'production' })).toEqual(['DEMO=1'])
  expect(problemsOf({ DEMO: '0', NODE_ENV: 'production' })).toEqual([])
})

test('a data folder that cannot be made is one sentence', async () => {
  const folder = await temporaryFolder()
  await writeFile(`${folder.path}/file`, '')
  const server = await launch({ DATA_DIR: `${folder.path}/file/data` })
  expect(await server.ended).toBe(1)
  expect(server.complaints()).toBe(`DATA_DIR ${folder.path}/file/data cannot be written by this user: ENOTDIR.\n`)
  await folder.remove()
}, 30_000)

test('a secret in a wrong setting is not repeated in the message', () => {
  const read = readConfig({ SECRET_KEY: 'hunter2', DATABASE_URL: 'mysql://u:hunter2@x/y', SMTP_URL: 'hunter2' })
  expect(read.ok ? '' : read.message).toContain('SECRET_KEY')
  expect(read.ok ? '' : read.message).not.toContain('hunter2')
})

test('an address given with a slash at its end, or not at all, becomes one without', () => {
  const urlOf = (env: Record<string, string>) => {
    const read = readConfig(env)
    return read.ok ? read.config.PUBLIC_URL : read.message
  }
  expect(urlOf({ PUBLIC_URL: 'https://krajan.example.org/' })).toBe('https://krajan.example.org')
  expect(urlOf({ PORT: '4000' })).toBe('http://localhost:4000')
})

test('the process says everything in one message and ends within two seconds, leaving nothing behind', async () => {
  const folder = await temporaryFolder()
  const refused = async () => {
    const began = performance.now()
    const server = await launch({ PORT: '99999', RATE_LIMITS: 'off', PUBLIC_URL: 'x', DATA_DIR: `${folder.path}/data` })
    expect(await server.ended).toBe(1)
    const seconds = (performance.now() - began) / 1000
    expect(server.complaints().trimEnd().split('\n')).toEqual([
      'Krajan cannot start, its settings are not right:',
      expect.stringContaining('  PORT '),
      '  PUBLIC_URL must be an address beginning with http:// or https://',
      '  RATE_LIMITS can be off only together with DEMO=1',
    ])
    expect([server.output(), await readdir(folder.path)]).toEqual(['', []])
    return seconds
  }
  const seconds = await refused()
  console.info(`bad configuration refused in ${seconds.toFixed(2)} s`)
  // less than one on a machine with time to spare; the others leave room for a busy one
  expect(seconds).toBeLessThan(2)
  await folder.remove()
}, 30_000)
