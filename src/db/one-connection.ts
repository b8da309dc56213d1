import postgres from 'postgres'

/** A connection for one errand of the set-up (roles, databases, waiting for a start), closed afterwards. */
export const withConnection = async <T>(url: string, errand: (client: postgres.Sql) => Promise<T>): Promise<T> => {
  const client = postgres(url, {
    max: 1,
    fetch_types: false,
    connect_timeout: 5,
    connection: { application_name: 'krajan set-up' },
    onnotice: () => {},
  })
  try {
    return await errand(client)
  } finally {
    await client.end({ timeout: 1 })
  }
}

export const databaseUrl = (url: string, database: string): string => {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
