import { type Kysely, sql } from 'kysely'
import { protectTables } from './tenancy.ts'

/** Lists of people from elsewhere: how each was read, what became of every row, and what it takes to undo it. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table imports (
        centre_id uuid not null references centres,
        id uuid not null,
        member_id uuid not null,
        name text not null,
        content_hash bytea not null,
        bytes int not null,
        -- format, encoding, separator, sheet and row of the header, as found or as corrected
        reading jsonb not null,
        header jsonb not null,
        header_key bytea not null,
        -- rows above the header and the first ones below it, as they stand in the file
        top jsonb not null,
        sample jsonb not null,
        row_count int not null,
        -- for each column the field it goes to, or nothing
        mapping jsonb not null default '[]',
        -- words of the list that name none of ours, and what each of them means
        unknown_words jsonb not null default '{}',
        meanings jsonb not null default '{}',
        known_policy text not null default 'fill' check (known_policy in ('fill', 'overwrite', 'leave')),
        likely_policy text not null default 'ask' check (likely_policy in ('skip', 'create', 'ask')),
        source_note text not null default '',
        lawful_basis text check (lawful_basis in ('consent', 'contract', 'public_task', 'legitimate_interest')),
        acquired_on date,
        state text not null default 'read' check (state in
          ('read', 'mapped', 'checking', 'checked', 'running', 'done', 'reverting', 'reverted')),
        -- the job that works on it, or did last
        job_id uuid,
        version int not null default 1,
        created_at timestamptz not null,
        ended_at timestamptz,
        primary key (centre_id, id),
        check (state in ('read', 'mapped') or (source_note <> '' and lawful_basis is not null and acquired_on is not null))
      );
      create index imports_by_content on imports (centre_id, content_hash);

      -- the file as it came, until it is imported, and its rows, five hundred together; both packed
      create table import_pieces (
        centre_id uuid not null,
        import_id uuid not null,
        kind text not null check (kind in ('file', 'rows')),
        nth int not null,
        content bytea not null,
        primary key (centre_id, import_id, kind, nth),
        foreign key (centre_id, import_id) references imports (centre_id, id) on delete cascade
      );
      alter table import_pieces alter column content set storage external;

      create table import_rows (
        centre_id uuid not null,
        import_id uuid not null,
        -- the row's line in the file
        nth int not null,
        plan text not null check (plan in ('create', 'update', 'unchanged', 'ask', 'skip', 'error')),
        -- what became of it; nothing yet where it waits
        outcome text check (outcome in ('created', 'updated', 'unchanged', 'skipped', 'failed')),
        -- why: codes with what their sentence names
        reasons jsonb not null default '[]',
        -- whom it made or met; merged or removed people are no longer there
        contact_id uuid,
        decision text check (decision ~ '^(create|skip|[0-9a-f-]{36})$'),
        -- whom it names, for a page where nobody was made of it
        who text not null default '',
        fingerprint bytea,
        email text,
        -- a name with a phone or a birth, for those without an address
        twin text,
        -- what stood in each changed field before and what the row put there, and the ids of what it added
        written jsonb,
        reverted text check (reverted in ('removed', 'restored', 'partly', 'kept')),
        primary key (centre_id, import_id, nth),
        foreign key (centre_id, import_id) references imports (centre_id, id) on delete cascade
      );
      create index import_rows_of_contact on import_rows (centre_id, contact_id) where contact_id is not null;
      create index import_rows_by_fingerprint on import_rows (centre_id, fingerprint) where contact_id is not null;
      create index import_rows_by_email on import_rows (centre_id, import_id, email) where email is not null;
      create index import_rows_by_twin on import_rows (centre_id, import_id, twin) where twin is not null;
      create index import_rows_by_plan on import_rows (centre_id, import_id, plan, nth);
      create index contacts_to_inform on contacts (centre_id, id) where source = 'import' and informed_at is null;

      -- how lists with the same header were read last time
      create table import_mappings (
        centre_id uuid not null references centres,
        header_key bytea not null,
        mapping jsonb not null,
        meanings jsonb not null,
        used_at timestamptz not null,
        primary key (centre_id, header_key)
      );
    `)
    .execute(db)

  await protectTables(db, {
    imports: {
      name: 'personal',
      content_hash: 'plain',
      reading: 'personal',
      header: 'personal',
      header_key: 'plain',
      top: 'personal',
      sample: 'personal',
      mapping: 'plain',
      unknown_words: 'personal',
      meanings: 'personal',
      known_policy: 'plain',
      likely_policy: 'plain',
      source_note: 'personal',
      lawful_basis: 'plain',
      state: 'plain',
    },
    import_pieces: { kind: 'plain', content: 'personal' },
    import_rows: {
      plan: 'plain',
      outcome: 'plain',
      reasons: 'personal',
      decision: 'plain',
      who: 'personal',
      fingerprint: 'personal',
      email: 'personal',
      twin: 'personal',
      written: 'personal',
      reverted: 'plain',
    },
    import_mappings: { header_key: 'plain', mapping: 'plain', meanings: 'personal' },
  })
  await sql.raw(removal).execute(db)
}

/**
 * The app may not delete people or what happened to them. These two take back what one import of the opened centre made,
 * and nothing else: people to whom anything else has happened since stay, and so does what has moved on.
 */
