import { raw } from 'hono/html'
import type { EventRecord } from '../../src/events/queries/events.ts'
import { textOf } from '../../src/lib/events.ts'
import type { PublicT } from '../messages/index.ts'

export type EventPreviewProps = { t: PublicT; url: string; centre: { name: string }; event: EventRecord }

/** What a messenger shows when the address is shared, and what search engines read: OpenGraph and schema.org's Event. */
export const EventPreview = ({ t, url, centre, event }: EventPreviewProps) => {
  const { title, summary } = textOf(event, t.lang)
  return (
    <>
      <link rel="canonical" href={url} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={centre.name} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={summary} />
      <meta property="og:url" content={url} />
      <meta property="og:locale" content={t.lang} />
      <script type="application/ld+json">{raw(dataOf({ t, url, centre, event }))}</script>
    </>
  )
}

const dataOf = ({ t, url, centre, event }: EventPreviewProps) => {
  const { title, summary } = textOf(event, t.lang)
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: title,
    description: summary,
    url,
    startDate: event.starts_at.toISOString(),
    endDate: event.ends_at.toISOString(),
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    eventStatus: `https://schema.org/${event.status === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
    location: { '@type': 'Place', name: event.venue, address: event.town },
    organizer: { '@type': 'Organization', name: centre.name },
  }
  // a text with "</script>" in it must not end the element
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}
