import { type Kysely, sql } from 'kysely'
import { annotate, appendOnly, door, forCounter, protectTables } from './tenancy.ts'

/**
 * What a centre shares of its surveys. Answers and true counts are read by the role krajan_counter alone, which counts
 * in the background; the web role sees what may leave the house, and other centres only what was offered to them.
 */
export const up = async (db: Kysely<unknown>) => {
  await needCounter(db)
  await sql.raw(tables).execute(db)
  await protectTables(db, {
    release_plans: { plan: 'plain', left_out: 'plain', hash: 'plain' },
    snapshots: { answers_hash: 'plain' },
    true_counts: { item: 'plain', item_code: 'plain', frame: 'plain', frame_code: 'plain' },
    releases: {
      regime: 'plain',
      status: 'plain',
      step: 'plain',
      report: 'plain',
      reason: 'plain',
      week: 'plain',
      manifest_hash: 'plain',
      key_id: 'plain',
    },
    release_files: { path: 'plain', bytes: 'plain' },
    statistics: { id: 'plain', definition: 'plain' },
    release_keys: { key_id: 'plain', public_key: 'plain' },
    offers: { audience: 'plain', agreement: 'plain' },
    downloads: { path: 'plain', audience: 'plain' },
    imported_releases: {
      centre: 'plain',
      survey: 'plain',
      wave: 'plain',
      manifest_hash: 'plain',
      key_id: 'plain',
      result: 'plain',
    },
    imported_files: { path: 'plain', bytes: 'plain' },
    trusted_keys: { key_id: 'plain', region: 'plain', public_key: 'plain' },
  })
  await annotate(db, 'waves', { regime: 'plain' })
  await sql.raw(guards).execute(db)
  await sql.raw(doors).execute(db)
  for (const signature of foundDoors) await door(db, signature)
  for (const table of ['release_files', 'statistics', 'snapshots', 'downloads', 'imported_files'])
    await appendOnly(db, table)
  await sql.raw(rights).execute(db)
  for (const [table, what] of Object.entries(ofCounter)) await forCounter(db, table, what)
}

const needCounter = async (db: Kysely<unknown>) => {
  const { rows } = await sql`select from pg_roles where rolname = 'krajan_counter'`.execute(db)
  if (rows.length > 0) return
  throw new Error(
    `The database is without the role krajan_counter, which alone may read answers; let its administrator run "create role krajan_counter login password '…' nosuperuser nobypassrls" and start again.`,
  )
}

