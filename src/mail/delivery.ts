import type { Logger } from '@logtape/logtape'
import type { Db } from '../db/connection.ts'
import { type Clock, inCentre, type Scope } from '../db/scope.ts'
import { isDatabaseUnavailable } from '../db/unavailable.ts'
import { traceOf } from '../lib/trace.ts'
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
import type { Sent, Transport } from './transport.ts'

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
  /** Centres in which something went wrong that has nothing to do with a mail; it is in the log. */
  troubles: number
  /** The other side asked for quiet this long; what is due waits for it. */
  waitSeconds?: number
}

/**
 * One pass over what is due: a mail from each centre in turn, so that no centre waits behind another's campaign.
 * One mail at a time is claimed, sent and marked: a crash leaves one mail uncertain at most. Marking it and claiming
 * the next one of the same centre is one transaction.
 */
export const deliverMails = async (db: Db, deps: DeliveryDeps, { most = 500 } = {}): Promise<Delivered> => {
  const delivered: Delivered = { accepted: 0, retried: 0, failed: 0, uncertain: 0, skipped: 0, lapsed: 0, troubles: 0 }
  const pass: Pass = { db, deps, delivered, attempt: undefined }
  let waiting = await listCentresWithMail(db, deps.clock)
  let attempts = 0
  while (waiting.length > 0 && attempts < most) {
    const more: string[] = []
    for (const centreId of waiting.slice(0, most - attempts)) {
      if (deps.signal?.aborted) return finish(pass)
      attempts++
      if (await deliverHere(pass, centreId)) more.push(centreId)
      const waitSeconds = askedForQuiet(pass.attempt)
      if (waitSeconds) return quiet(pass, waiting, waitSeconds)
    }
    waiting = more
  }
  return finish(pass)
}

/** A mail that has left, or tried to, and what came back; not in the ledger yet. */
type Attempt = { centreId: string; claim: ClaimedMail; sent: Sent }
type Pass = { db: Db; deps: DeliveryDeps; delivered: Delivered; attempt: Attempt | undefined }

/** What goes wrong in a centre is told, and the others have their turn. */
const deliverHere = async (pass: Pass, centreId: string): Promise<boolean> => {
  try {
    return await deliverNext(pass, centreId)
  } catch (thrown) {
    if (isDatabaseUnavailable(thrown)) throw thrown
    pass.delivered.troubles++
    pass.deps.log.error('no mail leaves in centre {centreId} {error}', { centreId, error: traceOf(thrown) })
    await markAlone(pass)
    return false
  }
}

/** A mail that left is marked by itself; one that cannot be marked becomes uncertain when its lease lapses. */
const markAlone = async (pass: Pass) => {
  try {
    await finish(pass)
  } catch (thrown) {
    if (isDatabaseUnavailable(thrown)) throw thrown
    pass.attempt = undefined
  }
}

/** False when nothing is due in this centre. */
const deliverNext = async (pass: Pass, centreId: string): Promise<boolean> => {
  if (pass.attempt?.centreId !== centreId) await finish(pass)
  const { deps, delivered, attempt } = pass
  const step = await inside(pass, centreId, (scope) =>
    Promise.all([attempt && mark(scope, attempt, deps), lapseLeases(scope), claimMail(scope)]),
  )
  const [outcome, lapsed, claim] = step ?? [undefined, 0, undefined]
  marked(pass, outcome)
  delivered.lapsed += lapsed
  if (!claim) return false
  if (claim.state === 'claimed') {
    pass.attempt = { centreId, claim, sent: await deps.transport.send(outgoing(claim, deps.settings)) }
  } else delivered.skipped++
  return true
}

/** Marks what is not marked yet. */
const finish = async (pass: Pass): Promise<Delivered> => {
  const { attempt, deps, delivered } = pass
  if (attempt) marked(pass, await inside(pass, attempt.centreId, (scope) => mark(scope, attempt, deps)))
  return delivered
}

/** Undefined when the lease was lost and somebody else has said what became of the mail. */
const mark = async (scope: Scope, { claim, sent }: Attempt, { random }: DeliveryDeps): Promise<Outcome | undefined> => {
  const outcome = afterAttempt(sent, claim.attempts, scope.now, random)
  return (await recordOutcome(scope, claim, outcome)) ? outcome : undefined
}

const marked = (pass: Pass, outcome: Outcome | undefined) => {
  if (pass.attempt) note(pass.deps.log, pass.attempt.claim, outcome, pass.delivered)
  pass.attempt = undefined
}

const askedForQuiet = (attempt: Attempt | undefined): number | undefined =>
  attempt?.sent.kind === 'retry' ? attempt.sent.afterSeconds : undefined

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

const quiet = async (pass: Pass, centres: string[], waitSeconds: number) => {
  const delivered = await finish(pass)
  for (const centreId of centres) {
    await inside(pass, centreId, (scope) => postponeMails(scope, new Date(scope.now.getTime() + waitSeconds * 1000)))
  }
  pass.deps.log.warn('the mail service asked for quiet for {waitSeconds} s', { waitSeconds })
  return { ...delivered, waitSeconds }
}

const inside = <Result>({ db, deps }: Pass, centreId: string, work: (scope: Scope) => Promise<Result>) =>
  inCentre(db, { centreId }, { settings: deps.settings, clock: deps.clock }, work)

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
