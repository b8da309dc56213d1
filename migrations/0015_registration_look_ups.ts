import { type Kysely, sql } from 'kysely'

/** What is asked while everybody else waits for the same event: answered from an index, however many came before. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create index registrations_of_address on registrations (centre_id, event_id, email_norm, created_at);
      create index registrations_held_of_event on registrations (centre_id, event_id, held_until)
        where held_until is not null;
    `)
    .execute(db)
}
