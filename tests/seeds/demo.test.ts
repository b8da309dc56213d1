import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { demoPassword, demoSignIns, loadDemo } from '../../seeds/demo.ts'
import { passwordMatches } from '../../src/accounts/passwords.ts'
import type { Db } from '../../src/db/connection.ts'
import { normalPoint } from '../../src/lib/points.ts'
import { addDays, dayOf, wallTimeOf } from '../../src/lib/time.ts'
import type { PointKind } from '../../src/lib/words.ts'
import { testDatabase } from '../support/database.ts'

const now = new Date('2026-11-20T09:30:00Z')
const { ownerDb } = testDatabase()
const twin = testDatabase()

beforeAll(async () => {
  const started = performance.now()
  await loadDemo(ownerDb, now)
  console.log(`The demo network loads in ${Math.round(performance.now() - started)} ms.`)
})

const rowsOf = async <Row>(text: string, db: Db = ownerDb) => (await sql<Row>`${sql.raw(text)}`.execute(db)).rows

/** How many rows each table has and what they say, but for what is drawn anew: salted hashes, a survey's edition. */
const digest = async (db: Db) => {
  const tables = await rowsOf<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    db,
  )
  const digests = await Promise.all(
    tables.map(({ name }) =>
      rowsOf<{ rows: number; hash: string }>(
        `select count(*)::int as rows, md5(coalesce(string_agg(line, '' order by line), '')) as hash
         from (select (to_jsonb(t) - '{password_hash,edition,stages_edition}'::text[])::text as line from ${name} t) as lines`,
        db,
      ),
    ),
  )
  return Object.fromEntries(
    tables.map(({ name }, index) => [name, digests[index]?.[0]]).filter(([name]) => !`${name}`.startsWith('kysely')),
  )
}

