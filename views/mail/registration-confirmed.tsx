import { publicMessages } from '../messages/index.ts'
import { letter } from './letter.tsx'
import { type RegistrationMailProps, registrationFacts } from './registration.ts'

/** They are in: when, where, the calendar, and how to say they cannot come after all. */
export const registrationConfirmed = (props: RegistrationMailProps) => {
  const t = publicMessages(props.lang)
  const { title } = props.event
  return letter({
    t,
    subject: t('registration_mail.confirmed.subject', { title }),
    heading: t('registration_mail.confirmed.heading'),
    paragraphs: [t('registration_mail.confirmed.text', { count: props.partySize })],
    facts: registrationFacts(t, props),
    button: { label: t('registration_mail.show'), href: props.link },
    note: t('registration_mail.cannot_come'),
    links: [
      { label: t('registration_mail.calendar'), href: props.icsLink },
      { label: t('registration_mail.event_page'), href: props.eventLink },
    ],
    centre: props.centre,
  })
}