const tables = `
  -- one way of protecting a wave for ever: exact tables and rounded ones beside each other undo both
  alter table waves add column regime text not null default 'lcr'
      check (regime in ('lcr', 'exact', 'cell_key', 'dp', 'microdata')),
    add unique (centre_id, id, regime);

  create table release_plans (
    centre_id uuid not null,
    wave_id uuid not null,
    plan jsonb not null,
    left_out jsonb not null default '[]',
    hash text not null check (hash ~ '^[0-9a-f]{64}$'),
    planned_at timestamptz not null,
    primary key (centre_id, wave_id),
    foreign key (centre_id, wave_id) references waves (centre_id, id)
  );

  -- the answers of the batches up to 'last_batch', fixed
  create table snapshots (
    centre_id uuid not null,
    wave_id uuid not null,
    number int not null check (number > 0),
    last_batch int not null check (last_batch > 0),
    counted int not null,
    answers_hash bytea not null,
    taken_at timestamptz not null,
    primary key (centre_id, wave_id, number),
    foreign key (centre_id, wave_id) references waves (centre_id, id)
  );

  -- empty words stand for everybody: no item is a margin of a frame, neither is the total
  create table true_counts (
    centre_id uuid not null,
    wave_id uuid not null,
    snapshot int not null,
    item text not null,
    item_code text not null,
    frame text not null,
    frame_code text not null,
    people int not null check (people >= 0),
    primary key (centre_id, wave_id, snapshot, item, item_code, frame, frame_code),
    foreign key (centre_id, wave_id, snapshot) references snapshots (centre_id, wave_id, number)
  );

  create table releases (
    centre_id uuid not null,
    id uuid not null,
    wave_id uuid not null,
    regime text not null default 'lcr',
    snapshot int,
    status text not null default 'waiting'
      check (status in ('waiting', 'preparing', 'ready', 'refused', 'approved', 'rejected')),
    progress int not null default 0 check (progress between 0 and 100),
    step text not null default 'waiting',
    tries int not null default 0,
    lease uuid,
    lease_until timestamptz,
    report jsonb,
    reason jsonb,
    week text,
    manifest_hash text check (manifest_hash ~ '^[0-9a-f]{64}$'),
    key_id text,
    prepared_by uuid not null,
    requested_at timestamptz not null,
    finished_at timestamptz,
    decided_by uuid,
    decided_at timestamptz,
    version int not null default 1,
    primary key (centre_id, id),
    foreign key (centre_id, wave_id, regime) references waves (centre_id, id, regime),
    foreign key (centre_id, wave_id, snapshot) references snapshots (centre_id, wave_id, number),
    -- the one who prepares is not the one who approves
    constraint two_people check (decided_by <> prepared_by or status <> 'approved'),
    constraint decided check ((status in ('approved', 'rejected')) = (decided_by is not null and decided_at is not null)),
    constraint certified check (status not in ('ready', 'approved', 'rejected')
      or (snapshot is not null and manifest_hash is not null and key_id is not null and report is not null)),
    constraint explained check ((status = 'refused') = (reason is not null))
  );
  create unique index releases_once on releases (id);
  -- one at a time, and the next not before somebody has decided about the last
  create unique index releases_under_way on releases (centre_id, wave_id) where status in ('waiting', 'preparing', 'ready');
  create unique index releases_of_snapshot on releases (centre_id, wave_id, snapshot) where status in ('ready', 'approved');
  create index releases_waiting on releases (requested_at) where status in ('waiting', 'preparing');
  create index releases_by_time on releases (centre_id, requested_at desc);

  create table release_files (
    centre_id uuid not null,
    release_id uuid not null,
    path text not null,
    bytes bytea not null,
    primary key (centre_id, release_id, path),
    foreign key (centre_id, release_id) references releases (centre_id, id)
  );

  -- what was published once is that number for ever; without a value it was hidden
  create table statistics (
    centre_id uuid not null,
    wave_id uuid not null,
    snapshot int not null,
    id bytea not null check (length(id) = 32),
    definition jsonb not null,
    value int check (value >= 0 and value % 5 = 0),
    primary key (centre_id, wave_id, snapshot, id),
    foreign key (centre_id, wave_id, snapshot) references snapshots (centre_id, wave_id, number)
  );

  create table release_keys (
    centre_id uuid not null references centres,
    key_id text not null,
    public_key text not null,
    listed_at timestamptz not null,
    primary key (centre_id, key_id)
  );

  create table offers (
    centre_id uuid not null,
    id uuid not null,
    release_id uuid not null,
    audience text not null check (audience in ('centre', 'network', 'public')),
    to_centre uuid references centres,
    agreement text not null,
    valid_until timestamptz,
    offered_by uuid not null,
    offered_at timestamptz not null,
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    primary key (centre_id, id),
    foreign key (centre_id, release_id) references releases (centre_id, id),
    check ((audience = 'centre') = (to_centre is not null)),
    check (to_centre <> centre_id),
    check ((withdrawn_by is null) = (withdrawn_at is null))
  );
  create unique index offers_standing on offers (centre_id, release_id, audience, to_centre) nulls not distinct
    where withdrawn_at is null;
  create index offers_to_centre on offers (to_centre) where withdrawn_at is null;
  create index offers_to_all on offers (audience) where withdrawn_at is null and audience <> 'centre';

  -- who took what: a centre and its member, or the public, of whom nothing is kept
  create table downloads (
    centre_id uuid not null,
    id uuid not null,
    release_id uuid not null,
    path text not null,
    audience text not null check (audience in ('centre', 'public')),
    by_centre uuid,
    by_member uuid,
    at timestamptz not null,
    primary key (centre_id, id),
    foreign key (centre_id, release_id) references releases (centre_id, id),
    check ((audience = 'centre') = (by_centre is not null and by_member is not null))
  );
  create index downloads_by_time on downloads (centre_id, release_id, at desc);

  -- keys of regions outside this installation, put here by an administrator
  create table trusted_keys (
    centre_id uuid not null references centres,
    key_id text not null,
    region text not null,
    public_key text not null,
    added_by uuid not null,
    added_at timestamptz not null,
    primary key (centre_id, key_id)
  );

  create table imported_releases (
    centre_id uuid not null references centres,
    id uuid not null,
    centre text not null,
    survey text not null,
    wave text not null,
    snapshot int not null,
    manifest_hash text not null,
    key_id text not null,
    result jsonb not null,
    imported_by uuid not null,
    imported_at timestamptz not null,
    primary key (centre_id, id),
    unique (centre_id, manifest_hash),
    foreign key (centre_id, key_id) references trusted_keys (centre_id, key_id)
  );
  create table imported_files (
    centre_id uuid not null,
    imported_id uuid not null,
    path text not null,
    bytes bytea not null,
    primary key (centre_id, imported_id, path),
    foreign key (centre_id, imported_id) references imported_releases (centre_id, id) on delete cascade
  );
`

