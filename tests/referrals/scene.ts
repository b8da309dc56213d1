import { randomId } from '../../src/lib/ids.ts'
import { addDays, dayOf } from '../../src/lib/time.ts'
import type { SharedField } from '../../src/lib/words.ts'
import { testApp } from '../support/app.ts'
import { aCentre, aContact, aMember, type TestCentre } from '../support/cast.ts'
import type { TestDatabase } from '../support/database.ts'

type Person = NonNullable<Parameters<typeof aContact>[2]> & { field?: string }

/** By when an answer is asked for, unless told. */
export const decideBy = addDays(dayOf(new Date()), 90)

/** A coordinator with a contact and a partner, and what they see; every scene has a centre of its own. */
export const setScene = async ({ appDb, ownerDb }: TestDatabase, person: Person = {}) => {
  let shift = 0
  const app = testApp(appDb, { clock: (now) => new Date(now.getTime() + shift), settings: { mail: 'ready' } })
  const centre = await aCentre(ownerDb)
  const member = await aMember(ownerDb, [centre])
  const contact = await aContact(ownerDb, centre, {
    email: `jana-${randomId()}@example.org`,
    phone: '+420601234567',
    residence: 'Praha',
    municipality_origin: 'Sokolov',
    ...person,
  })
  const base = `/app/${centre.slug}`
  const partner = await aPartner(ownerDb, centre)

  const fields = (share: SharedField[] = ['name', 'email'], more: Record<string, string> = {}) => ({
    contact: contact.id,
    recipient: `service:${partner.service}`,
    need: 'Hledá práci v marketingu.',
    decide_by: decideBy,
    consent: 'on',
    consent_how: 'written',
    idempotency_key: randomId(),
    ...Object.fromEntries(share.map((field) => [`share_${field}`, 'on'])),
    ...more,
  })
  const post = (posted: Record<string, string>) => app.post(`${base}/referrals`, posted, member.cookie)
  /** Sends a referral as the form does; answers with its row. */
  const refer = async (share?: SharedField[], more?: Record<string, string>) => {
    const response = await post(fields(share, more))
    const id = /referrals\/([0-9a-f-]{36})/.exec(response.headers.get('location') ?? '')?.[1] ?? `${response.status}`
    return referral(id)
  }
  const referral = (id: string) =>
    ownerDb.selectFrom('referrals').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const mails = (to?: string) =>
    ownerDb
      .selectFrom('mails')
      .selectAll()
      .where('centre_id', '=', centre.id)
      .$if(to !== undefined, (query) => query.where('to_address', '=', to ?? ''))
      .orderBy('id')
      .execute()
  const linkOf = async () => /\/p\/[\w-]{43}/.exec((await mails(partner.email)).at(-1)?.body ?? '')?.[0] ?? 'no link'

  return {
    ...{ app, centre, member, contact, partner, base, fields, post, refer, referral, mails, linkOf },
    pass: (days: number) => {
      shift += days * 86_400_000
    },
    timeline: async (of = contact.id) => {
      const rows = await ownerDb
        .selectFrom('activities')
        .selectAll()
        .where('contact_id', '=', of)
        .orderBy('id')
        .execute()
      return rows.map(({ kind, particulars }) => (particulars.recipient ? `${kind}: ${particulars.recipient}` : kind))
    },
    history: async (id: string) => {
      const rows = await ownerDb
        .selectFrom('referral_changes')
        .selectAll()
        .where('referral_id', '=', id)
        .orderBy('id')
        .execute()
      return rows.map(({ from_state, to_state, actor }) => `${from_state} > ${to_state} by ${actor}`)
    },
    contactRow: () => ownerDb.selectFrom('contacts').selectAll().where('id', '=', contact.id).executeTakeFirstOrThrow(),
  }
}

export type Scene = Awaited<ReturnType<typeof setScene>>

type PartnerOptions = { languages?: string[]; active?: boolean; name?: string }

/** An employer with one service, written to in German unless told. */
export const aPartner = async (ownerDb: TestDatabase['ownerDb'], centre: TestCentre, options: PartnerOptions = {}) => {
  const [id, service] = [randomId(), randomId()]
  const { languages = ['de', 'cs'], active = true, name = 'Sklárna Zkušební' } = options
  const email = `partner-${id}@example.org`
  const now = new Date()
  await ownerDb
    .insertInto('partners')
    .values({
      centre_id: centre.id,
      id,
      kind: 'employer',
      name,
      person: 'Pan Zkušební',
      email,
      languages,
      active,
      created_at: now,
      updated_at: now,
    })
    .execute()
  await ownerDb
    .insertInto('services')
    .values({ centre_id: centre.id, id: service, partner_id: id, name: 'Práce', languages })
    .execute()
  return { id, service, email, name }
}