describe('the demo network', () => {
  test('has the five centres of the contract', async () => {
    const centres = await rowsOf(`select slug, name, tracks::text, brand, email from centres order by created_at desc`)
    expect(centres).toEqual([
      centre('karlovarsky', 'Karlovarský kraj volá domů', 'return', 'spring'),
      centre('praha', 'Expat centrum Praha', 'relocation', 'castle'),
      centre('brno', 'Expat centrum Brno', 'relocation', 'dragon'),
      centre('ostrava', 'Expat centrum Ostrava', 'relocation', 'steel'),
      centre('usti', 'Integrační centrum Ústí', 'relocation', 'river'),
    ])
  })

  test('lets three members into each centre and the analyst into all, with one password', async () => {
    const rows = await rowsOf<{ email: string; slugs: string; role: string; hash: string }>(`
      select m.email, string_agg(c.slug, ' ' order by c.slug) as slugs, min(s.role) as role, m.password_hash as hash
      from members m join memberships s on s.member_id = m.id join centres c on c.id = s.centre_id group by m.id`)
    expect(rows.map(({ email }) => email).sort()).toEqual(demoSignIns.map(({ email }) => email).sort())
    for (const { email, role, slugs } of rows) {
      const [local, domain] = email.split('@')
      if (local === 'analyst')
        expect({ role, slugs }).toEqual({ role: 'reader', slugs: 'brno karlovarsky ostrava praha usti' })
      else expect({ role, domain }).toEqual({ role: local, domain: `${slugs}.example.org` })
    }
    expect(await passwordMatches(demoPassword, rows[0]?.hash)).toBe(true)
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(1)
  })

  test('knows enough people in every centre', async () => {
    const rows = await rowsOf<{ slug: string; people: number }>(
      `select z.slug, count(*)::int as people from contacts c join centres z on z.id = c.centre_id group by 1`,
    )
    const people = Object.fromEntries(rows.map(({ slug, people }) => [slug, people]))
    expect(people.karlovarsky).toBeGreaterThanOrEqual(420)
    for (const slug of ['ostrava', 'usti', 'brno', 'praha']) expect(people[slug]).toBeGreaterThanOrEqual(160)
  })

  test('knows the people every demo counts on, once each', async () => {
    const rows = await rowsOf(`
      select given_name || ' ' || family_name as name, z.slug, e.stage from contacts c
      join centres z on z.id = c.centre_id join enrolments e on e.contact_id = c.id
      where (given_name, family_name) in (('Jana', 'Dvořáková'), ('Jan', 'Dvořák'), ('Kateřina', 'Řeháková'),
        ('Ľubomír', 'Ďuriš'), ('Олена', 'Шевченко')) order by (given_name || family_name) collate "C"`)
    expect(rows).toEqual([
      { name: 'Jan Dvořák', slug: 'karlovarsky', stage: 'exploring' },
      { name: 'Jana Dvořáková', slug: 'karlovarsky', stage: 'considering' },
      { name: 'Kateřina Řeháková', slug: 'karlovarsky', stage: 'in_touch' },
      { name: 'Ľubomír Ďuriš', slug: 'karlovarsky', stage: 'considering' },
      { name: 'Олена Шевченко', slug: 'ostrava', stage: 'settling' },
    ])
  })

  test('spreads people over every stage of both pipelines', async () => {
    const rows = await rowsOf<{ stages: number }>(
      `select count(distinct stage)::int as stages from enrolments group by centre_id, track order by 1`,
    )
    expect(rows.map(({ stages }) => stages)).toEqual([8, 8, 8, 8, 11])
  })

  test('leaves nobody without a way to reach them, and reaches nobody real', async () => {
    const lost = await rowsOf(
      `select id from contacts c where not exists (select from contact_points p where p.contact_id = c.id)`,
    )
    expect(lost).toEqual([])
    const points = await rowsOf<{ kind: PointKind; value: string; norm: string }>(
      `select kind, value, value_norm as norm from contact_points
       union all select 'email', email, email_norm from registrations union all select 'email', email, lower(email) from members
       union all select 'email', email, email from centres`,
    )
    for (const { kind, value, norm } of points) {
      expect(normalPoint(kind, value)).toBe(norm)
    }
    const addresses = points.filter(({ kind }) => kind === 'email').map(({ norm }) => norm)
    expect(addresses.filter((address) => !/(@|\.)example\.(org|com)$/.test(address))).toEqual([])
    expect(points.filter(({ norm }) => norm.startsWith('+42077712')).length).toBeGreaterThan(100)
  })

  test('writes the history of every enrolment up to the stage where it is', async () => {
    const rows = await rowsOf(`
      select e.id from enrolments e left join lateral (
        select to_stage, at from stage_changes s where s.enrolment_id = e.id order by at desc, id desc limit 1) last on true
      where last.to_stage is distinct from e.stage or last.at is distinct from e.stage_since`)
    expect(rows).toEqual([])
    const breaks = await rowsOf(`
      select enrolment_id from (select enrolment_id, from_stage,
        lag(to_stage) over (partition by enrolment_id order by at, id) as before from stage_changes) s
      where from_stage is distinct from before`)
    expect(breaks).toEqual([])
  })

  test('has two proven enquiries, one that waits for its proof, and one who wants to be asked again', async () => {
    const rows = await rowsOf(`
      select n.kind, n.proven_at is not null as proven, c.source, count(t.id)::int as tasks, min(t.state) as state
      from newcomers n left join contacts c on c.id = n.contact_id
        left join tasks t on t.contact_id = c.id and t.title like 'Odpovědět%'
      group by n.kind, n.proven_at, n.id, c.source order by n.kind, n.proven_at is null, c.source`)
    expect(rows).toEqual([
      { kind: 'enquiry', proven: true, source: 'enquiry', tasks: 1, state: 'open' },
      { kind: 'enquiry', proven: true, source: expect.any(String), tasks: 1, state: 'open' },
      { kind: 'enquiry', proven: false, source: null, tasks: 0, state: null },
      { kind: 'panel', proven: true, source: 'survey', tasks: 0, state: null },
    ])
  })

  test('has three people written down twice, to be recognised more and less surely, and a change to many that is done', async () => {
    const pairs = await rowsOf<{ score: number }>(`
      select round(p.score)::int as score from duplicate_pairs p join contacts b on b.id = p.b_id
        join contact_points e on e.contact_id = b.id and e.kind = 'email' and e.value like '%@%example.com' where p.state = 'open'
        and (e.value like '%@schranka.example.com' or e.value in ('domu@example.com', 'zpatky.do.kraje@example.com'))
      order by p.score desc`)
    const scores = pairs.map(({ score }) => score)
    expect([
      scores.length,
      Number(scores[0]) >= 10,
      Number(scores[1]) < 10,
      Number(scores[1]) > Number(scores[2]),
    ]).toEqual([...[3, true, true, true]])
    const rows = await rowsOf(`
      select j.state, j.total, j.done, r.state as became, count(*)::int as people,
        bool_and('vánoční setkání' = any(c.tags)) as tagged
      from jobs j join bulk_rows r on r.job_id = j.id join contacts c on c.id = r.contact_id
      group by j.state, j.total, j.done, r.state order by 4`)
    const job = { state: 'done', total: 18, done: 18, tagged: true }
    expect(rows).toEqual([
      { ...job, became: 'changed', people: 15 },
      { ...job, became: 'skipped', people: 3 },
    ])
  })

  test('tells nothing that has not happened yet', async () => {
    const moment = now.toISOString()
    const rows = await rowsOf(`
      select 'activities' from activities where occurred_at > '${moment}'
      union all select 'stage_changes' from stage_changes where at > '${moment}'
      union all select 'registration_changes' from registration_changes where at > '${moment}'
      union all select 'audit_entries' from audit_entries where at > '${moment}'
      union all select 'consents' from consents where greatest(granted_at, withdrawn_at) > '${moment}' or withdrawn_at < granted_at
      union all select 'contacts' from contacts c join centres z on z.id = c.centre_id
        where c.updated_at > '${moment}' or c.created_at < z.created_at`)
    expect(rows).toEqual([])
  })

  test('counts the places of every event as the registrations take them', async () => {
    const rows = await rowsOf(`
      select p.event_id, p.taken, p.waiting from event_places p left join registrations r on r.event_id = p.event_id
      group by p.event_id, p.taken, p.waiting
      having p.taken <> coalesce(sum(r.party_size) filter (where takes_place(r.state)), 0)
        or p.waiting <> count(*) filter (where r.state = 'waitlisted')`)
    expect(rows).toEqual([])
  })

  test('holds the two meetings of 2024 and invites to the two that come', async () => {
    const rows = await rowsOf<{ slug: string; starts_at: Date }>(`
      select e.slug, e.status, e.venue, e.starts_at, p.capacity, p.taken, p.waiting, p.next_queue_no,
        (select string_agg(lang, ' ' order by lang) from event_texts t where t.event_id = e.id) as langs
      from events e join event_places p on p.event_id = e.id join centres c on c.id = e.centre_id
      where c.slug = 'karlovarsky' and e.status = 'published' order by starts_at`)
    const shown = rows.map(({ starts_at, ...row }) => ({ ...row, starts: wallTimeOf(starts_at) }))
    const past = { status: 'published', capacity: 60, waiting: 0, next_queue_no: 1, langs: 'cs en' }
    const open = { status: 'published', capacity: 60, langs: 'cs de en uk' }
    expect(shown).toEqual([
      { ...past, slug: 'setkani-praha-2024', venue: 'bar elpíčko, Palmovka', taken: 52, starts: '2024-06-11T18:00' },
      { ...past, slug: 'setkani-plzen-2024', venue: 'DEPO2015', taken: 43, starts: '2024-06-19T18:00' },
      {
        ...open,
        slug: 'setkani-praha',
        venue: 'bar elpíčko, Palmovka',
        taken: 60,
        waiting: 5,
        next_queue_no: 7,
        starts: '2026-12-15T18:00',
      },
      {
        ...open,
        slug: 'setkani-plzen',
        venue: 'DEPO2015',
        taken: 44,
        waiting: 0,
        next_queue_no: 1,
        starts: '2026-12-17T18:00',
      },
    ])
  })

  test('gives every centre something to do today', async () => {
    const rows = await rowsOf<{ slug: string; due: number; ahead: number }>(`
      select z.slug, count(*) filter (where next_step_on <= '${dayOf(now)}')::int as due,
        count(*) filter (where next_step_on between '${addDays(dayOf(now), 1)}' and '${addDays(dayOf(now), 60)}')::int as ahead
      from contacts c join centres z on z.id = c.centre_id group by 1 order by 1`)
    expect(rows).toEqual([
      { slug: 'brno', due: 8, ahead: 25 },
      { slug: 'karlovarsky', due: 15, ahead: 60 },
      { slug: 'ostrava', due: 8, ahead: 25 },
      { slug: 'praha', due: 8, ahead: 25 },
      { slug: 'usti', due: 8, ahead: 25 },
    ])
  })

  test('knows of its people what a coordinator would', async () => {
    const [karlovarsky, ostrava] = await rowsOf<Record<string, number>>(`
      select z.slug, count(*) filter (where residence_region <> '' or residence_country <> '')::int * 100 / count(*)::int as placed,
        count(distinct residence_region)::int as regions, count(*) filter (where isco <> '')::int * 100 / count(*)::int as isco,
        count(horizon)::int as horizons, count(*) filter (where born <> '')::int as births,
        count(*) filter (where native_name ~ '[а-яіїєґ]')::int as cyrillic,
        (select count(*)::int from contact_relations r where r.centre_id = z.id and r.kind in ('spouse', 'partner')) as couples,
        (select count(*)::int from contact_relations r where r.centre_id = z.id and r.kind = 'asks_for') as asking,
        (select count(*)::int from obligations o where o.centre_id = z.id) as obligations,
        (select count(*)::int from contact_statuses s where s.centre_id = z.id and s.kind = 'residence' and s.valid_to is not null) as former_titles
      from contacts c join centres z on z.id = c.centre_id where z.slug in ('karlovarsky', 'ostrava')
        and not exists (select from newcomers n where n.contact_id = c.id) group by z.id, z.slug order by 1`)
    expect(karlovarsky).toMatchObject({ placed: 100, cyrillic: 0, obligations: 11, former_titles: 0 })
    const { regions = 0, isco = 0, horizons = 0, births = 0, couples = 0, asking = 0 } = karlovarsky ?? {}
    expect([regions > 5, isco > 80, horizons > 150, births > 120, couples >= 12, asking >= 4]).toEqual(
      Array(6).fill(true),
    )
    expect([ostrava?.placed, Number(ostrava?.cyrillic) > 15, Number(ostrava?.former_titles) > 10]).toEqual([
      100,
      true,
      true,
    ])
  })

  test('is loaded once: a second load changes nothing', async () => {
    const before = await digest(ownerDb)
    expect(await loadDemo(ownerDb, new Date('2027-03-01T09:00:00Z'))).toEqual({ loaded: false })
    expect(await digest(ownerDb)).toEqual(before)
  })

  test('is the same wherever it is loaded', async () => {
    expect(await loadDemo(twin.ownerDb, now)).toEqual({ loaded: true })
    expect(await digest(twin.ownerDb)).toEqual(await digest(ownerDb))
  })
})

const centre = (slug: string, name: string, track: string, brand: string) => ({
  slug,
  name,
  tracks: `{${track}}`,
  brand,
  email: `info@${slug}.example.org`,
})
