import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

/** Makes plans known to be for small tables be made anew, where a list has made them large. */
export const analyzeGrown = (db: Db) => sql`select analyze_grown()`.execute(db)
