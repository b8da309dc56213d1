import { type Kysely, sql } from 'kysely'
import { annotate, door, protect, protectTables } from './tenancy.ts'

/** Centres are the tenants; members sign in and have a role in one or more of them. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table centres (
        id uuid primary key,
        slug text not null unique check (slug ~ '^[a-z0-9-]{2,40}$'),
        name text not null,
        region text not null,
        tracks text[] not null check (tracks <@ array['return', 'relocation'] and cardinality(tracks) > 0),
        email text not null,
        address text not null,
        brand text not null default 'spring' check (brand in ('spring', 'steel', 'river', 'dragon', 'castle')),
        version int not null default 1,
        created_at timestamptz not null default now()
      );

      create table members (
        id uuid primary key,
        email text not null unique check (email = lower(email)),
        name text not null,
        lang text not null default 'cs' check (lang in ('cs', 'en')),
        password_hash text,
        disabled_at timestamptz,
        version int not null default 1,
        created_at timestamptz not null default now()
      );

      create table memberships (
        centre_id uuid not null references centres,
        member_id uuid not null references members,
        role text not null check (role in ('admin', 'coordinator', 'reader')),
        created_at timestamptz not null default now(),
        primary key (centre_id, member_id)
      );
      create index memberships_of_member on memberships (member_id);

      create table sessions (
        id_hash bytea primary key,
        member_id uuid not null references members,
        user_agent text not null default '',
        created_at timestamptz not null,
        expires_at timestamptz not null
      );
      create index sessions_of_member on sessions (member_id);
      create index sessions_by_expiry on sessions (expires_at);
      grant select, insert, update, delete on sessions to krajan_app;
      grant select on sessions to krajan_finder;

      create unlogged table rate_limits (
        key_hash bytea primary key,
        hits int not null,
        resets_at timestamptz not null
      );
      create index rate_limits_by_reset on rate_limits (resets_at);
      grant select, insert, update, delete on rate_limits to krajan_app;
    `)
    .execute(db)

  await protect(db, 'centres', `id = nullif(current_setting('app.centre_id', true), '')::uuid`)
  await sql.raw(`revoke insert, delete on centres from krajan_app`).execute(db)
  await protectTables(db, { memberships: { role: 'plain' } })
  await protect(
    db,
    'members',
    `id = nullif(current_setting('app.member_id', true), '')::uuid or exists (
      select from memberships m
      where m.member_id = members.id and m.centre_id = nullif(current_setting('app.centre_id', true), '')::uuid)`,
  )
  // the app reads who may do what; giving roles is the owner's, on the command line
  await sql
    .raw(`
      revoke insert, update, delete on memberships, members from krajan_app;
      grant update (lang) on members to krajan_app;
    `)
    .execute(db)
  await annotate(db, 'members', { email: 'personal', name: 'personal', lang: 'plain', password_hash: 'personal' })

  await sql
    .raw(`
      create function centre_of_slug(wanted text) returns uuid language sql stable security definer
        set search_path = public, pg_temp as $$ select id from centres where slug = wanted $$;

      -- what the front page tells everybody
      create function public_centres() returns table (slug text, name text, region text) language sql stable security definer
        set search_path = public, pg_temp as $$ select c.slug, c.name, c.region from centres c order by c.name collate "cs-x-icu" limit 100 $$;

      create function member_of_email(wanted text) returns uuid language sql stable security definer
        set search_path = public, pg_temp as $$ select id from members where email = lower(wanted) $$;

      -- how far the schema is: all the app may know of the migrator's table
      create function schema_version() returns text language plpgsql stable security definer
        set search_path = public, pg_temp as $$ begin
          return (select max(name) from kysely_migration);
        end $$;

      -- who holds this session, and where they may work: all a signed-in request needs, in one query
      create function viewer_of_session(wanted bytea, moment timestamptz) returns table (
        member_id uuid, name text, email text, lang text, created_at timestamptz, expires_at timestamptz, memberships jsonb
      ) language sql stable security definer set search_path = public, pg_temp as $$
        select m.id, m.name, m.email, m.lang, s.created_at, s.expires_at, coalesce((
          select jsonb_agg(jsonb_build_object(
              'centre_id', c.id, 'slug', c.slug, 'name', c.name, 'brand', c.brand, 'tracks', c.tracks, 'role', ms.role)
            order by c.name collate "cs-x-icu")
          from memberships ms join centres c on c.id = ms.centre_id where ms.member_id = m.id), '[]')
        from sessions s join members m on m.id = s.member_id
        where s.id_hash = wanted and s.expires_at > moment and m.disabled_at is null
      $$;
    `)
    .execute(db)
  await door(db, 'centre_of_slug(text)')
  await door(db, 'public_centres()')
  await door(db, 'member_of_email(text)')
  await sql.raw(`grant execute on function schema_version() to krajan_app`).execute(db)
  await door(db, 'viewer_of_session(bytea, timestamptz)')
}
