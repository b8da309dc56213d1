import type { EventRecord } from '../../src/events/queries/events.ts'
import { textOf } from '../../src/lib/events.ts'
import { longDateTime, tileOf } from '../../src/lib/format.ts'
import { DateTile } from '../components/date-tile.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { LinkRow } from '../components/link-row.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { PublicT } from '../messages/index.ts'
import { PlaceState } from './place-state.tsx'

type Props = {
  t: PublicT
  centre: { slug: string; name: string }
  events: EventRecord[]
}

export const PublicEventsPage = ({ t, centre, events }: Props) => (
  <>
    <PageHead title={t('event.upcoming')} eyebrow={centre.name} />
    <EventRows t={t} centre={centre} events={events} level={2} />
  </>
)

/** Upcoming events as rows, with the calendar of them all. */
export const EventRows = ({ t, centre, events, level = 3 }: Props & { level?: 2 | 3 }) => {
  if (events.length === 0)
    return (
      <EmptyState title={t('event.none')} level={level} icon="calendar">
        {t('event.none_text')}
      </EmptyState>
    )
  return (
    <>
      <div class="link-list">
        {events.map((event) => {
          const text = textOf(event, t.lang)
          return (
            <LinkRow
              href={`/${t.lang}/${centre.slug}/events/${event.slug}`}
              title={text.title}
              level={level}
              before={<DateTile {...tileOf(t, event.starts_at)} />}
              after={<PlaceState t={t} places={event} />}
            >
              <p>{longDateTime(t, event.starts_at)}</p>
              <p class="muted">{[event.venue, event.town].join(', ')}</p>
            </LinkRow>
          )
        })}
      </div>
      <p>
        <a href={`/${t.lang}/${centre.slug}/events.ics`}>{t('event.subscribe')}</a>
      </p>
    </>
  )
}
