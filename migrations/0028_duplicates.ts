import { type Kysely, sql } from 'kysely'
import { door, protectTables } from './tenancy.ts'

/** One person once: who may be the same as whom, what was decided about it, and merges that can be taken back. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      -- a name as it sounds to who writes it down: Ševčenko, Shevchenko and Шевченко; Olga and Olha; Vítek and Witek
      create function name_sound(folded text) returns text language sql immutable strict parallel safe as $$
        select regexp_replace(regexp_replace(translate(
          replace(replace(replace(replace(replace(folded, 'sh', 's'), 'zh', 'z'), 'kh', 'c'), 'ch', 'c'), 'ts', 'c'),
          'yjwg''-', 'iivh'), 'i+([aeou])', '\\1', 'g'), '(.)\\1+', '\\1', 'g')
      $$;

      create index nicknames_by_word on nicknames ((nickname_words[1]));
      -- the names a given name may be short for; a name that is short for none is its own
      create function given_roots(folded text) returns text[] language sql stable strict parallel safe as $$
        select coalesce(array_agg(distinct n.name_words[1] order by n.name_words[1]), array[folded])
          from nicknames n where n.nickname_words[1] = folded
      $$;

      create function match_key(kind text, value text) returns bigint language sql immutable strict parallel safe as $$
        select hashtextextended(kind || ' ' || value, 0)
      $$;

      -- by what somebody is found who may be the same; a name many people bear is told apart by year and origin
      create function name_keys(given text, family text, others text[], born text, origin text)
        returns table (kind text, key bigint) language plpgsql stable parallel safe as $$
      declare
        given_names text[] := given_roots(public.fold(split_part(given, ' ', 1)));
        year text := coalesce(substring(born from '^\\d{4}'), '');
        place text := public.fold(origin);
        name text;
        root text;
        first text;
        three text;
        sound text;
        names bigint[] := '{}';
        found bigint[] := '{}';
      begin
        foreach root in array given_names loop
          first := public.name_sound(root);
          three := left(first, 3);
          foreach name in array array[family] || others loop
            continue when name = '';
            sound := public.name_sound(public.masculine(public.fold(name)));
            names := names || public.match_key('n', sound || ' ' || three);
            found := found
              || public.match_key('w', least(left(sound, 4), left(first, 4)) || ' ' || greatest(left(sound, 4), left(first, 4)))
              || public.match_key('z', right(sound, 4) || ' ' || three || ' ' || year)
              || public.match_key('s', left(sound, 1) || translate(substr(sound, 2), 'aeiou', '') || ' ' || three || ' ' || year);
            if year <> '' then found := found || public.match_key('y', sound || ' ' || three || ' ' || year); end if;
            if place <> '' then found := found || public.match_key('m', sound || ' ' || three || ' ' || place); end if;
          end loop;
          if length(born) = 10 then found := found || public.match_key('d', born || ' ' || three); end if;
        end loop;
        -- who has the family where the given name belongs
        foreach root in array given_roots(public.fold(split_part(family, ' ', 1))) loop
          first := public.name_sound(root);
          sound := public.name_sound(public.masculine(public.fold(given)));
          found := found || public.match_key('w', least(left(sound, 4), left(first, 4)) || ' ' || greatest(left(sound, 4), left(first, 4)));
        end loop;
        return query select 'n', k from unnest(names) k union select 'o', k from unnest(found) k;
      end $$;

      create function other_names(birth text, former text, native text, latin text) returns text[]
        language sql immutable parallel safe as $$
        select array(select distinct trim(name) from unnest(array[birth, substring(native from '\\S+$'), substring(latin from '\\S+$')]
          || regexp_split_to_array(former, ',')) name where trim(name) <> '')
      $$;

      create function point_keys(kind text, value_norm text) returns bigint[] language sql immutable strict parallel safe as $$
        select case kind when 'phone' then array[public.match_key('p', value_norm)]
          when 'email' then array[
            public.match_key('e', regexp_replace(value_norm, '\\+[^@]*@', '@')),
            public.match_key('l', regexp_replace(split_part(value_norm, '@', 1), '\\+.*|[._-]', '', 'g'))]
          else '{}' end
      $$;
    `)
    .execute(db)
  await sql
    .raw(`
      -- Made from contacts by the triggers below; references would cost an import more than the keys themselves
      create table contact_keys (
        centre_id uuid not null,
        key bigint not null,
        contact_id uuid not null,
        -- n: by the whole name, o: by parts of it with other facts, p: by an address or number
        kind text not null check (kind in ('n', 'o', 'p')),
        primary key (centre_id, key, contact_id)
      );
      create index contact_keys_of_contact on contact_keys (contact_id);

      -- contacts that changed since they were last compared with the others
      create table contacts_to_match (
        centre_id uuid not null,
        contact_id uuid not null,
        primary key (centre_id, contact_id)
      );

      -- Rows are named by lists, never by a join: a centre that was empty a minute ago is still thought empty, and a join
      -- would go through all of it for each row. Planned anew each time for the same reason.
      create function key_names(centres uuid[], contacts uuid[]) returns void language sql
        set plan_cache_mode = force_custom_plan as $$
        delete from contact_keys k where k.centre_id = any(centres) and k.contact_id = any(contacts) and k.kind <> 'p';
        insert into contact_keys (centre_id, key, contact_id, kind)
          select c.centre_id, k.key, c.id, k.kind from contacts c cross join lateral name_keys(c.given_name, c.family_name,
            other_names(c.birth_name, c.former_names, c.native_name, c.latin_name), c.born, c.municipality_origin) k
          where c.centre_id = any(centres) and c.id = any(contacts) on conflict do nothing;
        insert into contacts_to_match select * from unnest(centres, contacts) on conflict do nothing;
      $$;

      create function key_points(centres uuid[], contacts uuid[]) returns void language sql
        set plan_cache_mode = force_custom_plan as $$
        delete from contact_keys k where k.centre_id = any(centres) and k.contact_id = any(contacts) and k.kind = 'p';
        insert into contact_keys (centre_id, key, contact_id, kind)
          select p.centre_id, key, p.contact_id, 'p' from contact_points p
          cross join lateral unnest(point_keys(p.kind, p.value_norm)) key
          where p.centre_id = any(centres) and p.contact_id = any(contacts) on conflict do nothing;
        insert into contacts_to_match select * from unnest(centres, contacts) on conflict do nothing;
      $$;

      create function key_new_contacts() returns trigger language plpgsql as $$
      begin
        insert into contact_keys (centre_id, key, contact_id, kind)
          select c.centre_id, k.key, c.id, k.kind from added c cross join lateral name_keys(c.given_name, c.family_name,
            other_names(c.birth_name, c.former_names, c.native_name, c.latin_name), c.born, c.municipality_origin) k
          on conflict do nothing;
        insert into contacts_to_match select centre_id, id from added on conflict do nothing;
        return null;
      end $$;
      create trigger key_new_contacts after insert on contacts referencing new table as added
        for each statement execute function key_new_contacts();

      create function forget_keys() returns trigger language plpgsql as $$
      begin
        delete from contact_keys k using gone g where k.centre_id = g.centre_id and k.contact_id = g.id;
        delete from contacts_to_match m using gone g where m.centre_id = g.centre_id and m.contact_id = g.id;
        return null;
      end $$;
      create trigger forget_keys after delete on contacts referencing old table as gone
        for each statement execute function forget_keys();

      create function key_changed_contacts() returns trigger language plpgsql as $$
      begin
        perform key_names(array_agg(n.centre_id), array_agg(n.id))
          from after n join before o on o.centre_id = n.centre_id and o.id = n.id
          where (n.given_name, n.family_name, n.birth_name, n.former_names, n.native_name, n.latin_name, n.nickname, n.born,
              n.municipality_origin, n.residence)
            is distinct from (o.given_name, o.family_name, o.birth_name, o.former_names, o.native_name, o.latin_name,
              o.nickname, o.born, o.municipality_origin, o.residence) having count(*) > 0;
        return null;
      end $$;
      create trigger key_changed_contacts after update on contacts referencing old table as before new table as after
        for each statement execute function key_changed_contacts();

      create function key_new_points() returns trigger language plpgsql as $$
      begin
        perform key_points(array_agg(centre_id), array_agg(contact_id))
          from (select distinct centre_id, contact_id from changed) c having count(*) > 0;
        return null;
      end $$;
      create trigger key_new_points after insert on contact_points referencing new table as changed
        for each statement execute function key_new_points();
      create trigger key_lost_points after delete on contact_points referencing old table as changed
        for each statement execute function key_new_points();

      create function key_changed_points() returns trigger language plpgsql as $$
      begin
        perform key_points(array_agg(c.centre_id), array_agg(c.contact_id)) from (
          select n.centre_id, unnest(array[n.contact_id, o.contact_id]) as contact_id
            from after n join before o on o.centre_id = n.centre_id and o.id = n.id
            where (n.contact_id, n.kind, n.value_norm) is distinct from (o.contact_id, o.kind, o.value_norm)
          group by 1, 2) c having count(*) > 0;
        return null;
      end $$;
      create trigger key_changed_points after update on contact_points referencing old table as before new table as after
        for each statement execute function key_changed_points();

      -- two people who may be one; reasons are told from what stands in both when somebody looks
      create table duplicate_pairs (
        centre_id uuid not null,
        a_id uuid not null,
        b_id uuid not null,
        score double precision not null,
        state text not null default 'open' check (state in ('open', 'dismissed')),
        -- of all that was compared: who was told apart stays so until some of it changes
        compared bytea not null,
        found_at timestamptz not null,
        decided_at timestamptz,
        decided_by uuid,
        primary key (centre_id, a_id, b_id),
        foreign key (centre_id, a_id) references contacts (centre_id, id) on delete cascade,
        foreign key (centre_id, b_id) references contacts (centre_id, id) on delete cascade,
        check (a_id < b_id)
      );
      create index duplicate_pairs_open on duplicate_pairs (centre_id, (-score), a_id, b_id) where state = 'open';
      create index duplicate_pairs_of_second on duplicate_pairs (centre_id, b_id);

      -- where somebody stands now who was merged: links and addresses of before lead on
      create table contact_aliases (
        centre_id uuid not null,
        old_id uuid not null,
        new_id uuid not null,
        created_at timestamptz not null,
        primary key (centre_id, old_id),
        foreign key (centre_id, new_id) references contacts (centre_id, id),
        check (old_id <> new_id)
      );
      create index contact_aliases_of_contact on contact_aliases (centre_id, new_id);

      -- what a merge changed, row by row, for as long as it can be taken back
      create table merges (
        centre_id uuid not null references centres,
        id uuid not null,
        winner_id uuid not null,
        loser_id uuid not null,
        member_id uuid,
        merged_at timestamptz not null,
        changes jsonb not null,
        undone_at timestamptz,
        undone_by uuid,
        primary key (centre_id, id)
      );
      create index merges_of_winner on merges (centre_id, winner_id, merged_at desc);
      create index merges_of_loser on merges (centre_id, loser_id);
      create index merges_by_time on merges (merged_at);

      alter table activities add column merge_id uuid;

      -- a consent given twice is in force once; the receipt of the other one is kept
      alter table consents drop constraint consents_state_check;
      alter table consents add constraint consents_state_check check (state in ('granted', 'withdrawn', 'superseded'));

      -- why a contact is gone. Nobody goes without a row here, written in the transaction that removes them
      create table contact_removals (
        centre_id uuid not null references centres,
        id uuid not null,
        contact_id uuid not null,
        reason text not null check (reason in ('merged', 'import_reverted')),
        removed_at timestamptz not null,
        removed_in xid8 not null default pg_current_xact_id(),
        primary key (centre_id, id)
      );
      create index contact_removals_of_contact on contact_removals (centre_id, contact_id);

      create function removed_for_a_reason() returns trigger language plpgsql as $$
      begin
        if not exists (select from contact_removals r where r.centre_id = old.centre_id and r.contact_id = old.id
            and r.removed_in = pg_current_xact_id()
            and (r.reason <> 'merged' or exists (select from contact_aliases a
              where a.centre_id = old.centre_id and a.old_id = old.id))) then
          raise exception 'a contact goes only where it is told why' using errcode = '23514',
            constraint = 'contacts_removed_for_a_reason';
        end if;
        return old;
      end $$;
      create trigger removed_for_a_reason before delete on contacts for each row
        when (current_user = 'krajan_app') execute function removed_for_a_reason();

      create function centres_to_match(most int) returns table (centre_id uuid) language sql stable
        security definer set search_path = public, pg_temp as $$
          select c.id from centres c where exists (select from contacts_to_match m where m.centre_id = c.id) limit most $$;
    `)
    .execute(db)

  await protectTables(db, {
    contact_keys: { kind: 'plain' },
    contacts_to_match: {},
    duplicate_pairs: { state: 'plain', compared: 'personal' },
    contact_aliases: {},
    merges: { changes: 'personal' },
    contact_removals: { reason: 'plain' },
  })
  await sql
    .raw(`
      revoke update, delete on contact_removals from krajan_app;
      grant delete on contacts to krajan_app;
      grant update (contact_id, merge_id) on activities to krajan_app;
      grant update (enrolment_id) on stage_changes to krajan_app;
    `)
    .execute(db)
  await door(db, 'centres_to_match(int)')

  await sql
    .raw(`
      select key_names(array_agg(centre_id), array_agg(id)) from contacts having count(*) > 0;
      select key_points(array_agg(centre_id), array_agg(contact_id))
        from (select distinct centre_id, contact_id from contact_points) p having count(*) > 0;
    `)
    .execute(db)
}
