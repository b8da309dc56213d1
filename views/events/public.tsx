import type { EventRecord } from '../../src/events/queries/events.ts'
import { placesLeft, textOf } from '../../src/lib/events.ts'
import { timeSpan } from '../../src/lib/format.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Facts } from '../components/facts.tsx'
import { CheckboxField, EmailField, NumberField, TextAreaField, TextField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { PrivacyNote } from '../components/privacy-note.tsx'
import { remembered } from '../components/remembered.ts'
import type { PublicT } from '../messages/index.ts'
import { PlaceState } from './place-state.tsx'

export type PublicEventProps = {
  t: PublicT
  centre: { slug: string; name: string }
  event: EventRecord
  /** only `open` shows the form */
  open: 'open' | 'closed' | 'past' | 'cancelled'
  form: FormState
  idempotencyKey: string
}

export const PublicEventPage = (props: PublicEventProps) => {
  const { t, centre, event, open } = props
  const text = textOf(event, t.lang)
  const address = `/${t.lang}/${centre.slug}/events/${event.slug}`
  return (
    <>
      <article lang={text.lang === t.lang ? undefined : text.lang}>
        <PageHead title={text.title} eyebrow={centre.name} lead={text.summary} />
        <Facts
          facts={[
            { icon: 'calendar', text: <EventTime t={t} event={event} /> },
            { icon: 'pin', text: [event.venue, event.town].join(', ') },
            ...(open === 'open' ? [{ icon: 'people' as const, text: <PlaceState t={t} places={event} /> }] : []),
          ]}
        />
        {open === 'open' && (
          <p class="no-print">
            <ButtonLink size="large" href="#register">
              {t(placesLeft(event) === 0 ? 'register.submit_waiting' : 'register.submit')}
            </ButtonLink>
          </p>
        )}
        {text.description && (
          <div class="prose">
            {text.description.split(/\n{2,}/).map((paragraph) => (
              <p>{paragraph}</p>
            ))}
          </div>
        )}
      </article>
      {text.lang !== t.lang && <p class="muted">{t('event.in_czech')}</p>}
      {open !== 'past' && (
        <p class="no-print">
          <ButtonLink kind="secondary" size="small" icon="download" href={`${address}.ics`}>
            {t('event.add_to_calendar')}
          </ButtonLink>
        </p>
      )}
      {open === 'open' ? <Registration {...props} address={address} /> : <NotOpen t={t} centre={centre} why={open} />}
    </>
  )
}

export const EventTime = ({ t, event }: { t: PublicT; event: { starts_at: Date; ends_at: Date } }) => (
  <time datetime={event.starts_at.toISOString()}>{timeSpan(t, event.starts_at, event.ends_at)}</time>
)

type NotOpenProps = { t: PublicT; centre: { slug: string }; why: 'closed' | 'past' | 'cancelled' }

const NotOpen = ({ t, centre, why }: NotOpenProps) => (
  <EmptyState
    title={t(why === 'cancelled' ? 'mine.state.event_cancelled' : `event.${why}`)}
    icon="calendar"
    action={<ButtonLink href={`/${t.lang}/${centre.slug}/events`}>{t('event.all')}</ButtonLink>}
  >
    {why === 'past' ? t('event.past_text') : undefined}
  </EmptyState>
)

const Registration = (props: PublicEventProps & { address: string }) => {
  const { t, centre, event, form, idempotencyKey, address } = props
  const full = placesLeft(event) === 0
  const isFresh = Object.keys(form.typed).length === 0 && Object.keys(form.errors).length === 0
  const fields = { t, centre, full }
  return (
    <Card title={t(full ? 'register.waiting_title' : 'register.title')} id="register" highlight>
      {full && <Flash tone="waiting">{t('event.full_text')}</Flash>}
      <Form
        t={t}
        action={address}
        errors={form.errors}
        hidden={{ idempotency_key: idempotencyKey }}
        labels={{
          name: t('register.name'),
          email: t('register.email'),
          party_size: t('register.party_size'),
          note: t('register.note'),
        }}
      >
        {isFresh ? freshFields(fields) : <Fields {...fields} form={form} />}
      </Form>
    </Card>
  )
}

type FieldsProps = Pick<PublicEventProps, 't' | 'centre' | 'form'> & { full: boolean }

const Fields = ({ t, centre, full, form: { typed, errors } }: FieldsProps) => {
  const field = (name: string) => ({
    t,
    name,
    value: typed[name] ?? '',
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  const tick = (name: string) => ({
    t,
    name,
    checked: typed[name] === 'on',
    required: true as const,
    attrs: { required: false },
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  return (
    <>
      <TextField {...field('name')} label={t('register.name')} required autocomplete="name" maxlength={150} />
      <EmailField {...field('email')} label={t('register.email')} required hint={t('register.email_hint')} />
      <NumberField
        {...field('party_size')}
        value={typed.party_size ?? '1'}
        label={t('register.party_size')}
        required
        min={1}
        max={10}
      />
      <TextAreaField {...field('note')} label={t('register.note')} rows={2} maxlength={1000} />
      <CheckboxField
        {...tick('consent_contact')}
        label={t('register.consent_contact')}
        hint={t('register.consent_contact_hint', { centre: centre.name })}
      />
      <CheckboxField
        {...tick('consent_newsletter')}
        label={t('register.consent_newsletter')}
        hint={t('register.consent_newsletter_hint', { centre: centre.name })}
      />
      <Button size="large">{t(full ? 'register.submit_waiting' : 'register.submit')}</Button>
      <PrivacyNote t={t} centre={centre} said="register.privacy" />
    </>
  )
}

/** Before anybody has typed anything the fields are the same on every event of a centre. */
const freshFields = remembered(
  (props: Omit<FieldsProps, 'form'>) => <Fields {...props} form={{ typed: {}, errors: {} }} />,
  ({ t, centre, full }) => [t.lang, centre.slug, centre.name, full],
)

/** The same for every address: what became of it stands only in the mail. */
export const CheckMailPage = ({ t, centre, event }: Pick<PublicEventProps, 't' | 'centre' | 'event'>) => (
  <>
    <PageHead title={t('register.check_title')} eyebrow={textOf(event, t.lang).title} lead={t('register.check_text')} />
    <p>{t('register.check_hold')}</p>
    <ButtonLink kind="secondary" href={`/${t.lang}/${centre.slug}/events/${event.slug}`} icon="arrow-left">
      {t('register.back')}
    </ButtonLink>
  </>
)
