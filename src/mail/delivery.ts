import type { Logger } from '@logtape/logtape'
import type { Db } from '../db/connection.ts'
import { type Clock, inCentre, type Scope } from '../db/scope.ts'
import type { Settings } from '../settings.ts'
import { afterAttempt } from './outcome.ts'
import {
  type ClaimedMail,
  claimMail,
  lapseLeases,
  listCentresWithMail,
  type Outcome,
  postponeMails,
  recordOutcome,
} from './queries/claims.ts'
import type { Transport } from './transport.ts'

export type DeliveryDeps = {
  transport: Transport
  settings: Settings
  clock: Clock
  log: Logger
  /** Aborted, it takes no further mail in hand. */
  signal?: AbortSignal
  /** 0 up to 1; spreads repeated attempts. */
  random?: () => number
}

export type Delivered = {
  accepted: number
  /** Put back for a later attempt. */
  retried: number
  failed: number
  uncertain: number
  skipped: number
  /** Leases of senders that died, now uncertain. */
  lapsed: number
  /** The other side asked for quiet this long; what is due waits for it. */
  waitSeconds?: number
}

/**
 * One pass over what is due: a mail from each centre in turn, so that no centre waits behind another's campaign.
 * A mail is claimed, sent and marked in three steps, one mail at a time: a crash leaves one mail uncertain at most.
 */
export const deliverMails = async (db: Db, deps: DeliveryDeps, { most = 500 } = {}): Promise<Delivered> => {
  const delivered: Delivered = { accepted: 0, retried: 0, failed: 0, uncertain: 0, skipped: 0, lapsed: 0 }
  let waiting = await listCentresWithMail(db, deps.clock)
  let attempts = 0
  while (waiting.length > 0 && attempts < most) {
    const more: string[] = []
    for (const centreId of waiting.slice(0, most - attempts)) {
      if (deps.signal?.aborted) return delivered
      attempts++
      const step = await deliverNext(db, deps, centreId, delivered)
      if (step === 'sent') more.push(centreId)
      if (typeof step === 'object') return quiet(db, deps, waiting, delivered, step.waitSeconds)
    }
    waiting = more
  }
  return delivered
}

type Step = 'sent' | 'nothing' | { waitSeconds: number }

const deliverNext = async (db: Db, deps: DeliveryDeps, centreId: string, delivered: Delivered): Promise<Step> => {
  const claim = await inside(db, deps, centreId, async (scope) => {
    delivered.lapsed += await lapseLeases(scope)
    return claimMail(scope)
  })
  if (!claim) return 'nothing'
  if (claim.state !== 'claimed') {
    delivered.skipped++
    return 'sent'
  }
  const sent = await deps.transport.send(outgoing(claim, deps.settings))
  const mark = (scope: Scope) => {
    const outcome = afterAttempt(sent, claim.attempts, scope.now, deps.random)
    return recordOutcome(scope, claim, outcome).then((ours) => (ours ? outcome : undefined))
  }
  const outcome = await inside(db, deps, centreId, mark)
  note(deps.log, claim, outcome, delivered)
  return sent.kind === 'retry' && sent.afterSeconds ? { waitSeconds: sent.afterSeconds } : 'sent'
}

/** Addresses and contents stay out of the log; the ledger has them for those who may read it. */
const note = (log: Logger, { id, attempts }: ClaimedMail, outcome: Outcome | undefined, delivered: Delivered) => {
  if (!outcome) return log.warn('mail {id}: the lease was lost while sending', { id })
  delivered[counters[outcome.state]]++
  const { state } = outcome
  if (state === 'accepted') log.info('mail {id}: {state}', { id, state, attempts })
  else
    log.warn('mail {id}: {state} after attempt {attempts}: {reason}', {
      id,
      state,
      attempts,
      reason: outcome.last_error,
    })
}

const counters = { accepted: 'accepted', ready: 'retried', failed: 'failed', uncertain: 'uncertain' } as const

const quiet = async (db: Db, deps: DeliveryDeps, centres: string[], delivered: Delivered, waitSeconds: number) => {
  for (const centreId of centres) {
    await inside(db, deps, centreId, (scope) =>
      postponeMails(scope, new Date(scope.now.getTime() + waitSeconds * 1000)),
    )
  }
  deps.log.warn('the mail service asked for quiet for {waitSeconds} s', { waitSeconds })
  return { ...delivered, waitSeconds }
}

const inside = <Result>(
  db: Db,
  { settings, clock }: DeliveryDeps,
  centreId: string,
  work: (s: Scope) => Promise<Result>,
) => inCentre(db, { centreId }, { settings, clock }, work)

/** By whose name and where to answer is read when it leaves: an answer must reach a box that somebody reads now. */
const outgoing = (mail: ClaimedMail, { mailFrom }: Settings) => ({
  id: mail.id,
  from: { address: mailFrom, name: mail.sender_name },
  replyTo: { address: mail.reply_to, name: mail.sender_name },
  to: { address: mail.to_address, name: mail.to_name },
  subject: mail.subject,
  html: mail.html,
  body: mail.body,
})
