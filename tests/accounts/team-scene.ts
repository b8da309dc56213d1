import { sha256 } from '../../src/lib/tokens.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { aCentre, aMember } from '../support/cast.ts'
import type { TestDatabase } from '../support/database.ts'

/** A centre with an administrator, and a second one next door. */
export const aTeam = async ({ appDb, ownerDb }: TestDatabase, app: TestApp = testApp(appDb)) => {
  const centre = await aCentre(ownerDb)
  const elsewhere = await aCentre(ownerDb)
  const admin = await aMember(ownerDb, [centre], 'admin', 'Adéla Správná')
  const base = `/app/${centre.slug}/settings/members`
  const membershipOf = (id: string, centre_id = centre.id) =>
    ownerDb
      .selectFrom('memberships')
      .select(['role', 'version', 'disabled_at', 'accepted_at'])
      .where('centre_id', '=', centre_id)
      .where('member_id', '=', id)
      .executeTakeFirstOrThrow()
  const audit = async (centre_id = centre.id) =>
    (
      await ownerDb
        .selectFrom('audit_entries')
        .select(['action', 'subject_id', 'member_id'])
        .where('centre_id', '=', centre_id)
        .orderBy('id')
        .execute()
    ).map(({ action, subject_id, member_id }) => [action, subject_id, member_id])
  const memberOf = (email: string) =>
    ownerDb.selectFrom('members').selectAll().where('email', '=', email).executeTakeFirst()
  /** Invites as the page does; where no mail goes out the answer shows the link. */
  const invite = async (email: string, fields: Record<string, string> = {}, cookie = admin.cookie, at = base) => {
    const answer = await app.post(at, { name: 'Nová Kolegyně', email, role: 'coordinator', ...fields }, cookie)
    const html = await answer.text()
    return { status: answer.status, html, link: linkIn(html), location: answer.headers.get('location') }
  }
  const mailsTo = (address: string) =>
    ownerDb
      .selectFrom('mails')
      .select(['id', 'kind', 'class', 'lang', 'subject', 'body', 'centre_id', 'not_after'])
      .where('to_address', '=', address)
      .orderBy('id')
      .execute()
  return { app, centre, elsewhere, admin, base, membershipOf, audit, memberOf, invite, mailsTo, ownerDb, appDb }
}

export type Team = Awaited<ReturnType<typeof aTeam>>

export const linkIn = (text: string) => /\/(?:invitation|password)\/[\w-]{43}/.exec(text)?.[0] ?? 'no link'
export const hashIn = (link: string) => sha256(link.split('/')[2] ?? '')
export const cookieIn = (response: Response) =>
  /^(krajan=[^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? ''
export const good = 'kolo mrak sedm lip'
