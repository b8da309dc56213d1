import { describe, expect, it } from 'vitest'
import { type RegistrationMailKind, registrationMailKinds } from '../../src/mail/kinds.ts'
import type { MailContent } from '../../src/mail/ledger.ts'
import type { RegistrationMailProps } from '../../views/mail/registration.ts'
import { registrationAgain } from '../../views/mail/registration-again.tsx'
import { registrationCancelled } from '../../views/mail/registration-cancelled.tsx'
import { registrationConfirmed } from '../../views/mail/registration-confirmed.tsx'
import { registrationPromoted } from '../../views/mail/registration-promoted.tsx'
import { registrationQueued } from '../../views/mail/registration-queued.tsx'
import { registrationReceived } from '../../views/mail/registration-received.tsx'
import { registrationWaiting } from '../../views/mail/registration-waiting.tsx'
import { languages } from '../../views/messages/index.ts'

const templates: Record<RegistrationMailKind, (props: RegistrationMailProps) => MailContent> = {
  registration_received: registrationReceived,
  registration_waiting: registrationWaiting,
  registration_confirmed: registrationConfirmed,
  registration_promoted: registrationPromoted,
  registration_queued: registrationQueued,
  registration_cancelled: registrationCancelled,
  registration_again: registrationAgain,
}

const link = 'https://krajan.example.org/r/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ?lang=cs'
const props = (changed: Partial<RegistrationMailProps> = {}): RegistrationMailProps => ({
  lang: 'cs',
  name: 'Jana Zkušební',
  event: {
    title: 'Setkání rodáků',
    startsAt: new Date('2026-12-09T17:00:00Z'),
    endsAt: new Date('2026-12-09T20:00:00Z'),
    venue: 'bar elpíčko',
    town: 'Praha',
  },
  partySize: 2,
  link,
  icsLink: 'https://krajan.example.org/cs/karlovarsky/events/setkani-praha.ics',
  eventLink: 'https://krajan.example.org/cs/karlovarsky/events/setkani-praha',
  centre: { name: 'Karlovarský kraj', email: 'centrum@example.org' },
  heldUntil: new Date('2026-11-20T17:45:00Z'),
  ...changed,
})

const every = registrationMailKinds.flatMap((kind) => languages.map((lang) => ({ kind, lang, write: templates[kind] })))

describe.each(every)('$kind in $lang', ({ write, lang }) => {
  const { subject, html, body } = write(props({ lang }))

  it('names the event in subject, text and HTML, and carries the personal link in both', () => {
    expect([subject, html, body].map((text) => text.includes('Setkání rodáků'))).toEqual([true, true, true])
    expect([body.includes(link), html.includes(`href="${link}"`)]).toEqual([true, true])
  })

  it('says when and where, who writes, and in which language', () => {
    for (const text of [html, body]) {
      for (const said of ['bar elpíčko, Praha', 'Karlovarský kraj', 'centrum@example.org', '2026'])
        expect(text).toContain(said)
    }
    expect(html.startsWith(`<!doctype html><html lang="${lang}">`)).toBe(true)
  })

  it('links to nothing it was not given, fetches nothing and leaves no placeholder', () => {
    const { icsLink, eventLink } = props()
    const linked = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address)
    expect(linked.filter((address) => ![link, icsLink, eventLink].includes(address ?? ''))).toEqual([])
    expect([...body.matchAll(/https:\S+/g)].map(([address]) => address)).toEqual(linked)
    expect(/<img|<script|url\(|unsubscribe/i.test(html)).toBe(false)
    expect(/[{}]|undefined|registration_mail/.test(subject + body)).toBe(false)
  })

  it('reads well for any number of places', () => {
    for (const partySize of [1, 2, 5, 10]) expect(write(props({ lang, partySize })).body.length).toBeGreaterThan(200)
  })

  it('lets nothing typed by a stranger become HTML', () => {
    const title = '<img src=x onerror=alert(1)> & "Sons"'
    const hostile = write(props({ lang, name: '<b>Jana</b>', event: { ...props().event, title, venue: '<i>x</i>' } }))
    expect(/<img|<b>|<i>/.test(hostile.html)).toBe(false)
    expect(hostile.body).toContain(title)
  })
})

it('says until when a place is held in the time of Prague', () => {
  expect(registrationReceived(props()).body).toContain('Počkáme do 20. 11. 2026 18:45')
  const { heldUntil: _, ...withoutEnd } = props()
  expect(registrationReceived(withoutEnd).body).not.toContain('Počkáme')
})

it('does not repeat a typed name to an address that is not proven', () => {
  const spoken = registrationMailKinds.filter((kind) => {
    const { subject, html, body } = templates[kind](props())
    return `${subject}${html}${body}`.includes('Jana')
  })
  expect(spoken).toEqual(['registration_confirmed', 'registration_promoted', 'registration_queued'])
})

it('offers the calendar only to those who have a place', () => {
  const offering = registrationMailKinds.filter((kind) => templates[kind](props()).body.includes('.ics'))
  expect(offering).toEqual(['registration_confirmed', 'registration_promoted'])
})

it('keeps a subject on one line', () => {
  const title = 'Setkání\r\nBcc: jana@example.org'
  expect(registrationConfirmed(props({ event: { ...props().event, title } })).subject).toBe(
    'Máte místo: Setkání Bcc: jana@example.org',
  )
})
