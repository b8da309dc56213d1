import { publicMessages } from '../messages/index.ts'
import { letter } from './letter.tsx'
import { eventFacts, type RegistrationMailProps } from './registration.ts'

/** Full: the address has to be proven before a turn can come. */
export const registrationWaiting = (props: RegistrationMailProps) => {
  const t = publicMessages(props.lang)
  const { title } = props.event
  return letter({
    t,
    subject: t('registration_mail.waiting.subject', { title }),
    heading: t('registration_mail.waiting.heading'),
    paragraphs: [t('registration_mail.waiting.text'), t('registration_mail.waiting.prove')],
    facts: eventFacts(t, props),
    button: { label: t('registration_mail.waiting.button'), href: props.link },
    note: t('registration_mail.not_you'),
    links: [{ label: t('registration_mail.event_page'), href: props.eventLink }],
    centre: props.centre,
  })
}
