import { createTransport } from 'nodemailer'
import { neverLeft } from './network-errors.ts'
import type { Outgoing, Sent, Transport } from './transport.ts'

/** Any SMTP server, `smtp://user:password@host:port`; for Node only, Workers have no sockets of this kind. */
export const smtpTransport = ({ url, timeoutMs = 10_000 }: { url: string; timeoutMs?: number }): Transport => {
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs }
  const server = createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true })
  return { send: (mail) => server.sendMail(messageOf(mail)).then(accepted, failed) }
}

const messageOf = ({ id, from, replyTo, to, subject, html, body }: Outgoing) => ({
  messageId: `<${id}@${from.address.split('@')[1]}>`,
  from,
  replyTo,
  to,
  subject,
  html,
  text: body,
  headers: { 'X-Krajan-Mail': id, 'Auto-Submitted': 'auto-generated' },
})

const accepted = ({ messageId }: { messageId: string }): Sent => ({ kind: 'accepted', providerMessageId: messageId })

/** A reply decides; without one only an attempt that never reached the server may be made again. */
const failed = (error: unknown): Sent => {
  const reply = replyOf(error)
  if (reply) return { kind: reply.code < 500 ? 'retry' : 'refused', reason: reply.text }
  if (neverLeft(error)) return { kind: 'retry', reason: 'the mail server cannot be reached' }
  return { kind: 'uncertain', reason: 'the connection broke before the answer' }
}

const replyOf = (error: unknown): { code: number; text: string } | undefined => {
  if (!(error instanceof Error)) return undefined
  const { responseCode, response }: Error & { responseCode?: unknown; response?: unknown } = error
  return typeof responseCode === 'number' ? { code: responseCode, text: String(response ?? responseCode) } : undefined
}
