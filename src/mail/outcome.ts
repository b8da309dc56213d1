import type { Outcome } from './queries/claims.ts'
import type { Sent } from './transport.ts'

export const mostAttempts = 8

/** What the ledger says after an attempt; `attempts` counts it in. */
export const afterAttempt = (sent: Sent, attempts: number, now: Date, random = Math.random): Outcome => {
  if (sent.kind === 'accepted') {
    return { state: 'accepted', accepted_at: now, provider_message_id: sent.providerMessageId }
  }
  const last_error = withoutAddresses(sent.reason)
  if (sent.kind === 'uncertain') return { state: 'uncertain', last_error }
  if (sent.kind === 'refused' || attempts >= mostAttempts) return { state: 'failed', last_error }
  const seconds = Math.max(sent.afterSeconds ?? 0, backoffSeconds(attempts, random))
  return { state: 'ready', not_before: new Date(now.getTime() + seconds * 1000), last_error }
}

/** About 1, 3, 9, 27, 81 minutes, 4 and 6 hours, each between a half and the whole, so that mails do not come back in step. */
const backoffSeconds = (attempts: number, random: () => number): number =>
  Math.min(60 * 3 ** (attempts - 1), 6 * 3600) * (0.5 + random() / 2)

/** Other people's error messages may quote whom the mail was for. */
const withoutAddresses = (reason: string): string => reason.replace(/\S+@\S+/gu, '…').slice(0, 300)
