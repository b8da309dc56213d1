import { publicMessages } from '../messages/index.ts'
import { letter } from './letter.tsx'
import { eventFacts, type RegistrationMailProps } from './registration.ts'

/** Cancelled by whoever holds the link, so its owner is told and has time to take it back. */
export const registrationCancelled = (props: RegistrationMailProps) => {
  const t = publicMessages(props.lang)
  const { title } = props.event
  return letter({
    t,
    subject: t('registration_mail.cancelled.subject', { title }),
    heading: t('registration_mail.cancelled.heading'),
    paragraphs: [t('registration_mail.cancelled.text'), t('registration_mail.cancelled.undo')],
    facts: eventFacts(t, props),
    button: { label: t('registration_mail.cancelled.button'), href: props.link },
    note: t('registration_mail.cancelled.note'),
    links: [{ label: t('registration_mail.event_page'), href: props.eventLink }],
    centre: props.centre,
  })
}
