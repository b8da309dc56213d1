import { afterEach, beforeEach, expect, it } from 'vitest'
import { smtpTransport } from '../../src/mail/smtp.ts'
import type { Outgoing } from '../../src/mail/transport.ts'
import { type SmtpPeer, startSmtp } from '../support/smtp.ts'

let peer: SmtpPeer

beforeEach(async () => {
  peer = await startSmtp()
})
afterEach(() => peer.close())

const mail: Outgoing = {
  id: '0190a000-0000-7000-8000-000000000001',
  from: { address: 'post@krajan.example.org', name: 'Centrum Zkouška' },
  replyTo: { address: 'centrum@example.org', name: 'Centrum Zkouška' },
  to: { address: 'jana@example.org', name: 'Jana, Zkušební' },
  subject: 'Máte místo',
  html: '<p>see you</p>',
  body: 'see you',
}

const send = (timeoutMs?: number) => smtpTransport({ url: peer.url, ...(timeoutMs ? { timeoutMs } : {}) }).send(mail)

it('hands a mail over with both its forms and our id', async () => {
  expect(await send()).toEqual({ kind: 'accepted', providerMessageId: `<${mail.id}@krajan.example.org>` })
  expect(peer.taken().length).toBe(1)
  const [message = ''] = peer.taken()
  for (const line of [
    `X-Krajan-Mail: ${mail.id}`,
    `Message-ID: <${mail.id}@krajan.example.org>`,
    'Auto-Submitted: auto-generated',
    'Content-Type: multipart/alternative',
    '<p>see you</p>',
    '\r\nsee you\r\n',
  ]) {
    expect(message).toContain(line)
  }
  const subject = /^Subject: =\?UTF-8\?(.)\?(.*)\?=\r$/m.exec(message)
  const decoded = subject?.[1] === 'B' ? Buffer.from(subject[2] ?? '', 'base64').toString('utf8') : subject?.[2]
  expect(decoded).toMatch(/^M(á|=C3=A1)te[ _]m(í|=C3=AD)sto$/)
  expect(message.match(/^To: .*<(.*)>\r$/m)?.[1]).toBe('jana@example.org')
})

it.each([
  ['RCPT', '450 mailbox busy', { kind: 'retry', reason: '450 mailbox busy' }],
  ['RCPT', '550 no such user', { kind: 'refused', reason: '550 no such user' }],
  ['DATA', '451 later', { kind: 'retry', reason: '451 later' }],
  ['.', '421 closing', { kind: 'retry', reason: '421 closing' }],
  ['.', '554 not wanted', { kind: 'refused', reason: '554 not wanted' }],
])('after %s answered with "%s" says what can be done', async (command, reply, outcome) => {
  peer.answer({ [command]: reply })
  expect(await send()).toEqual(outcome)
})

it('is uncertain when the connection breaks after the message was taken', async () => {
  peer.answer({ '.': 'hang-up' })
  expect(await send()).toEqual({ kind: 'uncertain', reason: 'the connection broke before the answer' })
  expect(peer.taken().length).toBe(1)
})

it('can be repeated when nobody listens', async () => {
  const gone = await startSmtp()
  await gone.close()
  const sent = await smtpTransport({ url: gone.url }).send(mail)
  expect(sent).toEqual({ kind: 'retry', reason: 'the mail server cannot be reached' })
})
