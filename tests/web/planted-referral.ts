import type { Db } from '../../src/db/connection.ts'
import { newId } from '../../src/lib/ids.ts'

type Place = { centre_id: string; contact_id: string; word: string }

/** A contact referred to a partner's service, and one handed over to this centre by another; ids by noun. */
export const aReferral = async (db: Db, { centre_id, contact_id, word }: Place) => {
  const [partners, services, consent_id, referrals, incoming] = [newId(), newId(), newId(), newId(), newId()]
  const now = new Date()
  const partner = { name: `Poradna ${word}`, email: `${word}@partner.example.org`, kind: 'adviser' as const }
  await db
    .insertInto('partners')
    .values({ centre_id, id: partners, ...partner, created_at: now, updated_at: now })
    .execute()
  await db
    .insertInto('services')
    .values({ centre_id, id: services, partner_id: partners, name: `Služba ${word}` })
    .execute()
  const consent = {
    purpose: 'referral' as const,
    state: 'granted' as const,
    wording: word,
    lang: 'cs',
    source: 'staff',
  }
  await db
    .insertInto('consents')
    .values({ centre_id, id: consent_id, contact_id, ...consent, granted_at: now })
    .execute()
  const asked = { need: `Potřebuje ${word}`, shared: { name: word }, decide_by: '2030-01-01', created_at: now }
  const sent = { recipient: `Poradna ${word}`, fields: ['name'], state: 'sent' as const, state_since: now }
  await db
    .insertInto('referrals')
    .values({
      centre_id,
      id: referrals,
      contact_id,
      partner_id: partners,
      service_id: services,
      consent_id,
      ...sent,
      ...asked,
    })
    .execute()
  const from = { from_centre_id: newId(), from_centre: `Centrum ${word}`, from_referral_id: newId() }
  await db
    .insertInto('hand_overs')
    .values({ centre_id, id: incoming, ...from, state: 'waiting', ...asked })
    .execute()
  return { partners, services, referrals, incoming }
}
