import { describe, expect, test } from 'vitest'
import { declineReasons } from '../../src/lib/words.ts'
import type { MailContent } from '../../src/mail/ledger.ts'
import { ownData } from '../../views/mail/own-data.tsx'
import { referralAnswered } from '../../views/mail/referral-answered.tsx'
import { referralAsked } from '../../views/mail/referral-asked.tsx'
import { referralWithdrawn } from '../../views/mail/referral-withdrawn.tsx'
import { type Lang, languages, publicMessages } from '../../views/messages/index.ts'

const link = 'https://krajan.example.org/p/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ?lang=cs'
const hostile = '<img src=x onerror=alert(1)> & "Sons"\r\nBcc: x@example.org'
const centre = { name: hostile, email: 'centrum@example.org' }
const when = new Date('2026-11-20T17:45:00Z')

const letters: Record<string, (lang: Lang) => MailContent> = {
  asked: (lang) => referralAsked({ lang, centre, service: hostile, decideBy: '2026-12-04', link }),
  withdrawn: (lang) => referralWithdrawn({ lang, centre, sentOn: when, centreLink: link }),
  accepted: (lang) => referralAnswered({ lang, centre, recipient: hostile, accepted: true, reason: null, link }),
  declined: (lang) => referralAnswered({ lang, centre, recipient: hostile, accepted: false, reason: 'other', link }),
  'own data': (lang) => ownData({ lang, centre, link, until: when }),
}
const every = Object.keys(letters).flatMap((name) => languages.map((lang) => [name, lang] as const))

describe.each(every)('%s in %s', (name, lang) => {
  const { subject, html, body } = letters[name]?.(lang) ?? { subject: '', html: '', body: '' }

  test('carries its one link in text and HTML, speaks its language, and fetches nothing', () => {
    expect([body.includes(link), html.includes(`href="${link}"`)]).toEqual([true, true])
    expect(html.startsWith(`<!doctype html><html lang="${lang}">`)).toBe(true)
    expect([...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address)).toEqual([link])
    expect(/[{}]|undefined|referral_mail|me_mail/.test(subject + body)).toBe(false)
  })

  test('lets nothing typed become HTML or another line of the subject', () => {
    expect(/<img|<script/.test(html)).toBe(false)
    expect(/[\r\n]/.test(subject)).toBe(false)
  })
})

test.each(languages)('every reason to decline is said in %s', (lang) => {
  for (const reason of declineReasons) {
    const { body } = referralAnswered({ lang, centre, recipient: 'x', accepted: false, reason, link })
    expect(body).toContain(publicMessages(lang)(`decline.${reason}`))
  }
})
