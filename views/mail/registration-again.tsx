import { publicMessages } from '../messages/index.ts'
import { letter } from './letter.tsx'
import { eventFacts, type RegistrationMailProps } from './registration.ts'

/** The form answers everybody alike; only the owner of the address learns that they are registered already. */
export const registrationAgain = (props: RegistrationMailProps) => {
  const t = publicMessages(props.lang)
  const { title } = props.event
  return letter({
    t,
    subject: t('registration_mail.again.subject', { title }),
    heading: t('registration_mail.again.heading'),
    paragraphs: [t('registration_mail.again.text'), t('registration_mail.again.unchanged')],
    facts: eventFacts(t, props),
    button: { label: t('registration_mail.show'), href: props.link },
    note: t('registration_mail.again.not_you'),
    links: [{ label: t('registration_mail.event_page'), href: props.eventLink }],
    centre: props.centre,
  })
}