const removal = `
  create function remove_imported(which uuid, people uuid[]) returns setof uuid language plpgsql security definer
    set search_path = public, pg_temp as $$
  declare
    centre uuid := nullif(current_setting('app.centre_id', true), '')::uuid;
    untouched uuid[];
    person uuid;
  begin
    select array_agg(c.id) into untouched from contacts c
    where c.centre_id = centre and c.id = any(people)
      and exists (select from import_rows r where r.centre_id = centre and r.import_id = which
        and r.outcome = 'created' and r.contact_id = c.id)
      -- later rows of the same list may have added to them; nobody else has
      and c.version = (select max((r.written->>'version')::int) from import_rows r where r.centre_id = centre
        and r.import_id = which and r.contact_id = c.id)
      and not exists (select from activities a where a.centre_id = centre and a.contact_id = c.id
        and a.particulars->>'import' is distinct from which::text)
      and not exists (select from enrolments e where e.centre_id = centre and e.contact_id = c.id and e.version > 1);
    if untouched is null then return; end if;
    begin
      perform remove_people(centre, untouched);
      return query select unnest(untouched);
    exception when foreign_key_violation then
      -- one of them stands in something else: each by themselves
      foreach person in array untouched loop
        begin
          perform remove_people(centre, array[person]);
          return next person;
        exception when foreign_key_violation then
          null;
        end;
      end loop;
    end;
  end $$;

  create function remove_people(centre uuid, people uuid[]) returns void language plpgsql
    set search_path = public, pg_temp as $$
  begin
    delete from stage_changes s using enrolments e where e.centre_id = centre and e.contact_id = any(people)
      and s.centre_id = centre and s.enrolment_id = e.id;
    delete from enrolments where centre_id = centre and contact_id = any(people);
    delete from activities where centre_id = centre and contact_id = any(people);
    delete from contact_points where centre_id = centre and contact_id = any(people);
    delete from contact_addresses where centre_id = centre and contact_id = any(people);
    delete from contact_statuses where centre_id = centre and contact_id = any(people);
    delete from contact_languages where centre_id = centre and contact_id = any(people);
    delete from contact_motives where centre_id = centre and contact_id = any(people);
    delete from affiliations where centre_id = centre and contact_id = any(people);
    insert into contact_removals (centre_id, id, contact_id, reason, removed_at)
      select centre, gen_random_uuid(), person, 'import_reverted', now() from unnest(people) as person;
    delete from contacts where centre_id = centre and id = any(people);
  end $$;
  revoke all on function remove_people(uuid, uuid[]) from public;

  create function take_back_imported(which uuid, enrolled uuid[], noted uuid[]) returns setof uuid language plpgsql
    security definer set search_path = public, pg_temp as $$
  declare
    centre uuid := nullif(current_setting('app.centre_id', true), '')::uuid;
    gone uuid;
  begin
    for gone in select e.id from enrolments e where e.centre_id = centre and e.id = any(enrolled) and e.version = 1
      and exists (select from activities a where a.centre_id = centre and a.contact_id = e.contact_id
        and a.kind = 'enrolled' and a.particulars->>'import' = which::text and a.particulars->>'track' = e.track)
    loop
      begin
        delete from stage_changes where centre_id = centre and enrolment_id = gone;
        delete from enrolments where centre_id = centre and id = gone;
        return next gone;
      exception when foreign_key_violation then
        null;
      end;
    end loop;
    return query delete from activities a where a.centre_id = centre and a.id = any(noted)
      and a.kind = 'note' and a.particulars->>'import' = which::text returning a.id;
  end $$;

  revoke all on function remove_imported(uuid, uuid[]), take_back_imported(uuid, uuid[], uuid[]) from public;
  grant execute on function remove_imported(uuid, uuid[]), take_back_imported(uuid, uuid[], uuid[]) to krajan_app;
`
