import { publicMessages } from '../messages/index.ts'
import { letter } from './letter.tsx'
import { type RegistrationMailProps, registrationFacts } from './registration.ts'

/** A place came free and is theirs already; nothing needs to be done to keep it. */
export const registrationPromoted = (props: RegistrationMailProps) => {
  const t = publicMessages(props.lang)
  const { title } = props.event
  return letter({
    t,
    subject: t('registration_mail.promoted.subject', { title }),
    heading: t('registration_mail.promoted.heading'),
    paragraphs: [t('registration_mail.promoted.text', { count: props.partySize })],
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