const guards = `
  create function regime_is_for_ever() returns trigger language plpgsql as $$
  begin
    raise exception 'the regime of a wave is for ever' using errcode = 'check_violation', constraint = 'regime_is_for_ever';
  end $$;
  create trigger regime_is_for_ever before update of regime on waves
    for each row when (old.regime <> new.regime) execute function regime_is_for_ever();

  create function plan_is_fixed() returns trigger language plpgsql as $$
  begin
    if exists (select from releases r where r.centre_id = old.centre_id and r.wave_id = old.wave_id
      and r.status in ('preparing', 'ready', 'approved')) then
      raise exception 'something was made by this plan' using errcode = 'check_violation', constraint = 'plan_is_fixed';
    end if;
    if tg_op = 'DELETE' then return old; end if;
    return new;
  end $$;
  create trigger plan_is_fixed before update or delete on release_plans for each row execute function plan_is_fixed();

  -- two releases that differ in a few people would tell what those few said
  create function snapshot_has_grown() returns trigger language plpgsql as $$
  declare before snapshots%rowtype;
  begin
    select * into before from snapshots s where s.centre_id = new.centre_id and s.wave_id = new.wave_id
      order by number desc limit 1;
    if new.number <> coalesce(before.number, 0) + 1 or new.last_batch <= coalesce(before.last_batch, 0)
      or new.counted < coalesce(before.counted, 0) + 30 or new.counted * 10 < coalesce(before.counted, 0) * 11 then
      raise exception 'too few new answers for a snapshot' using errcode = 'check_violation', constraint = 'snapshot_has_grown';
    end if;
    return new;
  end $$;
  create trigger snapshot_has_grown before insert on snapshots for each row execute function snapshot_has_grown();

  -- a release goes one way, and only the counter certifies
  create function release_goes_on() returns trigger language plpgsql as $$
  declare step text := case tg_op when 'INSERT' then 'new' else old.status end || ' ' || new.status;
  begin
    if current_user = 'krajan_owner' or step in ('new waiting', 'waiting waiting')
      or (current_user = 'krajan_app' and step in ('ready approved', 'ready rejected'))
      or (current_user = 'krajan_counter' and step in ('waiting preparing', 'waiting refused', 'preparing preparing',
        'preparing ready', 'preparing refused')) then
      return new;
    end if;
    raise exception 'a release cannot go: %', step using errcode = 'check_violation', constraint = 'release_goes_on';
  end $$;
  create trigger release_goes_on before insert or update on releases for each row execute function release_goes_on();

  create function offer_of_approved() returns trigger language plpgsql as $$
  begin
    if not exists (select from releases r where r.centre_id = new.centre_id and r.id = new.release_id
      and r.status = 'approved') then
      raise exception 'only what was approved is offered' using errcode = 'check_violation', constraint = 'offer_of_approved';
    end if;
    return null;
  end $$;
  create function withdrawn_for_good() returns trigger language plpgsql as $$
  begin
    if old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at then
      raise exception 'an offer that was withdrawn stays so' using errcode = 'check_violation';
    end if;
    return new;
  end $$;
  create trigger withdrawn_for_good before update on offers for each row execute function withdrawn_for_good();

  create trigger offer_of_approved after insert on offers for each row execute function offer_of_approved();
`

