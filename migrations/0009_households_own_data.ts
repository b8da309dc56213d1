import { type Kysely, sql } from 'kysely'
import { door, protectTables } from './tenancy.ts'

/** Families move together; and everybody may see what is kept about them. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table households (
        centre_id uuid not null references centres,
        id uuid not null,
        created_at timestamptz not null,
        primary key (centre_id, id)
      );

      create table household_members (
        centre_id uuid not null,
        household_id uuid not null,
        contact_id uuid not null,
        role text not null check (role in ('head', 'partner', 'child', 'parent', 'other')),
        primary key (centre_id, household_id, contact_id),
        unique (centre_id, contact_id),
        foreign key (centre_id, household_id) references households (centre_id, id),
        foreign key (centre_id, contact_id) references contacts (centre_id, id)
      );

      create table personal_tokens (
        token_hash bytea not null,
        centre_id uuid not null,
        contact_id uuid not null,
        expires_at timestamptz not null,
        primary key (centre_id, token_hash),
        foreign key (centre_id, contact_id) references contacts (centre_id, id)
      );
      create unique index personal_tokens_once on personal_tokens (token_hash);
      create index personal_tokens_of_contact on personal_tokens (centre_id, contact_id);

      create function centre_of_personal_token(wanted bytea) returns uuid language sql stable security definer
        set search_path = public, pg_temp as $$ select centre_id from personal_tokens where token_hash = wanted $$;
    `)
    .execute(db)

  await protectTables(db, {
    households: {},
    household_members: { role: 'personal' },
    personal_tokens: { token_hash: 'personal' },
  })
  await door(db, 'centre_of_personal_token(bytea)')
}
