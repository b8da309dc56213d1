import { type Kysely, sql } from 'kysely'

/** Long lists are written as fast at their end as at their beginning. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      -- of all rows, as nobody is known yet in a list that was only tried out: an index of those with somebody looks empty
      -- to the planner then, and so does any other such index, which it may take in its place
      create index import_rows_by_print on import_rows (centre_id, fingerprint);
      drop index import_rows_by_fingerprint;
    `)
    .execute(db)
  await sql.raw(sizes).execute(db)
}

/**
 * A plan made for a small table is kept while the table grows, above all that of the checks of foreign keys, and may go
 * through all rows of a centre for each one written. So whoever writes many says so between two pieces: tables that have
 * become more than twice as large as the planner knows are looked at, and plans made for them are made anew.
 */
const sizes = `
  create function analyze_grown() returns void language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    grown text;
  begin
    for grown in
      select format('%I (%s)', t.name, t.keys) from (values
          ('contacts', 'centre_id, id, idempotency_key'),
          ('contact_points', 'centre_id, id, contact_id, kind, value_norm'),
          ('contact_addresses', 'centre_id, id, contact_id'),
          ('contact_statuses', 'centre_id, id, contact_id'),
          ('contact_languages', 'centre_id, contact_id, lang'),
          ('contact_motives', 'centre_id, contact_id, kind'),
          ('affiliations', 'centre_id, id, contact_id'),
          ('enrolments', 'centre_id, id, contact_id, track'),
          ('stage_changes', 'centre_id, id, enrolment_id'),
          ('activities', 'centre_id, id, contact_id, kind'),
          ('audit_entries', 'centre_id, id, subject_id'),
          ('contact_keys', 'centre_id, key, contact_id'),
          ('contact_words', 'centre_id, kind, word'),
          ('contacts_to_match', 'centre_id, contact_id'),
          ('import_rows', 'centre_id, import_id, nth, plan, contact_id, fingerprint, email, twin')
        ) t (name, keys) join pg_class c on c.oid = t.name::regclass
      where pg_relation_size(c.oid) / current_setting('block_size')::int > 2 * c.relpages + 16
    loop
      execute 'analyze (skip_locked) ' || grown;
    end loop;
  end $$;
  revoke all on function analyze_grown() from public;
  grant execute on function analyze_grown() to krajan_app;
`