/** What stands on offer to the centre that asks, under which it was offered most closely. */
const standing = `o.withdrawn_at is null and (o.valid_until is null or o.valid_until > moment)`

const doors = `
  create function offered_releases(moment timestamptz) returns table (
    release_id uuid, offer_id uuid, centre_id uuid, centre_slug text, centre_name text, survey text, titles jsonb, wave int,
    snapshot int, week text, manifest_hash text, key_id text, audience text, agreement text, offered_at timestamptz,
    valid_until timestamptz
  ) language sql stable rows 50 security definer set search_path = public, pg_temp as $$
    select distinct on (r.id) r.id, o.id, c.id, c.slug, c.name, s.slug,
      (select jsonb_object_agg(x.lang, x.title) from survey_texts x where x.centre_id = s.centre_id and x.survey_id = s.id),
      w.number, r.snapshot, r.week, r.manifest_hash, r.key_id, o.audience, o.agreement, o.offered_at, o.valid_until
    from offers o join releases r on r.centre_id = o.centre_id and r.id = o.release_id and r.status = 'approved'
      join waves w on w.centre_id = r.centre_id and w.id = r.wave_id
      join surveys s on s.centre_id = w.centre_id and s.id = w.survey_id
      join centres c on c.id = r.centre_id
    where ${standing} and o.centre_id <> coalesce(nullif(current_setting('app.centre_id', true), '')::uuid, gen_random_uuid())
      and (o.audience = 'public' or (nullif(current_setting('app.centre_id', true), '') is not null
        and (o.audience = 'network' or o.to_centre = nullif(current_setting('app.centre_id', true), '')::uuid)))
    order by r.id, array_position(array['centre', 'network', 'public'], o.audience), o.offered_at $$;

  -- files of a release that is on offer to the centre that asks, all or the wanted one
  create function offered_release_files(wanted uuid, moment timestamptz, wanted_path text default null)
    returns table (path text, bytes bytea) language sql stable rows 30 security definer set search_path = public, pg_temp as $$
    select f.path, f.bytes from release_files f
    where f.release_id = wanted and (wanted_path is null or f.path = wanted_path)
      and exists (select from offered_releases(moment) o where o.release_id = wanted)
    order by f.path collate "C" $$;

  -- what a centre shows to everybody, also when it is asked by nobody's centre
  create function public_releases(centre text, moment timestamptz) returns table (
    release_id uuid, survey text, titles jsonb, wave int, snapshot int, week text, manifest_hash text, key_id text,
    agreement text, offered_at timestamptz
  ) language sql stable rows 20 security definer set search_path = public, pg_temp as $$
    select r.id, s.slug,
      (select jsonb_object_agg(x.lang, x.title) from survey_texts x where x.centre_id = s.centre_id and x.survey_id = s.id),
      w.number, r.snapshot, r.week, r.manifest_hash, r.key_id, o.agreement, o.offered_at
    from centres c join offers o on o.centre_id = c.id and o.audience = 'public'
      join releases r on r.centre_id = o.centre_id and r.id = o.release_id and r.status = 'approved'
      join waves w on w.centre_id = r.centre_id and w.id = r.wave_id
      join surveys s on s.centre_id = w.centre_id and s.id = w.survey_id
    where c.slug = centre and ${standing}
    order by o.offered_at desc $$;

  create function public_release_files(centre text, wanted uuid, moment timestamptz, wanted_path text default null)
    returns table (path text, bytes bytea) language sql stable rows 30 security definer set search_path = public, pg_temp as $$
    select f.path, f.bytes from release_files f
    where f.release_id = wanted and (wanted_path is null or f.path = wanted_path)
      and exists (select from public_releases(centre, moment) o where o.release_id = wanted)
    order by f.path collate "C" $$;

  -- the network's list: public by nature
  create function network_keys() returns table (centre text, key_id text, public_key text, listed_at timestamptz)
    language sql stable rows 20 security definer set search_path = public, pg_temp as $$
    select c.slug, k.key_id, k.public_key, k.listed_at from release_keys k join centres c on c.id = k.centre_id
    order by c.slug, k.listed_at $$;

  create function releases_to_prepare() returns table (centre_id uuid, release_id uuid) language sql stable rows 10
    security definer set search_path = public, pg_temp as $$
    select r.centre_id, r.id from releases r
    where r.status = 'waiting' or (r.status = 'preparing' and r.lease_until < now()) order by r.requested_at limit 10 $$;

  -- writes into the book of the centre whose release was taken, and only what could be taken
  create function log_download(entry uuid, wanted uuid, wanted_path text, moment timestamptz) returns boolean
    language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    here uuid := nullif(current_setting('app.centre_id', true), '')::uuid;
    person uuid := nullif(current_setting('app.member_id', true), '')::uuid;
    logged boolean;
  begin
    insert into downloads (centre_id, id, release_id, path, audience, by_centre, by_member, at)
    select r.centre_id, entry, r.id, wanted_path, case when person is null then 'public' else 'centre' end,
      case when person is not null then here end, person, moment
    from releases r
    where r.id = wanted and r.status = 'approved' and length(wanted_path) <= 200
      and ((person is not null and r.centre_id = here) or exists (
        select from offers o where o.centre_id = r.centre_id and o.release_id = r.id and ${standing}
          and (o.audience = 'public' or (person is not null and here is not null
            and (o.audience = 'network' or o.to_centre = here)))))
    on conflict do nothing
    returning true into logged;
    return coalesce(logged, false);
  end $$;
  revoke all on function log_download(uuid, uuid, text, timestamptz) from public;
  grant execute on function log_download(uuid, uuid, text, timestamptz) to krajan_app;
`

