import type postgres from 'postgres'
import { databaseUrl, withConnection } from './one-connection.ts'

export type RolePasswords = { owner: string; app: string; counter: string; backup: string }

/**
 * The five roles, as `superUrl`'s superuser; repeating it is harmless. krajan_owner migrates, krajan_app serves people
 * and cannot pass row-level security, krajan_counter alone reads answers and counts them, krajan_finder owns
 * the definer functions, krajan_backup reads everything.
 */
export const createRoles = (superUrl: string, passwords: RolePasswords): Promise<void> =>
  withConnection(superUrl, async (client) => {
    await client.begin(async (trx) => {
      await trx`select pg_advisory_xact_lock(${rolesLock})`
      await setRole(trx, 'krajan_owner', 'login nosuperuser nobypassrls', passwords.owner)
      await setRole(trx, 'krajan_app', 'login nosuperuser nobypassrls', passwords.app)
      await setRole(trx, 'krajan_counter', 'login nosuperuser nobypassrls', passwords.counter)
      await setRole(trx, 'krajan_finder', 'nologin nosuperuser nobypassrls')
      await setRole(trx, 'krajan_backup', 'login nosuperuser bypassrls', passwords.backup)
      await trx.unsafe(`
        grant krajan_finder to krajan_owner;
        grant pg_read_all_data to krajan_backup;
        alter role krajan_backup set default_transaction_read_only = on`)
    })
  })

/** An empty database of krajan_owner in which nobody else may create anything. */
export const createDatabase = async (superUrl: string, name = 'krajan'): Promise<void> => {
  await withConnection(superUrl, (client) => createMissing(client, name))
  await withConnection(databaseUrl(superUrl, name), (client) =>
    client.unsafe(`
      revoke all on schema public from public;
      grant usage on schema public to krajan_app, krajan_counter, krajan_finder`),
  )
}

const rolesLock = 7_231_001
const duplicateDatabase = '42P04'
const uniqueViolation = '23505'

const setRole = async (
  client: postgres.TransactionSql,
  role: string,
  attributes: string,
  password?: string,
): Promise<void> => {
  const known = await client`select 1 from pg_roles where rolname = ${role}`
  const [row] = await client`select format('%s role %I with %s', ${known.length ? 'alter' : 'create'}::text,
    ${role}::text, ${attributes}::text) || coalesce(format(' password %L', ${password ?? null}::text), '') as statement`
  await client.unsafe(String(row?.statement))
}

const createMissing = async (client: postgres.Sql, name: string): Promise<void> => {
  const known = await client`select 1 from pg_database where datname = ${name}`
  if (known.length) return
  await client`create database ${client(name)} owner krajan_owner`.catch((error: { code?: string }) => {
    // Another process made it in the meantime.
    if (error.code !== duplicateDatabase && error.code !== uniqueViolation) throw error
  })
}
