import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../db/connection.ts'

export type FoundPerson = Awaited<ReturnType<typeof findPeople>>[number]
export type FoundEvent = Awaited<ReturnType<typeof findEvents>>[number]
export type FoundPartner = Awaited<ReturnType<typeof findPartners>>[number]

/**
 * People as the list of contacts finds them: whose name today begins as typed comes first, then who was called so once,
 * then the Czech alphabet.
 * Of very many they are picked among the first two thousand; who types on finds the rest.
 */
export const findPeople = (db: Db, centreId: string, q: string, most: number) =>
  db
    .selectFrom('contacts as c')
    .where('c.centre_id', '=', centreId)
    .where(sql<boolean>`c.id = any(array(select search_contacts(${q}) limit 2000))`)
    .select(['c.id', 'c.given_name', 'c.family_name', 'c.field', 'c.residence'])
    .orderBy(
      sql`strpos(' ' || fold(c.family_name || ' ' || c.given_name), ' ' || fold(split_part(${q}, ' ', 1))) > 0`,
      'desc',
    )
    .orderBy(sql`strpos(' ' || c.search, ' ' || fold(split_part(${q}, ' ', 1))) > 0`, 'desc')
    .orderBy(sql`c.family_name collate "cs-x-icu"`)
    .orderBy(sql`c.given_name collate "cs-x-icu"`)
    .orderBy('c.id')
    .limit(most)
    .execute()

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
