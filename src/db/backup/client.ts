import postgres from 'postgres'

/** One connection with room for long work; a session's settings are the transaction's to make. */
export const longConnection = async <T>(url: string, errand: (client: postgres.Sql) => Promise<T>): Promise<T> => {
  const client = postgres(url, {
    max: 1,
    max_lifetime: null,
    connect_timeout: 5,
    connection: { application_name: 'krajan backup', statement_timeout: 0 },
    onnotice: () => {},
  })
  try {
    return await errand(client)
  } finally {
    await client.end({ timeout: 1 })
  }
}

/** What a COPY sends. The driver leaves its socket paused after a large last piece; reading once more wakes it. */
export async function* copied(trx: postgres.TransactionSql, statement: string): AsyncGenerator<Buffer> {
  const rows = await trx.unsafe(statement).readable()
  yield* rows
  rows._read(0)
}
