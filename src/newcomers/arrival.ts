import type { Lang } from '../../views/messages/index.ts'
import type { Centre } from '../centres/queries.ts'
import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { normalEmail } from '../lib/email.ts'
import { newId, partOf, randomId } from '../lib/ids.ts'
import { addDays, after, dayOf, momentOf } from '../lib/time.ts'
import { newToken, sha256 } from '../lib/tokens.ts'
import { newcomerMailKinds } from '../mail/kinds.ts'
import { countMailsSince } from '../mail/ledger.ts'
import type { EnquiryForm, PanelForm } from './forms.ts'
import { askForProof } from './letters.ts'
import { createNewcomer, findNewcomerByKey, type NewNewcomer } from './queries/newcomers.ts'

/** Of which edition the sentences are that people agree to; with other words it becomes another. */
const edition = '2026-11-20'
const linkDays = 2
/** Whoever types in another person's address cannot flood them. */
const mostLettersADay = 5

/** The page somebody writes on: its centre in its language, and the sentence they ticked as they read it. */
export type Desk = { centre: Centre; lang: Lang; agreed: string }

export const enquire = (scope: Scope, { about, phone, message, ...form }: EnquiryForm, desk: Desk): Promise<void> => {
  const times = { created_at: scope.now, expires_at: after(scope.now, { days: linkDays }) }
  return arrive(scope, form, desk, { id: newId(), kind: 'enquiry', ...about, phone, message, ...times })
}

/**
 * Somebody wants to be asked again. Neither the id nor the time tells more than the day, and nothing of a survey is
 * known here: it cannot stand beside the answers somebody has just sent.
 */
export const joinPanel = (scope: Scope, form: PanelForm, desk: Desk): Promise<void> => {
  const day = dayOf(scope.now)
  const times = { created_at: beginOf(day, scope.now), expires_at: beginOf(addDays(day, linkDays + 1), scope.now) }
  return arrive(scope, form, desk, { id: randomId(), kind: 'panel', ...times })
}

/** The first moment of a day in Prague. */
export const beginOf = (day: string, otherwise: Date): Date => momentOf(`${day}T00:00`) ?? otherwise

type Coming = Pick<NewNewcomer, 'id' | 'kind' | 'track' | 'topic' | 'phone' | 'message'> & {
  created_at: Date
  expires_at: Date
}

/** Keeps what somebody wrote until they prove their address. Who asks learns the same whatever came of it. */
const arrive = async (scope: Scope, form: PanelForm, { centre, lang, agreed }: Desk, coming: Coming): Promise<void> => {
  const { db, centreId, now } = scope
  const { name, email, idempotency_key } = form
  const email_norm = normalEmail(email)
  const [, sent, letters] = await Promise.all([
    waitForTurn(db, centreId, `newcomer ${email_norm}`),
    findNewcomerByKey(db, centreId, idempotency_key),
    countMailsSince(scope, email, newcomerMailKinds, after(now, { days: -1 })),
  ])
  if (sent?.email_norm === email_norm || letters >= mostLettersADay) return

  const token = newToken()
  const newcomer = {
    ...coming,
    name,
    email,
    email_norm,
    lang,
    agreed,
    agreed_edition: edition,
    token_hash: sha256(token),
  }
  // the same page filled in again for somebody else of the house is no repeat, unless they sent it twice
  const isKept =
    (await createNewcomer(db, centreId, { ...newcomer, idempotency_key })) ||
    (await createNewcomer(db, centreId, { ...newcomer, idempotency_key: partOf(idempotency_key, email_norm) }))
  if (isKept) await askForProof(scope, { ...newcomer, token }, centre)
}
