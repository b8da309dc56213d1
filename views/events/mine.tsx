import type { EventRecord } from '../../src/events/queries/events.ts'
import type { RegistrationRecord } from '../../src/events/queries/registrations.ts'
import { textOf } from '../../src/lib/events.ts'
import { timeOfDay } from '../../src/lib/format.ts'
import type { Tone } from '../components/badge.tsx'
import { ButtonLink, PostButton } from '../components/button.tsx'
import { Facts } from '../components/facts.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { PublicT } from '../messages/index.ts'
import { EventTime } from './public.tsx'

/** What the holder of the link can do now; decided by the server, not by the page. */
export type Choices = { confirm: boolean; cancel: boolean; restoreUntil: Date | undefined; registerAgain: boolean }

export type MyRegistrationProps = {
  t: PublicT
  centre: { slug: string; name: string }
  event: EventRecord
  registration: RegistrationRecord
  says: MineState
  choices: Choices
  /** the address of this page, to which its buttons post */
  link: string
}

export type MineState =
  | 'pending_email'
  | 'confirmed'
  | 'waitlisted'
  | 'waitlisted_unverified'
  | 'expired'
  | 'too_late'
  | 'cancelled'
  | 'over'
  | 'event_cancelled'
  | 'elsewhere'

export const MyRegistrationPage = ({ t, centre, event, registration, says, choices, link }: MyRegistrationProps) => {
  const waits = registration.state === 'waitlisted'
  const address = `/${t.lang}/${centre.slug}/events/${event.slug}`
  return (
    <>
      <PageHead title={textOf(event, t.lang).title} eyebrow={t('mine.hello', { name: registration.name })} />
      <Flash tone={tones[says]} title={t(`mine.state.${says}`)}>
        {registration.held_until &&
          says === 'pending_email' &&
          t('mine.state.pending_until', { time: timeOfDay(t, registration.held_until) })}
      </Flash>
      <div class="stack">
        {choices.confirm && (
          <PostButton action={`${link}/confirm?lang=${t.lang}`} size="large" icon="check">
            {t(waits ? 'mine.confirm_waiting' : 'mine.confirm')}
          </PostButton>
        )}
        {choices.restoreUntil && (
          <div>
            <PostButton action={`${link}/restore?lang=${t.lang}`} kind="secondary">
              {t('mine.restore')}
            </PostButton>
            <p class="small muted">{t('mine.restore_until', { time: timeOfDay(t, choices.restoreUntil) })}</p>
          </div>
        )}
        {choices.registerAgain && (
          <ButtonLink kind="secondary" href={address}>
            {t('mine.register_again')}
          </ButtonLink>
        )}
        <Facts
          facts={[
            { icon: 'calendar', text: <EventTime t={t} event={event} /> },
            { icon: 'pin', text: [event.venue, event.town].join(', ') },
            { icon: 'people', text: t('mine.party', { count: registration.party_size }) },
          ]}
        />
        <div class="cluster">
          {says === 'confirmed' && (
            <ButtonLink kind="secondary" icon="download" href={`${address}.ics`}>
              {t('event.add_to_calendar')}
            </ButtonLink>
          )}
          {choices.cancel && (
            <PostButton
              action={`${link}/cancel?lang=${t.lang}`}
              kind="danger"
              confirm={t(waits ? 'mine.cancel_waiting_question' : 'mine.cancel_question')}
            >
              {t(waits ? 'mine.cancel_waiting' : 'mine.cancel')}
            </PostButton>
          )}
        </div>
      </div>
    </>
  )
}

/** The same for a link that never was, one that expired and one cut short by a mail program. */
export const LinkGonePage = ({ t }: { t: PublicT }) => (
  <PageHead title={t('mine.gone_title')} lead={t('mine.gone_text')} />
)

const tones: Record<MineState, Tone> = {
  pending_email: 'waiting',
  confirmed: 'good',
  waitlisted: 'info',
  waitlisted_unverified: 'waiting',
  expired: 'waiting',
  too_late: 'bad',
  cancelled: 'neutral',
  over: 'neutral',
  event_cancelled: 'bad',
  elsewhere: 'info',
}
