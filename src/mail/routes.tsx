import { type Context, Hono } from 'hono'
import { MailsPage } from '../../views/mails/list.tsx'
import { MailPage } from '../../views/mails/show.tsx'
import { isUuid, uuidPattern } from '../lib/ids.ts'
import { mailStates } from '../lib/words.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { canReadMail, canSeeKeys } from './policy.ts'
import { findMail, listMails, listMailsBeside, type MailFilter } from './queries/mails.ts'
import { isHeldByRestore, shownHtml, shownText, showsKeys } from './shown.ts'

export const mails = new Hono<StaffEnv>()

mails.get('/', allow(canReadMail), async (c) => {
  const { t, scope, viewer } = c.var
  const filter = filterOf(c)
  const page = await listMails(scope.db, scope.centreId, filter)
  const props = { t, slug: viewer.centre.slug, states: mailStates, filter, page }
  return c.render(<MailsPage {...props} />, { title: t('mail.title'), current: 'mail' })
})

mails.get(`/:id{${uuidPattern}}`, allow(canReadMail), async (c) => {
  const { t, scope, viewer } = c.var
  const id = c.req.param('id')
  const [row, beside] = await Promise.all([
    findMail(scope.db, scope.centreId, id),
    listMailsBeside(scope.db, scope.centreId, id),
  ])
  const mail = found(row)
  const keys = showsKeys(mail) && canSeeKeys(viewer)
  const props = {
    t,
    slug: viewer.centre.slug,
    mail: { ...mail, body: shownText(mail, keys) },
    masked: !keys,
    restored: isHeldByRestore(mail),
    beside,
  }
  return c.render(<MailPage {...props} />, { title: mail.subject, current: 'mail' })
})

/** The mail alone, for the frame: nothing in it runs, nothing is fetched from elsewhere. */
mails.get(`/:id{${uuidPattern}}/html`, allow(canReadMail), async (c) => {
  const { scope, viewer } = c.var
  const mail = found(await findMail(scope.db, scope.centreId, c.req.param('id')))
  return c.html(shownHtml(mail, showsKeys(mail) && canSeeKeys(viewer)), 200, {
    'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'`,
    'X-Frame-Options': 'SAMEORIGIN',
    'Cache-Control': 'private, no-store',
    // a sandboxed frame cannot be keyed by an origin it does not have, and Chromium complains
    'Origin-Agent-Cluster': '?0',
  })
})

const filterOf = (c: Context<StaffEnv>): MailFilter => {
  const { state, address = '', registration = '', after } = c.req.query()
  const wanted = mailStates.find((known) => known === state)
  const piece = address.replaceAll('\0', '').trim().slice(0, 254)
  return {
    ...(wanted ? { state: wanted } : {}),
    ...(piece ? { address: piece } : {}),
    ...(isUuid(registration) ? { registrationId: registration } : {}),
    ...(after ? { after } : {}),
  }
}
