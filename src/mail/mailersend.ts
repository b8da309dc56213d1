import { EmailParams, MailerSend, Recipient, Sender } from 'mailersend'
import { neverLeft } from './network-errors.ts'
import type { Outgoing, Sent, Transport } from './transport.ts'

export type MailersendOptions = {
  apiKey: string
  /** Another address of the API, e.g. `http://127.0.0.1:9000/v1`. */
  baseUrl?: string | undefined
  timeoutMs?: number
}

/** MailerSend's REST API, one message a request. */
export const mailersendTransport = ({ apiKey, baseUrl, timeoutMs = 10_000 }: MailersendOptions): Transport => {
  const api = new MailerSend({ apiKey })
  // the SDK offers no other way to name another address than the field each of its modules keeps it in
  if (baseUrl) Object.assign(api.email, { baseUrl })
  return {
    send: (mail) => within(timeoutMs, api.email.send(paramsOf(mail)).then(accepted, failed)),
  }
}

const paramsOf = ({ id, from, replyTo, to, subject, html, body }: Outgoing) =>
  new EmailParams()
    .setFrom(new Sender(from.address, from.name))
    .setReplyTo(new Recipient(replyTo.address, replyTo.name))
    .setTo([new Recipient(to.address, to.name || undefined)])
    .setSubject(subject)
    .setHtml(html)
    .setText(body)
    .setTags([id])
    .setSettings({ track_clicks: false, track_opens: false, track_content: false })

/** The SDK neither gives up nor can be stopped: a late answer finds nobody waiting. */
const within = async (timeoutMs: number, answer: Promise<Sent>): Promise<Sent> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<Sent>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, { kind: 'uncertain', reason: `no answer within ${timeoutMs} ms` })
  })
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer))
}

type Answer = { statusCode: number; headers: Record<string, string>; body: unknown }

const accepted = ({ headers }: { headers: Record<string, string> }): Sent => ({
  kind: 'accepted',
  providerMessageId: headers['x-message-id'] ?? '',
})

/** HTTP errors are thrown as plain answers, everything else as errors that carry the whole request and are not kept. */
const failed = (thrown: unknown): Sent => {
  if (isAnswer(thrown)) return judged(thrown)
  if (neverLeft(thrown)) return { kind: 'retry', reason: 'MailerSend cannot be reached' }
  return { kind: 'uncertain', reason: 'the connection broke before the answer' }
}

const judged = (answer: Answer): Sent => {
  const { statusCode, headers } = answer
  if (statusCode >= 200 && statusCode < 300) return accepted(answer)
  const reason = `${statusCode} ${messageOf(answer.body)}`.trim()
  if (statusCode === 429) return { kind: 'retry', reason, afterSeconds: secondsOf(headers['retry-after']) }
  // 421 is how MailerSend says that it is under maintenance
  return { kind: statusCode >= 500 || statusCode === 421 ? 'retry' : 'refused', reason }
}

/** `retry-after` in seconds or as a date; a minute when it says nothing usable. */
const secondsOf = (retryAfter = ''): number => {
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 1), 86_400) : 60
}

const messageOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : ''

const isAnswer = (thrown: unknown): thrown is Answer =>
  typeof thrown === 'object' && thrown !== null && 'statusCode' in thrown && typeof thrown.statusCode === 'number'
