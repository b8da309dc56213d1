import ical, { ICalEventStatus } from 'ical-generator'
import type { Lang } from '../../views/messages/index.ts'
import { textOf } from '../lib/events.ts'
import type { EventRecord } from './queries/events.ts'

type Place = { publicUrl: string; centre: { slug: string; name: string }; lang: Lang }

/** RFC 5545 text of events, in UTC; the UID stays and SEQUENCE rises, so that a moved event moves in people's calendars. */
export const calendarOf = (events: EventRecord[], { publicUrl, centre, lang }: Place): string => {
  const calendar = ical({
    name: centre.name,
    prodId: { company: 'Krajan', product: 'Krajan', language: lang.toUpperCase() },
  })
  for (const event of events) {
    const { title, summary } = textOf(event, lang)
    const url = `${publicUrl}/${lang}/${centre.slug}/events/${event.slug}`
    calendar.createEvent({
      id: `${event.id}@${new URL(publicUrl).hostname}`,
      sequence: event.ical_sequence,
      start: event.starts_at,
      end: event.ends_at,
      stamp: event.updated_at,
      lastModified: event.updated_at,
      summary: title,
      description: [summary, url].filter(Boolean).join('\n\n'),
      location: [event.venue, event.town].join(', '),
      url,
      status: event.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  return `${calendar.toString()}\r\n`
}
