import type { EventRecord } from '../../src/events/queries/events.ts'
import { placesLeft, textOf } from '../../src/lib/events.ts'
import { shortDateTime } from '../../src/lib/format.ts'
import { StateBadge, type Tone } from '../components/badge.tsx'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { newShortcut } from '../components/shortcuts.tsx'
import { type Column, Table } from '../components/table.tsx'
import { type Tab, Tabs } from '../components/tabs.tsx'
import type { StaffT } from '../messages/index.ts'

export type EventListProps = {
  t: StaffT
  base: string
  events: EventRecord[]
  when: 'upcoming' | 'past'
  next?: string | undefined
  now: Date
  mayEdit: boolean
}

export const EventListPage = ({ t, base, events, when, next, now, mayEdit }: EventListProps) => {
  const create = mayEdit && (
    <ButtonLink href={`${base}/events/new`} icon="plus" attrs={newShortcut}>
      {t('events.new')}
    </ButtonLink>
  )
  const tabs: Tab[] = [
    { href: `${base}/events`, label: t('events.upcoming'), current: when === 'upcoming' },
    { href: `${base}/events?when=past`, label: t('events.past'), current: when === 'past' },
  ]
  return (
    <>
      <PageHead
        title={t('events.title')}
        actions={
          <>
            <ButtonLink kind="quiet" icon="pin" href={`${base}/contacts/where`}>
              {t('whereabouts.title')}
            </ButtonLink>
            {create}
          </>
        }
      />
      <Tabs label={t('events.title')} tabs={tabs} />
      <Table
        caption={t(when === 'past' ? 'events.list_past' : 'events.list_upcoming')}
        captionHidden
        rows={events}
        columns={eventColumns(t, base, now)}
        empty={
          <EmptyState title={t('events.empty')} icon="calendar" action={create}>
            {t('events.empty_text')}
          </EmptyState>
        }
      />
      {next && <Pager t={t} nextHref={`${base}/events?when=past&after=${next}`} />}
    </>
  )
}

export const eventColumns = (t: StaffT, base: string, now: Date): Column<EventRecord>[] => [
  {
    key: 'title',
    label: t('events.name'),
    header: true,
    cell: (event) => <a href={`${base}/events/${event.slug}`}>{textOf(event, t.lang).title}</a>,
  },
  {
    key: 'when',
    label: t('events.when'),
    cell: (event) => (
      <time class="nowrap" datetime={event.starts_at.toISOString()}>
        {shortDateTime(t, event.starts_at)}
      </time>
    ),
  },
  { key: 'where', label: t('events.where'), cell: (event) => [event.venue, event.town].join(', ') },
  { key: 'places', label: t('events.places'), cell: (event) => <PlacesCell t={t} event={event} now={now} /> },
  { key: 'status', label: t('registrations.state'), cell: (event) => <EventStatus t={t} event={event} now={now} /> },
]

export const PlacesCell = ({ t, event, now }: { t: StaffT; event: EventRecord; now: Date }) => {
  const { capacity, taken, waiting } = event
  const left = placesLeft(event)
  return (
    <span>
      {capacity === null ? t('events.places_taken', { taken }) : t('events.places_of', { taken, capacity })}
      {left !== null && event.ends_at > now && <span class="muted">, {t('events.left', { count: left })}</span>}
      {waiting > 0 && <span class="muted">, {t('events.waiting', { count: waiting })}</span>}
    </span>
  )
}

export const EventStatus = ({ t, event, now }: { t: StaffT; event: EventRecord; now: Date }) => {
  const past = event.ends_at <= now && event.status === 'published'
  const status = past ? 'past' : event.status
  return <StateBadge tone={tones[status]}>{t(`events.status.${status}`)}</StateBadge>
}

const tones: Record<'draft' | 'published' | 'cancelled' | 'past', Tone> = {
  draft: 'waiting',
  published: 'good',
  cancelled: 'bad',
  past: 'neutral',
}
