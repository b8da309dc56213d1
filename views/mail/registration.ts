import { timeSpan } from '../../src/lib/format.ts'
import type { Lang, PublicT } from '../messages/index.ts'
import type { Fact, MailCentre } from './letter-parts.ts'

export type RegistrationMailProps = {
  lang: Lang
  name: string
  event: { title: string; startsAt: Date; endsAt: Date; venue: string; town: string }
  partySize: number
  /** The personal page, `https://…/r/<token>?lang=…`: whoever holds it may change the registration. */
  link: string
  icsLink: string
  eventLink: string
  centre: MailCentre
  heldUntil?: Date
}

/** Where and when, in every mail about a registration. */
export const eventFacts = (t: PublicT, { event }: RegistrationMailProps): Fact[] => [
  { term: t('registration_mail.event'), value: event.title },
  { term: t('registration_mail.when'), value: whenOf(t, event) },
  { term: t('registration_mail.where'), value: placeOf(event) },
]

/** The same with who comes; only to an address that is proven, because anybody can type a name. */
export const registrationFacts = (t: PublicT, props: RegistrationMailProps): Fact[] => [
  ...eventFacts(t, props),
  { term: t('registration_mail.name'), value: props.name },
  { term: t('registration_mail.party'), value: String(props.partySize) },
]

const whenOf = (t: PublicT, { startsAt, endsAt }: RegistrationMailProps['event']) => timeSpan(t, startsAt, endsAt)

const placeOf = ({ venue, town }: RegistrationMailProps['event']) => [venue, town].filter(Boolean).join(', ')
