import type { EventRecord } from '../../src/events/queries/events.ts'
import type { RegistrationRecord } from '../../src/events/queries/registrations.ts'
import { textOf } from '../../src/lib/events.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Table } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'
import { EventTime } from './public.tsx'

type Props = { t: StaffT; base: string; event: EventRecord; registrations: RegistrationRecord[] }

/** The list for the door, by the Czech alphabet, with a box to tick. No addresses: paper gets lost. */
export const AttendeeListPage = ({ t, base, event, registrations }: Props) => {
  const title = textOf(event, t.lang).title
  const people = registrations.reduce((sum, { party_size }) => sum + party_size, 0)
  return (
    <>
      <PageHead
        title={title}
        back={{ href: `${base}/events/${event.slug}`, label: title }}
        lead={
          <>
            <EventTime t={t} event={event} />, {event.venue}, {event.town} ·{' '}
            {t('registrations.people', { count: people })}
          </>
        }
        actions={
          <Button type="button" kind="secondary" icon="print" attrs={{ 'data-print': '' }}>
            {t('common.print')}
          </Button>
        }
      />
      <Table
        caption={t('registrations.list', { event: title })}
        captionHidden
        rows={registrations}
        columns={[
          { key: 'came', label: t('registrations.came'), cell: () => <span class="tick-box" aria-hidden="true" /> },
          { key: 'name', label: t('registrations.name'), header: true, cell: (row) => row.name },
          { key: 'party', label: t('registrations.party_size'), numeric: true, cell: (row) => row.party_size },
          { key: 'note', label: t('registrations.note'), cell: (row) => row.note },
        ]}
        empty={
          <EmptyState title={t('registrations.empty')} icon="people" level={2}>
            {t('registrations.empty_text')}
          </EmptyState>
        }
      />
    </>
  )
}
