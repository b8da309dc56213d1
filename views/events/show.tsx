import type { EventRecord } from '../../src/events/queries/events.ts'
import type { RegistrationRecord } from '../../src/events/queries/registrations.ts'
import { textOf } from '../../src/lib/events.ts'
import { type RegistrationState, registrationStates } from '../../src/lib/words.ts'
import { ButtonLink, PostButton } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Facts } from '../components/facts.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { editShortcut } from '../components/shortcuts.tsx'
import { Table } from '../components/table.tsx'
import { type Tab, Tabs } from '../components/tabs.tsx'
import { languages, type StaffT } from '../messages/index.ts'
import { EventStatus, PlacesCell } from './list.tsx'
import { EventTime } from './public.tsx'
import { registrationColumns } from './registrations.tsx'

export type EventPageProps = {
  t: StaffT
  base: string
  centre: { slug: string }
  event: EventRecord
  counts: { state: RegistrationState; registrations: number; people: number }[]
  registrations: RegistrationRecord[]
  next: string | undefined
  state: RegistrationState | undefined
  now: Date
  mayEdit: boolean
  done?: string | undefined
}

export const EventPage = (props: EventPageProps) => {
  const { t, base, centre, event, now, mayEdit, done } = props
  const path = `${base}/events/${event.slug}`
  const upcoming = event.ends_at > now
  return (
    <>
      <PageHead
        title={textOf(event, t.lang).title}
        back={{ href: `${base}/events`, label: t('events.title') }}
        actions={
          <>
            {mayEdit && event.status === 'draft' && (
              <PostButton action={`${path}/publish`} icon="globe">
                {t('events.publish')}
              </PostButton>
            )}
            {mayEdit && (
              <ButtonLink kind="secondary" icon="edit" href={`${path}/edit`} attrs={editShortcut}>
                {t('common.edit')}
              </ButtonLink>
            )}
            <ButtonLink kind="secondary" icon="print" href={`${path}/registrations/print`}>
              {t('registrations.print')}
            </ButtonLink>
          </>
        }
      />
      <Done t={t} done={done} />
      <Facts
        facts={[
          { icon: 'calendar', text: <EventTime t={t} event={event} /> },
          { icon: 'pin', text: [event.venue, event.town].join(', ') },
          { icon: 'people', text: <PlacesCell t={t} event={event} now={now} /> },
          { icon: 'info', text: <EventStatus t={t} event={event} now={now} /> },
          ...(event.status === 'published'
            ? [{ icon: 'external' as const, text: <PublicLinks t={t} centre={centre} event={event} /> }]
            : []),
        ]}
      />
      <h2 id="registrations">{t('registrations.title')}</h2>
      <Tabs label={t('registrations.title')} tabs={stateTabs(props, path)} />
      <Table
        caption={t('registrations.list', { event: textOf(event, t.lang).title })}
        captionHidden
        rows={props.registrations}
        columns={registrationColumns(t, base, path, mayEdit && upcoming)}
        rowId={(row) => `registration-${row.id}`}
        empty={
          props.state ? (
            <EmptyState title={t('registrations.none_in_state')} icon="people" level={3} />
          ) : (
            <EmptyState title={t('registrations.empty')} icon="people" level={3}>
              {t(event.status === 'draft' ? 'registrations.empty_draft' : 'registrations.empty_text')}
            </EmptyState>
          )
        }
      />
      {props.next && (
        <Pager
          t={t}
          nextHref={`${path}?${new URLSearchParams({ ...(props.state ? { state: props.state } : {}), after: props.next })}#registrations`}
        />
      )}
    </>
  )
}

const doneTexts = {
  created: 'events.created',
  published: 'events.published',
  saved: 'events.saved',
  cancelled: 'registrations.cancelled',
} as const

const Done = ({ t, done }: { t: StaffT; done: string | undefined }) => {
  const key = Object.entries(doneTexts).find(([code]) => code === done)?.[1]
  return key ? <Flash tone="good">{t(key)}</Flash> : null
}

const PublicLinks = ({ t, centre, event }: { t: StaffT; centre: { slug: string }; event: EventRecord }) => (
  <span class="cluster">
    {t('events.public_page')}:
    {languages.map((lang) => (
      <a href={`/${lang}/${centre.slug}/events/${event.slug}`} hreflang={lang}>
        {lang}
      </a>
    ))}
  </span>
)

const stateTabs = ({ t, counts, state }: EventPageProps, path: string): Tab[] => [
  {
    href: `${path}#registrations`,
    label: t('registrations.all'),
    count: counts.reduce((sum, each) => sum + each.registrations, 0),
    current: state === undefined,
  },
  ...inOrder(counts).map((each) => ({
    href: `${path}?state=${each.state}#registrations`,
    label: t(`registration.${each.state}`),
    count: each.registrations,
    current: state === each.state,
  })),
]

/** From the first answer to the last, as a registration goes through them. */
const inOrder = (counts: EventPageProps['counts']) =>
  counts.toSorted((a, b) => registrationStates.indexOf(a.state) - registrationStates.indexOf(b.state))
