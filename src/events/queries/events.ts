import { type Insertable, sql, type Updateable } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Lang } from '../../../views/messages/index.ts'
import type { Db } from '../../db/connection.ts'
import { prepared } from '../../db/prepared.ts'
import type { Events, EventTexts } from '../../db/types.generated.ts'
import { aMoment, anId, decodeCursor, pageOf } from '../../lib/paging.ts'

export type EventRecord = Awaited<ReturnType<typeof findEvent>> & {}
export type EventText = { lang: Lang; title: string; summary: string; description: string }

/** An event by its slug, with its texts in every language and the places on it. */
export const findEvent = async (db: Db, centreId: string, slug: string) => {
  const [event] = await eventsBySlug(db, [centreId, slug])
  return event
}

export const findEventById = (db: Db, centreId: string, id: string) =>
  events(db, centreId).where('v.id', '=', id).executeTakeFirst()

export const findEventSlugByKey = async (db: Db, centreId: string, key: string): Promise<string | undefined> => {
  const row = await db
    .selectFrom('events')
    .where('centre_id', '=', centreId)
    .where('idempotency_key', '=', key)
    .select('slug')
    .executeTakeFirst()
  return row?.slug
}

/** Events that have not ended by `now`, the nearest first; drafts only where asked for. */
export const listUpcomingEvents = (
  db: Db,
  centreId: string,
  now: Date,
  { drafts, most }: { drafts: boolean; most: number },
) =>
  events(db, centreId)
    .where('v.ends_at', '>', now)
    .$if(!drafts, (query) => query.where('v.status', '=', 'published'))
    .orderBy('v.starts_at')
    .orderBy('v.id')
    .limit(most)
    .execute()

/** Events that have ended, the latest first, a page at a time. */
export const listPastEvents = async (db: Db, centreId: string, now: Date, after?: string, size = 20) => {
  const cursor = decodeCursor(after, [aMoment, anId])
  const rows = await events(db, centreId)
    .where('v.ends_at', '<=', now)
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(v.starts_at, v.id) < (${cursor?.[0]}::timestamptz, ${cursor?.[1]}::uuid)`),
    )
    .orderBy('v.starts_at', 'desc')
    .orderBy('v.id', 'desc')
    .limit(size + 1)
    .execute()
  return pageOf(rows, size, (row) => [row.starts_at.toISOString(), row.id])
}

/** Slugs that begin like this one, to find a free one beside them. */
export const listSlugsLike = async (db: Db, centreId: string, slug: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('events')
    .where('centre_id', '=', centreId)
    .where('slug', 'like', `${slug}%`)
    .select('slug')
    .limit(1000)
    .execute()
  return rows.map((row) => row.slug)
}

export type NewEvent = Omit<Insertable<Events>, 'centre_id'>

export const createEvent = async (
  db: Db,
  centreId: string,
  event: NewEvent,
  texts: EventText[],
  capacity: number | null,
) => {
  await db
    .insertInto('events')
    .values({ centre_id: centreId, ...event })
    .execute()
  await writeTexts(db, centreId, event.id, texts)
  await db.insertInto('event_places').values({ centre_id: centreId, event_id: event.id, capacity }).execute()
}

/** Changes an event that still is at `version`; false when somebody else was faster. */
export const updateEvent = async (
  db: Db,
  centreId: string,
  id: string,
  version: number,
  changes: Updateable<Events>,
) => {
  const row = await db
    .updateTable('events')
    .set({ ...changes, version: version + 1 })
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Writes the texts of an event as they are now; a language without a title is taken off. */
export const writeTexts = async (db: Db, centreId: string, eventId: string, texts: EventText[]) => {
  await db.deleteFrom('event_texts').where('centre_id', '=', centreId).where('event_id', '=', eventId).execute()
  const rows: Insertable<EventTexts>[] = texts.map((text) => ({ centre_id: centreId, event_id: eventId, ...text }))
  await db.insertInto('event_texts').values(rows).execute()
}

const eventsBySlug = prepared((db, [centreId, slug]: [string, string]) =>
  events(db, centreId).where('v.slug', '=', slug),
)

const events = (db: Db, centreId: string) =>
  db
    .selectFrom('events as v')
    .innerJoin('event_places as p', (join) =>
      join.onRef('p.centre_id', '=', 'v.centre_id').onRef('p.event_id', '=', 'v.id'),
    )
    .where('v.centre_id', '=', centreId)
    .select(['v.id', 'v.slug', 'v.status', 'v.starts_at', 'v.ends_at', 'v.venue', 'v.town', 'v.track', 'v.entry_stage'])
    .select(['v.registration_closes_at', 'v.ical_sequence', 'v.version', 'v.updated_at'])
    .select(['p.capacity', 'p.taken', 'p.waiting'])
    .select((row) =>
      jsonArrayFrom(
        row
          .selectFrom('event_texts as x')
          .whereRef('x.centre_id', '=', 'v.centre_id')
          .whereRef('x.event_id', '=', 'v.id')
          .select(['x.lang', 'x.title', 'x.summary', 'x.description']),
      ).as('texts'),
    )
