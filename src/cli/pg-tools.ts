import { execFile } from 'node:child_process'
import { open, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { migrations } from '../../migrations/index.ts'
import { longConnection } from '../db/backup/client.ts'

const run = promisify(execFile)

/** Saves with PostgreSQL's own pg_dump, in its custom format; sessions and counts of the last minutes stay out. */
export const dumpWith = async (url: string, path: string, { bypasses }: { bypasses: boolean }): Promise<number> => {
  await refuseOlderTool('pg_dump', url)
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new Error(`${path} is there already and is not overwritten.`) : error
  })
  const { size } = await tool('pg_dump', url, [
    ...['--format=custom', `--file=${path}`, '--exclude-table-data=sessions', '--exclude-table-data=rate_limits'],
    // the owner sees every row by a policy of its own
    ...(bypasses ? [] : ['--enable-row-security']),
  ])
    .then(() => file.sync())
    .then(() => file.stat())
    .catch((error: unknown) => rm(path, { force: true }).then(() => Promise.reject(error)))
    .finally(() => file.close())
  return size
}

/** Loads such a file into a database without tables, all of it or nothing. */
export const restoreWith = async (ownerUrl: string, path: string): Promise<void> => {
  await refuseOlderTool('pg_restore', ownerUrl)
  await refuseNewer(ownerUrl, path)
  await longConnection(ownerUrl, async (client) => {
    const [found] = await client<{ tables: number }[]>`
      select count(*)::int as tables from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`
    if (found?.tables) throw new Error('A pg_dump file is restored into a database without tables only.')
    // it becomes the owner of the doors again, which takes the right to create
    await client`grant create on schema public to krajan_finder`
    await tool('pg_restore', ownerUrl, ['--exit-on-error', '--single-transaction', '--dbname=', path]).finally(
      () => client`revoke create on schema public from krajan_finder`,
    )
  })
}

const refuseNewer = async (url: string, path: string) => {
  const { stdout } = await tool('pg_restore', url, ['--data-only', '--table=kysely_migration', '--file=-', path])
  const names = [...stdout.matchAll(/^(\d{4}_\w+)\t/gm)].map(([, name]) => name ?? '')
  const unknown = names.filter((name) => !Object.hasOwn(migrations, name))
  if (names.length === 0) throw new Error(`${path} is not a dump of Krajan.`)
  if (unknown.length > 0)
    throw new Error(`This dump has the schema ${unknown.at(-1)}, which this version does not know.`)
}

const refuseOlderTool = async (name: string, url: string) => {
  const { stdout } = await run(name, ['--version']).catch(() => {
    throw new Error(`There is no ${name} here. Without --with Krajan writes a backup of its own, which needs no tool.`)
  })
  const own = Number(/\d+/.exec(stdout)?.[0] ?? 0)
  const server = await longConnection(url, async (client) => {
    const [row] = await client<{ major: number }[]>`select current_setting('server_version_num')::int / 10000 as major`
    return row?.major ?? 0
  })
  if (own < server)
    throw new Error(`${name} is of PostgreSQL ${own}, the server is ${server}: install the tools of ${server}.`)
}

/** The password goes by the environment, where other users of the machine do not see it. */
const tool = (name: string, url: string, args: string[]) => {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const env = {
    PATH: process.env.PATH ?? '',
    PGHOST: searchParams.get('host') ?? hostname,
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') ?? 'prefer',
  }
  const all = ['--no-password', ...args.map((arg) => (arg === '--dbname=' ? `--dbname=${env.PGDATABASE}` : arg))]
  return run(name, all, { env, maxBuffer: 16 * 1024 * 1024 }).catch((error: { stderr?: string }) => {
    throw new Error(`${name} failed: ${(error.stderr ?? '').trim().split('\n')[0] ?? ''}`)
  })
}
