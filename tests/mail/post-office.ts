import { randomBytes } from 'node:crypto'
import { getLogger } from '@logtape/logtape'
import { sql } from 'kysely'
import type { Db } from '../../src/db/connection.ts'
import { inCentre, type Scope } from '../../src/db/scope.ts'
import { newId } from '../../src/lib/ids.ts'
import { type DeliveryDeps, deliverMails } from '../../src/mail/delivery.ts'
import { type Mail, queueMail } from '../../src/mail/ledger.ts'
import { mailersendTransport } from '../../src/mail/mailersend.ts'
import type { Settings } from '../../src/settings.ts'

export const settings: Settings = {
  publicUrl: 'https://krajan.example.org',
  mail: 'ready',
  mailFrom: 'post@krajan.example.org',
  demo: false,
  rateLimits: true,
  secretKey: 'a secret for the tests only',
}

/** A centre of its own for one test. */
export const makeCentre = async (ownerDb: Db): Promise<{ id: string; slug: string }> => {
  const id = newId()
  const slug = `c-${randomBytes(5).toString('hex')}`
  await sql`insert into centres (id, slug, name, region, tracks, email, address) values
    (${id}, ${slug}, 'Centrum Zkouška', 'Zkušební kraj', array['return'], 'centrum@example.org', 'Náměstí 1')`.execute(
    ownerDb,
  )
  return { id, slug }
}

export const within = <Result>(
  db: Db,
  centreId: string,
  work: (scope: Scope) => Promise<Result>,
  changed: Partial<Settings> = {},
) => inCentre(db, { centreId }, { settings: { ...settings, ...changed } }, work)

/** Queues mails to a person each and returns their ids in order. */
export const promise = async (db: Db, centreId: string, ...wanted: Partial<Mail>[]): Promise<string[]> => {
  const keys = wanted.map(({ dedupeKey }) => dedupeKey ?? newId())
  await within(db, centreId, async (scope) => {
    for (const [index, mail] of wanted.entries())
      await queueMail(scope, aMail({ dedupeKey: keys[index] ?? '', ...mail }))
  })
  const rows = await rowsOf(db, centreId)
  return keys.map((key) => rows.find(({ dedupe_key }) => dedupe_key === key)?.id ?? '')
}

export const aMail = (changed: Partial<Mail> = {}): Mail => ({
  class: 'transactional',
  kind: 'registration_confirmed',
  dedupeKey: newId(),
  to: { address: 'jana@example.org', name: 'Jana Zkušební' },
  lang: 'cs',
  content: { subject: 'Máte místo', html: '<p>Těšíme se</p>', body: 'Těšíme se' },
  ...changed,
})

export const rowsOf = async (db: Db, centreId: string) =>
  (await within(db, centreId, (scope) => scope.db.selectFrom('mails').selectAll().orderBy('id').execute())) ?? []

export const statesOf = async (db: Db, centreId: string): Promise<string[]> =>
  (await rowsOf(db, centreId)).map(({ state }) => state)

export const suppress = (db: Db, centreId: string, address_hash: Buffer) =>
  within(db, centreId, ({ db: trx, now }) =>
    trx
      .insertInto('suppressions')
      .values({ centre_id: centreId, address_hash, reason: 'bounced_hard', at: now })
      .execute(),
  )

/** A registration for mails to be about. */
export const register = async (ownerDb: Db, centre_id: string): Promise<string> => {
  const [event_id, id, now] = [newId(), newId(), new Date()]
  await ownerDb
    .insertInto('events')
    .values({
      centre_id,
      id: event_id,
      slug: `e-${event_id}`,
      status: 'published',
      starts_at: now,
      ends_at: new Date(now.getTime() + 3_600_000),
      venue: 'bar elpíčko',
      town: 'Praha',
      created_at: now,
      updated_at: now,
    })
    .execute()
  await ownerDb.insertInto('event_places').values({ centre_id, event_id }).execute()
  await ownerDb
    .insertInto('registrations')
    .values({
      centre_id,
      id,
      event_id,
      name: 'Jana',
      email: 'jana@example.org',
      email_norm: 'jana@example.org',
      party_size: 1,
      lang: 'cs',
      state: 'confirmed',
      state_since: now,
      idempotency_key: newId(),
      created_at: now,
    })
    .execute()
  return id
}

/** As if the two minutes of every lease of the centre had passed. */
export const lapse = (ownerDb: Db, centreId: string) =>
  ownerDb
    .updateTable('mails')
    .set({ lease_until: sql<Date>`now() - interval '1 second'` })
    .where('centre_id', '=', centreId)
    .where('state', '=', 'claimed')
    .execute()

export const later = (minutes: number) => (databaseTime: Date) => new Date(databaseTime.getTime() + minutes * 60_000)

type Deliverer = Partial<DeliveryDeps> & { url?: string; timeoutMs?: number; most?: number }

/** One pass with the real transport against the address given. */
export const deliver = (db: Db, { url, timeoutMs = 2000, most, ...changed }: Deliverer) => {
  const transport = mailersendTransport({ apiKey: 'a-key', baseUrl: url, timeoutMs })
  const deps = { transport, settings, clock: later(0), log: getLogger(['krajan', 'mail']), ...changed }
  return deliverMails(db, deps, most === undefined ? {} : { most })
}
