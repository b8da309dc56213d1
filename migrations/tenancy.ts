import { type Kysely, sql } from 'kysely'

/** `personal` columns tell something about a person and are exported and erased with them; `plain` ones do not. */
export type Annotation = 'personal' | 'plain'

/**
 * Puts tables under row-level security: the app sees the rows of the centre its transaction opened, the owner
 * all (or its backfills would touch nothing), the finder all but read-only, for the definer functions it owns.
 */
export const protectTables = async (db: Kysely<unknown>, tables: Record<string, Record<string, Annotation>>) => {
  for (const [table, columns] of Object.entries(tables)) {
    await protect(db, table, `centre_id = nullif(current_setting('app.centre_id', true), '')::uuid`)
    await annotate(db, table, columns)
  }
}

export const protect = (db: Kysely<unknown>, table: string, condition: string) =>
  sql
    .raw(`
      alter table ${table} enable row level security;
      alter table ${table} force row level security;
      create policy app on ${table} to krajan_app using (${condition}) with check (${condition});
      create policy owner on ${table} to krajan_owner using (true) with check (true);
      create policy finder on ${table} for select to krajan_finder using (true);
      grant select, insert, update, delete on ${table} to krajan_app;
      grant select on ${table} to krajan_finder;
    `)
    .execute(db)

export const annotate = async (db: Kysely<unknown>, table: string, columns: Record<string, Annotation>) => {
  for (const [column, annotation] of Object.entries(columns)) {
    await sql.raw(`comment on column ${table}.${column} is '${annotation}'`).execute(db)
  }
}

/** Rows that are written once and never changed: history cannot be rewritten by the app. */
export const appendOnly = (db: Kysely<unknown>, table: string) =>
  sql.raw(`revoke update, delete on ${table} from krajan_app`).execute(db)

/** A door reads across centres and answers with little: it belongs to the finder and runs with its rights. */
export const door = (db: Kysely<unknown>, signature: string) =>
  sql
    .raw(`
      grant create on schema public to krajan_finder;
      alter function ${signature} owner to krajan_finder;
      revoke create on schema public from krajan_finder;
      revoke all on function ${signature} from public;
      grant execute on function ${signature} to krajan_app;
    `)
    .execute(db)

/**
 * What the counting role may do with the rows of the centre its transaction opened. It goes through millions of them, so
 * the setting is read once a query.
 */
export const forCounter = (db: Kysely<unknown>, table: string, rights: string) =>
  sql
    .raw(`
      grant ${rights} on ${table} to krajan_counter;
      create policy counter on ${table} to krajan_counter
        using (centre_id = (select nullif(current_setting('app.centre_id', true), '')::uuid))
        with check (centre_id = (select nullif(current_setting('app.centre_id', true), '')::uuid));
    `)
    .execute(db)
