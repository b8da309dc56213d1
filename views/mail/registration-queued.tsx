import { publicMessages } from '../messages/index.ts'
import { letter } from './letter.tsx'
import { type RegistrationMailProps, registrationFacts } from './registration.ts'

/** The address is proven, the event still full: now it is our turn to write. */
export const registrationQueued = (props: RegistrationMailProps) => {
  const t = publicMessages(props.lang)
  const { title } = props.event
  return letter({
    t,
    subject: t('registration_mail.queued.subject', { title }),
    heading: t('registration_mail.queued.heading'),
    paragraphs: [t('registration_mail.queued.text'), t('registration_mail.queued.wait')],
    facts: registrationFacts(t, props),
    button: { label: t('registration_mail.show'), href: props.link },
    note: t('registration_mail.queued.leave'),
    links: [{ label: t('registration_mail.event_page'), href: props.eventLink }],
    centre: props.centre,
  })
}
