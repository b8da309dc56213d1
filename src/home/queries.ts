import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../db/connection.ts'

export type FoundPerson = Awaited<ReturnType<typeof findPeople>>[number]
export type FoundEvent = Awaited<ReturnType<typeof findEvents>>[number]
export type FoundPartner = Awaited<ReturnType<typeof findPartners>>[number]

/** Who may be meant, the best first, with how well (migration 22), and the address or number that was typed a part of. */
export const findPeople = (db: Db, centreId: string, q: string, most: number) =>
  people(db, centreId)
    .innerJoin(sql<{ id: string; rank: number }>`ranked_contacts(${q}, ${most})`.as('r'), 'r.id', 'c.id')
    .select('r.rank')
    .select((row) =>
      row
        .selectFrom('contact_points as p')
        .whereRef('p.centre_id', '=', 'c.centre_id')
        .whereRef('p.contact_id', '=', 'c.id')
        .where(sql<boolean>`strpos(p.value_norm, ${addressIn(q)}) > 0`)
        .select('p.value')
        .orderBy('p.position')
        .limit(1)
        .as('reached_at'),
    )
    .orderBy('r.rank')
    .orderBy(sql`c.family_name collate "cs-x-icu"`)
    .orderBy(sql`c.given_name collate "cs-x-icu"`)
    .orderBy('c.id')
    .execute()

/** Whom this member worked with last, as the newest of the audit says, then who is new. */
export const findRecentPeople = (db: Db, centreId: string, memberId: string, most: number) =>
  people(db, centreId)
    .innerJoin(
      sql<{ id: string; nth: number }>`(select id, min(nth) as nth from (
        select subject_id as id, row_number() over (order by latest.id desc) as nth
          from (select id, subject_id, subject_type, member_id from audit_entries
            where centre_id = ${centreId} order by id desc limit 300) latest
          where member_id = ${memberId} and subject_type = 'contact'
        union all select id, 300 + row_number() over (order by id desc)
          from (select id from contacts where centre_id = ${centreId} order by id desc limit ${most}) newest) seen
        group by id)`.as('r'),
      'r.id',
      'c.id',
    )
    .select([sql<number>`10`.as('rank'), sql<string | null>`null`.as('reached_at')])
    .orderBy('r.nth')
    .limit(most)
    .execute()

const people = (db: Db, centreId: string) =>
  db
    .selectFrom('contacts as c')
    .where('c.centre_id', '=', centreId)
    .select(['c.id', 'c.given_name', 'c.family_name', 'c.residence', 'c.municipality_origin'])
    .select(['c.birth_name', 'c.former_names', 'c.nickname', 'c.native_name', 'c.latin_name'])
    .select(
      sql<string[]>`array(select e.stage from enrolments e
        where e.centre_id = c.centre_id and e.contact_id = c.id order by e.track)`.as('stages'),
    )

/** '+420 777 12' as numbers are kept, an address in small letters. */
const addressIn = (q: string) =>
  /^[+\d ()./-]+$/.test(q) ? q.replaceAll(/\D/g, '').replace(/^00/, '') : q.toLowerCase()

/** Events with all of the words in a title or the place, in any language of theirs: those to come first, then the latest. */
export const findEvents = (db: Db, centreId: string, words: readonly string[], now: Date, most: number) =>
  db
    .selectFrom('events as v')
    .where('v.centre_id', '=', centreId)
    .where(sql<boolean>`exists (select from event_texts x where x.centre_id = v.centre_id and x.event_id = v.id
      and ${hasAll(sql`fold(x.title || ' ' || v.venue || ' ' || v.town)`, words)})`)
    .select(['v.slug', 'v.starts_at'])
    .select((row) =>
      jsonArrayFrom(
        row
          .selectFrom('event_texts as x')
          .whereRef('x.centre_id', '=', 'v.centre_id')
          .whereRef('x.event_id', '=', 'v.id')
          .select(['x.lang', 'x.title', 'x.summary', 'x.description']),
      ).as('texts'),
    )
    .orderBy(sql`v.ends_at > ${now}`, 'desc')
    .orderBy(sql`abs(extract(epoch from v.starts_at - ${now}))`)
    .orderBy('v.id')
    .limit(most)
    .execute()

/** Partners with all of the words in their name, person or town; those we still work with first. */
export const findPartners = (db: Db, centreId: string, words: readonly string[], most: number) =>
  db
    .selectFrom('partners as p')
    .where('p.centre_id', '=', centreId)
    .where(hasAll(sql`p.search`, words))
    .select(['p.id', 'p.name', 'p.kind', 'p.town'])
    .orderBy('p.active', 'desc')
    .orderBy(sql`p.name collate "cs-x-icu"`)
    .orderBy('p.id')
    .limit(most)
    .execute()

const hasAll = (folded: ReturnType<typeof sql>, words: readonly string[]) =>
  sql<boolean>`(select coalesce(bool_and(strpos(${folded}, fold(word)) > 0), true) from unnest(${words}::text[]) as word)`
