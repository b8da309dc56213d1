import { type Kysely, sql } from 'kysely'
import { annotate, door, protectTables } from './tenancy.ts'

/** Each centre's own way of working: its stages, what must be known to leave one, how long one may stay, and rest. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table stages (
        centre_id uuid not null references centres,
        track text not null check (track in ('return', 'relocation')),
        code text not null check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
        position int not null,
        category text not null check (category in ('open', 'active', 'on_hold', 'won', 'lost')),
        names jsonb not null check (names ?& array['cs', 'en', 'de', 'uk']),
        -- what must be known of somebody before they go on from here
        needs text[] not null default '{}' check (needs <@ array['basis', 'conversation', 'next_step', 'owner', 'horizon',
          'barriers', 'field', 'language', 'residence', 'residence_title']),
        -- whether nobody goes on without it, or it is advice
        strict boolean not null default false,
        -- after so many days here somebody is asked about
        clock_days int check (clock_days between 1 and 1000),
        -- keeps its people and its history; nobody comes to it any more
        retired_at timestamptz,
        version int not null default 1,
        primary key (centre_id, track, code),
        unique (centre_id, track, position) deferrable initially deferred,
        -- an event or a filter names a stage and so its track
        unique (centre_id, code)
      );

      -- renewed with every change, so that what a process remembers of the stages is never old
      alter table centres add column stages_edition uuid not null default gen_random_uuid();

      create function renew_stages_edition() returns trigger language plpgsql as $$
      begin
        update centres set stages_edition = gen_random_uuid() where id in (select centre_id from changed);
        return null;
      end $$;
      create trigger renew_edition_when_added after insert on stages referencing new table as changed
        for each statement execute function renew_stages_edition();
      create trigger renew_edition_when_changed after update on stages referencing new table as changed
        for each statement execute function renew_stages_edition();

      create function default_stages() returns table (track text, code text, nth int, category text, names jsonb,
        needs text[], clock_days int) language sql immutable as $$
        select track, code, (row_number() over (partition by track order by nth))::int, category,
          jsonb_build_object('cs', cs, 'en', en, 'de', de, 'uk', uk), needs::text[], clock_days
        from (values
          (1, 'return', 'known', 'open', 'Známe', 'Known', 'Bekannt', 'Знаємо', '{basis}', null::int),
          (2, 'return', 'in_touch', 'on_hold', 'V kontaktu', 'In touch', 'In Kontakt', 'На зв’язку', '{}', 365),
          (3, 'return', 'considering', 'active', 'Zvažuje návrat', 'Considering return', 'Erwägt Rückkehr', 'Розмірковує про повернення', '{conversation}', 30),
          (4, 'return', 'exploring', 'active', 'Hledá cestu', 'Exploring', 'Sucht einen Weg', 'Шукає шлях', '{next_step}', 30),
          (5, 'return', 'matching', 'active', 'Propojujeme', 'Matching', 'Wir vermitteln', 'З’єднуємо', '{next_step}', 14),
          (6, 'return', 'moving', 'active', 'Stěhuje se', 'Moving', 'Zieht um', 'Переїжджає', '{}', 90),
          (7, 'return', 'returned', 'active', 'Vrátil/a se', 'Returned', 'Zurückgekehrt', 'Повернувся/лася', '{residence}', 180),
          (8, 'return', 'settled', 'won', 'Zabydlen/a', 'Settled', 'Angekommen', 'Обжився/лася', '{}', null),
          (9, 'return', 'ambassador', 'won', 'Ambasador/ka', 'Ambassador', 'Botschafter/in', 'Амбасадор/ка', '{}', 365),
          (10, 'return', 'not_now', 'on_hold', 'Teď ne', 'Not now', 'Jetzt nicht', 'Не зараз', '{}', null),
          (11, 'return', 'lost', 'lost', 'Uzavřeno', 'Closed', 'Abgeschlossen', 'Закрито', '{}', null),
          (12, 'relocation', 'enquiry', 'open', 'Dotaz', 'Enquiry', 'Anfrage', 'Запит', '{conversation}', 2),
          (13, 'relocation', 'pre_arrival', 'active', 'Před příjezdem', 'Pre-arrival', 'Vor der Ankunft', 'Перед приїздом', '{residence_title}', 60),
          (14, 'relocation', 'arrived', 'active', 'Přijel/a', 'Arrived', 'Angereist', 'Приїхав/ла', '{}', 30),
          (15, 'relocation', 'landing', 'active', 'Rozkoukává se', 'Landing', 'Erste 90 Tage', 'Перші 90 днів', '{}', 90),
          (16, 'relocation', 'settling', 'active', 'Zabydluje se', 'Settling', 'Lebt sich ein', 'Обживається', '{}', 275),
          (17, 'relocation', 'integrated', 'won', 'Doma tady', 'Integrated', 'Zu Hause', 'Удома тут', '{}', null),
          (18, 'relocation', 'one_off', 'won', 'Jednorázová pomoc', 'One-off help', 'Einmalige Hilfe', 'Одноразова допомога', '{}', null),
          (19, 'relocation', 'left', 'lost', 'Odjel/a', 'Left', 'Weggezogen', 'Поїхав/ла', '{}', null)
        ) as shipped (nth, track, code, category, cs, en, de, uk, needs, clock_days) $$;

      insert into stages (centre_id, track, code, position, category, names, needs, clock_days)
        select c.id, d.* from centres c cross join default_stages() d;

      create function begin_with_default_stages() returns trigger language plpgsql as $$
      begin
        insert into stages (centre_id, track, code, position, category, names, needs, clock_days)
          select new.id, d.* from default_stages() d;
        return null;
      end $$;
      create trigger begin_with_default_stages after insert on centres
        for each row execute function begin_with_default_stages();

      do $$
      declare found record;
      begin
        for found in select conname from pg_constraint where conrelid = 'enrolments'::regclass and contype = 'c'
          and pg_get_constraintdef(oid) like '%known%' loop
          execute format('alter table enrolments drop constraint %I', found.conname);
        end loop;
      end $$;

      alter table enrolments
        add column park_reason text check (park_reason in ('children', 'studies', 'work_contract', 'partner', 'family_care',
          'housing', 'health', 'not_interested_now', 'unreachable', 'other')),
        -- what will wake them besides the day: a code, and where it is known, when that will be
        add column park_trigger text check (park_trigger in ('date', 'child_starts_school', 'stipend_ends', 'studies_end',
          'home_coming_days')),
        add column park_note text not null default '',
        add column parked_at timestamptz,
        -- the stage they come back to
        add column parked_from text,
        -- why somebody was lost, of those who were
        add column outcome text check (outcome in ('asked_to_stop', 'unreachable', 'not_returning', 'left_region', 'other')),
        add column moved_in_on date,
        add foreign key (centre_id, track, stage) references stages (centre_id, track, code),
        add foreign key (centre_id, track, parked_from) references stages (centre_id, track, code);
      create index enrolments_parked on enrolments (centre_id, track, parked_until, id) where parked_until is not null;
      create index enrolments_sleepers on enrolments (parked_until) where parked_until is not null;

      -- the clock wakes those whose day has come, wherever they are
      create function centres_with_sleepers(today date, most int) returns table (centre_id uuid) language sql stable
        security definer set search_path = public, pg_temp as $$
          select distinct e.centre_id from enrolments e where e.parked_until <= today limit most $$;
    `)
    .execute(db)
  await protectTables(db, {
    stages: { track: 'plain', code: 'plain', category: 'plain', names: 'plain', needs: 'plain' },
  })
  await annotate(db, 'enrolments', {
    park_reason: 'personal',
    park_trigger: 'personal',
    park_note: 'personal',
    parked_from: 'personal',
    outcome: 'personal',
  })
  await sql
    .raw('revoke delete on stages from krajan_app; grant update (stages_edition) on centres to krajan_app')
    .execute(db)
  await door(db, 'centres_with_sleepers(date, int)')
  await sql
    .raw(`
      -- who asks learns at once under which edition the stages of their centres are remembered
      create or replace function viewer_of_session(wanted bytea, moment timestamptz) returns table (
        member_id uuid, name text, email text, lang text, shortcuts boolean, created_at timestamptz, expires_at timestamptz,
        memberships jsonb
      ) language sql stable security definer set search_path = public, pg_temp as $$
        select m.id, m.name, m.email, m.lang, m.shortcuts, s.created_at, s.expires_at, coalesce((
          select jsonb_agg(jsonb_build_object(
              'centre_id', c.id, 'slug', c.slug, 'name', c.name, 'brand', c.brand, 'brand_color', c.brand_color,
              'logo', (select jsonb_build_object('hash', l.hash, 'type', l.type, 'width', l.width, 'height', l.height)
                from centre_logos l where l.centre_id = c.id),
              'tracks', c.tracks, 'stages_edition', c.stages_edition, 'role', ms.role)
            order by c.name collate "cs-x-icu")
          from memberships ms join centres c on c.id = ms.centre_id
          where ms.member_id = m.id and ms.disabled_at is null and ms.accepted_at is not null), '[]')
        from sessions s join members m on m.id = s.member_id
        where s.id_hash = wanted and s.expires_at > moment and m.disabled_at is null
      $$;
    `)
    .execute(db)
}
