import { type Context, Hono } from 'hono'
import { OwnPage } from '../../views/me/show.tsx'
import type { Scope } from '../db/scope.ts'
import { sha256, tokenPattern } from '../lib/tokens.ts'
import { findConsent } from '../privacy/queries.ts'
import { withdraw } from '../referrals/withdraw.ts'
import { found, open } from '../web/access.ts'
import type { PublicEnv } from '../web/env.ts'
import { readForm } from '../web/forms.ts'
import { WithdrawForm } from './forms.ts'
import { findAllAbout, findContactIdByToken } from './queries.ts'

/** What one area keeps about a person: its tables with their rows. */
export type PersonalData = (scope: Scope, contactId: string) => Promise<Record<string, readonly unknown[]>>

const one = `/:token{${tokenPattern}}` as '/:token'

/** Mounted at /me: what is kept about whoever holds the link. `areas` is everything that keeps something. */
export const ownPages = (areas: readonly PersonalData[]) => {
  const me = new Hono<PublicEnv>()

  me.get(one, open(), async (c) => ownPage(c, await contactIdIn(c)))

  me.get(`${one}/export`, open(), async (c) => {
    const { scope } = c.var
    const contactId = await contactIdIn(c)
    const { slug, name } = c.var.centre
    const told: Record<string, readonly unknown[]> = {}
    for (const area of areas) Object.assign(told, await area(scope, contactId))
    const about = { centre: { slug, name }, exported_at: scope.now, ...told }
    return c.body(JSON.stringify(about, undefined, 2), 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${slug}-my-data.json"`,
      'Cache-Control': 'no-store',
    })
  })

  me.post(`${one}/withdraw`, open(), async (c) => {
    const { scope } = c.var
    const contactId = await contactIdIn(c)
    const form = await readForm(c, WithdrawForm)
    if (!form.ok) return c.notFound()
    const consent = found(await findConsent(scope.db, scope.centreId, form.data.consent))
    if (consent.contact_id !== contactId) return c.notFound()
    await withdraw(scope, consent.id)
    return c.redirect(`/me/${c.req.param('token')}?lang=${c.var.lang}&done=withdrawn#consents`, 303)
  })

  return me
}

type LinkContext = Context<PublicEnv>

const contactIdIn = async (c: LinkContext): Promise<string> => {
  const { db, centreId, now } = c.var.scope
  return found(await findContactIdByToken(db, centreId, sha256(c.req.param('token') ?? ''), now))
}

const ownPage = async (c: LinkContext, contactId: string) => {
  const { t, scope, centre } = c.var
  const { contact, ...about } = await findAllAbout(scope, contactId)
  c.header('Cache-Control', 'no-store')
  const page = {
    t,
    centre,
    contact: found(contact),
    ...about,
    link: `/me/${c.req.param('token')}`,
    done: c.req.query('done'),
  }
  return c.render(<OwnPage {...page} />, { title: t('me.title') })
}
