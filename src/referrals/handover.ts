import { isLang } from '../../views/messages/index.ts'
import { enrol, receive } from '../contacts/person.ts'
import { createActivity } from '../contacts/queries/activities.ts'
import { type Scope, visit } from '../db/scope.ts'
import { newId } from '../lib/ids.ts'
import { splitName } from '../lib/names.ts'
import type { DeclineReason, Track } from '../lib/words.ts'
import { recordAudit } from '../privacy/queries.ts'
import { type Decision, decide } from './decision.ts'
import { endOf } from './letters.ts'
import { createHandOver, findHandOver, type HandOver, updateWaitingHandOver } from './queries/hand-overs.ts'
import { findReferral, type ReferralRecord } from './queries/referrals.ts'
import { isWaiting } from './states.ts'
import { takeTurn } from './turn.ts'

/** Puts a letter into the other centre's box: who sends it, the need and the facts agreed to, nothing else. */
export const sendLetter = async (scope: Scope, referral: ReferralRecord, fromCentre: string) => {
  if (!referral.to_centre_id) return
  await visit(scope, referral.to_centre_id, (there) =>
    createHandOver(there.db, there.centreId, {
      id: newId(),
      from_centre_id: scope.centreId,
      from_centre: fromCentre,
      from_referral_id: referral.id,
      need: referral.need,
      shared: referral.shared,
      state: 'waiting',
      decide_by: referral.decide_by,
      created_at: scope.now,
    }),
  )
}

/** Takes the letter back and empties it; what the other centre has accepted already is its own. */
export const takeLetterBack = async (scope: Scope, referral: ReferralRecord) => {
  if (!referral.to_centre_id) return
  const emptied = { state: 'withdrawn' as const, shared: {}, need: '', decided_at: scope.now }
  await visit(scope, referral.to_centre_id, (there) =>
    updateWaitingHandOver(there.db, there.centreId, referral.id, emptied),
  )
}

/** A letter ends with its days, whether or not the clock has ended it yet. */
export const isOpen = (letter: HandOver, now: Date): boolean => letter.state === 'waiting' && now < endOf(letter)

/** Where this centre's own work with somebody begins. */
export type Beginning = { track: Track; stage: string }

export type TakenOver = { kind: 'taken_over'; contactId: string } | { kind: 'decided' }

/** The receiving centre says yes: the person becomes its own contact, at the beginning of its own track. */
export const takeOver = async (
  scope: Scope,
  memberId: string,
  letter: HandOver,
  beginning: Beginning | undefined,
): Promise<TakenOver> => {
  const turn = await takeTurn(scope, letter.from_centre_id, letter.from_referral_id)
  const waiting = await waitingLetter(turn, letter)
  if (!waiting) return { kind: 'decided' }
  const contactId = await welcome(turn, memberId, waiting, beginning)
  await close(turn, memberId, waiting, { state: 'accepted', contact_id: contactId })
  await tellThem(turn, waiting, { state: 'accepted', answer: '' })
  return { kind: 'taken_over', contactId }
}

/** The receiving centre says no, and why. */
export const turnDown = async (
  scope: Scope,
  memberId: string,
  letter: HandOver,
  said: { reason: DeclineReason; answer: string },
): Promise<'declined' | 'decided'> => {
  const turn = await takeTurn(scope, letter.from_centre_id, letter.from_referral_id)
  const waiting = await waitingLetter(turn, letter)
  if (!waiting) return 'decided'
  await close(turn, memberId, waiting, { state: 'declined', shared: {}, need: '' })
  await tellThem(turn, waiting, { state: 'declined', ...said })
  return 'declined'
}

const waitingLetter = async ({ db, centreId, now }: Scope, { id }: HandOver) => {
  const letter = await findHandOver(db, centreId, id)
  return letter && isOpen(letter, now) ? letter : undefined
}

const welcome = async (scope: Scope, memberId: string, letter: HandOver, beginning: Beginning | undefined) => {
  const { shared } = letter
  const person = {
    ...splitName(shared.name ?? ''),
    birth_name: '',
    email: shared.email ?? '',
    phone: shared.phone ?? '',
    lang: isLang(shared.languages) ? shared.languages : 'cs',
    municipality_origin: shared.municipality_origin ?? '',
    residence: shared.residence ?? '',
    field: shared.field ?? '',
    tags: [],
    owner_id: memberId,
    note: '',
    track: beginning?.track,
  }
  const added = await receive(scope, memberId, person, beginning?.stage, 'hand_over')
  const contactId = added.kind === 'known' ? added.contact.id : added.id
  if (added.kind === 'known' && beginning) await enrol(scope, { contactId, ...beginning, memberId })
  await createActivity(scope.db, scope.centreId, {
    contact_id: contactId,
    kind: 'taken_over',
    body: letter.need,
    occurred_at: scope.now,
    member_id: memberId,
    particulars: { recipient: letter.from_centre },
  })
  return contactId
}

type Closed =
  | { state: 'accepted'; contact_id: string }
  | { state: 'declined'; shared: Record<string, string>; need: string }

const close = async (scope: Scope, memberId: string, letter: HandOver, closed: Closed) => {
  const { db, centreId, now } = scope
  const decided = { ...closed, decided_by: memberId, decided_at: now }
  await updateWaitingHandOver(db, centreId, letter.from_referral_id, decided)
  await recordAudit(scope, {
    action: `hand_over.${closed.state}`,
    subject_type: 'hand_over',
    subject_id: letter.id,
    fields: ['state'],
    member_id: memberId,
  })
}

const tellThem = (scope: Scope, letter: HandOver, decision: Decision) =>
  visit(scope, letter.from_centre_id, async (there) => {
    const referral = await findReferral(there.db, there.centreId, letter.from_referral_id)
    if (referral && isWaiting(referral)) await decide(there, referral, decision, 'centre')
  })
