import type { EventRecord } from '../../src/events/queries/events.ts'
import { longDay, shortDateTime, wholeNumber } from '../../src/lib/format.ts'
import type { CentreStage } from '../../src/lib/stages.ts'
import type { RegistrationState } from '../../src/lib/words.ts'
import type { DueStep, ForgottenPerson } from '../../src/tasks/queries/work.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Stats } from '../components/stats.tsx'
import { Table } from '../components/table.tsx'
import { eventColumns } from '../events/list.tsx'
import { RegistrationBadge } from '../events/registrations.tsx'
import type { StaffT } from '../messages/index.ts'
import { DueCard, ForgottenCard } from './waiting.tsx'

type Newest = {
  id: string
  name: string
  state: RegistrationState
  party_size: number
  contact_id: string | null
  created_at: Date
  slug: string
  title: string
}

export type HomeProps = {
  t: StaffT
  base: string
  now: Date
  today: string
  due: DueStep[]
  forgotten: ForgottenPerson[]
  /** How many those are, counted to a thousand. */
  withoutStep: { known: number; isMore: boolean }
  /** How much whoever reads this has to do today. */
  toDo: number
  events: EventRecord[]
  registrations: Newest[]
  mayEdit: boolean
  stages: readonly CentreStage[]
}

/** What a day begins with: who is waiting, what is coming up, who is new. */
export const HomePage = ({
  t,
  base,
  now,
  today,
  due,
  forgotten,
  withoutStep,
  toDo,
  events,
  registrations,
  mayEdit,
  stages,
}: HomeProps) => (
  <>
    <PageHead title={t('nav.home')} lead={longDay(t, today)} />
    <div class="stack">
      <Stats
        label={t('nav.home')}
        stats={[
          { label: t('nav.day'), value: toDo, note: t('day.home_lead', { count: toDo }), href: `${base}/day` },
          {
            label: t('tasks.without'),
            value: `${wholeNumber(t, withoutStep.known)}${withoutStep.isMore ? '+' : ''}`,
            note: t('home.without_note'),
            href: `${base}/tasks/without-next-step`,
          },
        ]}
      />
      <DueCard t={t} base={base} today={today} rows={due} />
      <Card title={t('home.events')} id="upcoming-events" actions={<a href={`${base}/events`}>{t('event.all')}</a>}>
        <Table
          caption={t('home.events')}
          captionHidden
          rows={events}
          columns={eventColumns(t, base, now)}
          empty={
            <EmptyState
              title={t('events.empty')}
              icon="calendar"
              level={3}
              action={
                mayEdit && (
                  <ButtonLink href={`${base}/events/new`} icon="plus">
                    {t('events.new')}
                  </ButtonLink>
                )
              }
            >
              {t('events.empty_text')}
            </EmptyState>
          }
        />
      </Card>
      <ForgottenCard t={t} base={base} stages={stages} rows={forgotten} />
      <Card title={t('home.registrations')} id="newest-registrations">
        <Table
          caption={t('home.registrations')}
          captionHidden
          rows={registrations}
          columns={[
            {
              key: 'name',
              label: t('registrations.name'),
              header: true,
              cell: (row) => (
                <a
                  href={
                    row.contact_id
                      ? `${base}/contacts/${row.contact_id}`
                      : `${base}/events/${row.slug}#registration-${row.id}`
                  }
                >
                  {row.name}
                </a>
              ),
            },
            {
              key: 'event',
              label: t('events.name'),
              cell: (row) => <a href={`${base}/events/${row.slug}`}>{row.title}</a>,
            },
            { key: 'party', label: t('registrations.party_size'), numeric: true, cell: (row) => row.party_size },
            {
              key: 'state',
              label: t('registrations.state'),
              cell: (row) => <RegistrationBadge t={t} state={row.state} />,
            },
            {
              key: 'at',
              label: t('registrations.registered_at'),
              cell: (row) => <span class="nowrap">{shortDateTime(t, row.created_at)}</span>,
            },
          ]}
          empty={
            <EmptyState title={t('home.registrations_none')} icon="people" level={3}>
              {t('home.registrations_none_text')}
            </EmptyState>
          }
        />
      </Card>
    </div>
  </>
)
