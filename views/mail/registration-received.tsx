import { shortDateTime } from '../../src/lib/format.ts'
import { publicMessages } from '../messages/index.ts'
import { letter } from './letter.tsx'
import { eventFacts, type RegistrationMailProps } from './registration.ts'

/** A place is held; the person behind the address says with a button that it is theirs. */
export const registrationReceived = (props: RegistrationMailProps) => {
  const t = publicMessages(props.lang)
  const { title } = props.event
  return letter({
    t,
    subject: t('registration_mail.received.subject', { title }),
    heading: t('registration_mail.received.heading'),
    paragraphs: [
      t('registration_mail.received.text', { count: props.partySize }),
      props.heldUntil && t('registration_mail.received.held', { until: shortDateTime(t, props.heldUntil) }),
    ],
    facts: eventFacts(t, props),
    button: { label: t('registration_mail.received.button'), href: props.link },
    note: t('registration_mail.not_you'),
    links: [{ label: t('registration_mail.event_page'), href: props.eventLink }],
    centre: props.centre,
  })
}
