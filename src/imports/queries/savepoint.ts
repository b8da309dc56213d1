import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

/** What the database refused because of the data themselves: values it cannot hold, rules they break. */
const isAboutData = (code: string) => /^(?:22|23)/.test(code)

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

/** Does work that may be refused without taking the rest of the transaction with it. */
export const saved = async <Result>(
  db: Db,
  work: () => Promise<Result>,
): Promise<{ value: Result } | { refused: string }> => {
  await sql`savepoint of_rows`.execute(db)
  try {
    const value = await work()
    await sql`release savepoint of_rows`.execute(db)
    return { value }
  } catch (error) {
    if (!isAboutData(codeOf(error))) throw error
    await sql`rollback to savepoint of_rows`.execute(db)
    await sql`release savepoint of_rows`.execute(db)
    return { refused: codeOf(error) }
  }
}