const foundDoors = [
  'offered_releases(timestamptz)',
  'offered_release_files(uuid, timestamptz, text)',
  'public_releases(text, timestamptz)',
  'public_release_files(text, uuid, timestamptz, text)',
  'network_keys()',
  'releases_to_prepare()',
]

const rights = `
  grant usage on schema public to krajan_counter;
  grant execute on function releases_to_prepare() to krajan_counter;
  grant select on code_lists, codes, centres to krajan_counter;
  create policy counter on centres for select to krajan_counter using (id = nullif(current_setting('app.centre_id', true), '')::uuid);

  -- answers and what they really add up to are the counter's alone, not even a door's
  revoke select on answers from krajan_app, krajan_finder;
  revoke all on true_counts from krajan_app, krajan_finder;

  revoke insert on snapshots, release_files, statistics, release_keys, downloads from krajan_app;
  revoke delete on release_plans, releases, offers, release_keys from krajan_app;
  revoke update on releases, offers, release_keys, imported_releases, trusted_keys from krajan_app;
  grant update (status, decided_by, decided_at, version) on releases to krajan_app;
  grant update (withdrawn_by, withdrawn_at) on offers to krajan_app;
`

const ofCounter = {
  surveys: 'select',
  waves: 'select',
  questions: 'select',
  choices: 'select',
  responses: 'select',
  answers: 'select',
  choice_counts: 'select',
  wave_counts: 'select',
  release_plans: 'select',
  snapshots: 'select, insert',
  true_counts: 'select, insert, delete',
  releases: `select, update (status, snapshot, progress, step, tries, lease, lease_until, report, reason, week,
    manifest_hash, key_id, finished_at, version)`,
  release_files: 'select, insert',
  statistics: 'select, insert',
  release_keys: 'select, insert',
}
