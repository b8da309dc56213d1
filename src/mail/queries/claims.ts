import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { prepared } from '../../db/prepared.ts'
import type { Clock, Scope } from '../../db/scope.ts'
import { newId } from '../../lib/ids.ts'
import type { MailClass, MailState } from '../../lib/words.ts'

type Place = Pick<Scope, 'db' | 'centreId'>

export type ClaimedMail = {
  id: string
  state: 'claimed'
  lease_token: string
  attempts: number
  to_address: string
  to_name: string
  subject: string
  html: string
  body: string
  sender_name: string
  reply_to: string
}

export type Claim = ClaimedMail | { id: string; state: 'skipped_obsolete' | 'skipped_suppressed' }

/** Centres with due mail or a lapsed lease, the one that waits longest first; at most 200. */
export const listCentresWithMail = async (db: Db, clock: Clock): Promise<string[]> => {
  const { rows: times } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  const now = clock(times[0]?.now ?? new Date())
  const { rows } = await sql<{ centre_id: string }>`select centre_id from centres_with_mail(${now}, 200)`.execute(db)
  return rows.map(({ centre_id }) => centre_id)
}

/** Whoever held a lapsed lease may have sent the mail, so it is never ready again. Returns how many there were. */
export const lapseLeases = async ({ db, centreId }: Place): Promise<number> => {
  const { numAffectedRows } = await sql`
    update mails m set state = 'uncertain', lease_until = null, lease_token = null,
        last_error = 'the sender stopped before it could say what happened'
      from (select id from mails where centre_id = ${centreId} and state = 'claimed' and lease_until < now()
        for update skip locked) lapsed
      where m.centre_id = ${centreId} and m.id = lapsed.id`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/**
 * Takes the most urgent due mail that nobody else holds, for two minutes by the database's clock; one that has
 * become useless or unwanted meanwhile is put aside instead. Undefined when nothing is due.
 */
export const claimMail = async ({ db, centreId, now }: Place & { now: Date }): Promise<Claim | undefined> => {
  const [claim] = await claimNext(db, [centreId, now.toISOString(), newId()])
  return claim
}

/** The most urgent first. */
const classes: readonly MailClass[] = ['security', 'transactional', 'reminder', 'campaign']

const claimNext = prepared((db, [centreId, now, leaseToken]: [string, string, string]) => {
  // one after the other until one has a mail: sorting them together would read all that wait
  const due = classes.map(
    (urgency) => sql`select * from (
      select id, kind, not_after, address_hash, member_id, task_id from mails
        where centre_id = ${centreId} and state = 'ready' and class = ${sql.lit(urgency)} and not_before <= ${now}
        order by not_before, id limit 1 for update skip locked) ${sql.ref(urgency)}`,
  )
  const claim = sql<Claim>`
    with next as (
      select id, case
          when not_after <= ${now} or ${hasLostItsReason(centreId)} then 'skipped_obsolete'
          -- who writes to us after having asked for silence gets the link
          when exists (select from suppressions s
            where s.centre_id = ${centreId} and s.address_hash = due.address_hash
              and not (s.reason = 'asked' and due.kind in ('enquiry_proof', 'panel_proof'))) then 'skipped_suppressed'
          else 'claimed' end as verdict
        from (${sql.join(due, sql` union all `)} limit 1) due)
    update mails m set state = next.verdict,
        lease_until = case when next.verdict = 'claimed' then now() + interval '2 minutes' end,
        lease_token = case when next.verdict = 'claimed' then ${leaseToken}::uuid end,
        attempts = m.attempts + case when next.verdict = 'claimed' then 1 else 0 end
      from next, centres c
      where m.centre_id = ${centreId} and m.id = next.id and c.id = m.centre_id
      returning m.id, m.state, m.lease_token, m.attempts, m.to_address, m.to_name, m.subject, m.html, m.body,
        coalesce(nullif(c.mail_from_name, ''), nullif(case m.lang
          when 'en' then c.name_en when 'de' then c.name_de when 'uk' then c.name_uk else '' end, ''), c.name) as sender_name,
        coalesce(nullif(c.reply_to, ''), c.email) as reply_to`
  return { compile: () => claim.compile(db) }
})

/** Who was to be reminded left, or has it no longer to do: known for sure only when the mail leaves. */
const hasLostItsReason = (centreId: string) => sql`(
  due.member_id is not null and not exists (select from memberships ms join members m on m.id = ms.member_id
    where ms.centre_id = ${centreId} and ms.member_id = due.member_id
      and ms.disabled_at is null and ms.accepted_at is not null and m.disabled_at is null)
  or due.task_id is not null and not exists (select from tasks t
    where t.centre_id = ${centreId} and t.id = due.task_id and t.state = 'open' and t.assignee_id = due.member_id))`

export type Outcome =
  | { state: 'accepted'; accepted_at: Date; provider_message_id: string }
  | { state: 'ready'; not_before: Date; last_error: string }
  | { state: 'failed' | 'uncertain'; last_error: string }

/** Writes down what became of a claimed mail; false when the lease was lost and the row is no longer ours to write. */
export const recordOutcome = async ({ db, centreId }: Place, mail: ClaimedMail, outcome: Outcome): Promise<boolean> => {
  const marked = await db
    .updateTable('mails')
    .set({ last_error: '', ...outcome, ...left(outcome.state) })
    .where('centre_id', '=', centreId)
    .where('id', '=', mail.id)
    .where('lease_token', '=', mail.lease_token)
    .returning(['contact_id', 'registration_id'])
    .executeTakeFirst()
  if (marked && outcome.state === 'accepted' && (marked.contact_id || marked.registration_id))
    await noteSent(db, centreId, mail.id)
  return marked !== undefined
}

/** What left stands in the history of who got it, in the transaction that says so, once. */
const noteSent = (db: Place['db'], centreId: string, mailId: string) =>
  sql`
  insert into activities (centre_id, id, contact_id, kind, body, particulars, occurred_at, created_at, idempotency_key)
    select m.centre_id, ${newId()}, coalesce(m.contact_id, r.contact_id), 'mail_sent', m.subject,
        jsonb_build_object('mail', m.id, 'kind', m.kind), m.accepted_at, m.accepted_at, m.id
      from mails m left join registrations r on r.centre_id = m.centre_id and r.id = m.registration_id
      where m.centre_id = ${centreId} and m.id = ${mailId} and coalesce(m.contact_id, r.contact_id) is not null
    on conflict (centre_id, idempotency_key) do nothing`.execute(db)

/** Holds back all that is due until then: the other side asked for quiet, and every sender reads it here. */
export const postponeMails = async ({ db, centreId }: Place, until: Date): Promise<void> => {
  await db
    .updateTable('mails')
    .set({ not_before: until })
    .where('centre_id', '=', centreId)
    .where('state', '=', 'ready')
    .where('not_before', '<', until)
    .execute()
}

const left = (state: MailState) => ({ state, lease_until: null, lease_token: null })
