import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

/** The places of an event as they stand once nobody else is deciding about them. */
export type Places = { capacity: number | null; taken: number; waiting: number; next_queue_no: number; now: Date }

/** Waits for its turn on the event's row and keeps it until the transaction ends. `now` is the time after waiting. */
export const lockPlaces = (db: Db, centreId: string, eventId: string): Promise<Places> =>
  db
    .selectFrom('event_places')
    .where('centre_id', '=', centreId)
    .where('event_id', '=', eventId)
    .select(['capacity', 'taken', 'waiting', 'next_queue_no', sql<Date>`clock_timestamp()`.as('now')])
    .forUpdate()
    .executeTakeFirstOrThrow()

export const takeQueueNumber = async (db: Db, centreId: string, eventId: string): Promise<number> => {
  const { next_queue_no } = await db
    .updateTable('event_places')
    .set((row) => ({ next_queue_no: row('next_queue_no', '+', 1) }))
    .where('centre_id', '=', centreId)
    .where('event_id', '=', eventId)
    .returning('next_queue_no')
    .executeTakeFirstOrThrow()
  return next_queue_no - 1
}

export const updateCapacity = async (db: Db, centreId: string, eventId: string, capacity: number | null) => {
  await db
    .updateTable('event_places')
    .set({ capacity })
    .where('centre_id', '=', centreId)
    .where('event_id', '=', eventId)
    .execute()
}

/** Events anywhere whose held places may have lapsed: ids only, through the door. */
export const listLapsedHolds = async (db: Db, now: Date, most: number) => {
  const { rows } = await sql<{ centre_id: string; event_id: string }>`
    select * from events_with_lapsed_holds(${now}, ${most})`.execute(db)
  return rows
}
