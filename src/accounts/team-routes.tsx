import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { HandedLinkPage } from '../../views/accounts/handed-link.tsx'
import { MemberPage } from '../../views/accounts/member.tsx'
import { NewMemberPage } from '../../views/accounts/member-form.tsx'
import { TeamPage } from '../../views/accounts/team.tsx'
import { randomId, uuidPattern } from '../lib/ids.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, type FormState, readForm, refuse } from '../web/forms.ts'
import { AccessForm, NewMemberForm, RoleForm } from './forms.ts'
import { type Handed, invite, renewLink } from './invitation.ts'
import { changeRole, closeAccess, type Decided, openAccess } from './membership.ts'
import { canManageMembers } from './policy.ts'
import { findTeamMember, listTeam, type TeamMember } from './queries/memberships.ts'

/** Mounted at /app/{centre}/settings/members: who works here, and as what. */
export const team = new Hono<StaffEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'

team.get('/', allow(canManageMembers), async (c) => {
  const { t, scope, viewer } = c.var
  const after = c.req.query('after')
  const { rows, next } = await listTeam(scope.db, scope.centreId, after)
  const page = { t, slug: viewer.centre.slug, members: rows, isFirst: !after, next }
  return c.render(<TeamPage {...page} />, { title: t('settings.members') })
})

team.get('/new', allow(canManageMembers), (c) => formPage(c, emptyForm()))

team.post('/', allow(canManageMembers), async (c) => {
  const { t, scope, viewer } = c.var
  const form = await readForm(c, NewMemberForm)
  if (!form.ok) return formPage(c, form)
  const invited = await invite(scope, viewer.id, form.data)
  if (invited.kind === 'known') return formPage(c, refuse(form.typed, { email: t('members.known') }))
  if (invited.kind === 'repeated') return c.redirect(`${baseOf(c)}/${invited.memberId}?done=invited`, 303)
  return handOver(c, { id: invited.memberId, name: form.data.name }, invited.link, 'invited')
})

team.get(one, allow(canManageMembers), async (c) => memberPage(c, await memberIn(c), emptyForm()))

team.post(one, allow(canManageMembers), async (c) => {
  const { scope, viewer } = c.var
  const member = await memberIn(c)
  const form = await readForm(c, RoleForm)
  if (!form.ok) return memberPage(c, member, form)
  return answer(c, member, await changeRole(scope, viewer.id, member, form.data))
})

team.post(`${one}/disable`, allow(canManageMembers), (c) => switchAccess(c, closeAccess, 'closed'))

team.post(`${one}/enable`, allow(canManageMembers), (c) => switchAccess(c, openAccess, 'opened'))

team.post(`${one}/link`, allow(canManageMembers), async (c) => {
  const { t, scope, viewer } = c.var
  const member = await memberIn(c)
  const renewed = await renewLink(scope, viewer.id, member, viewer.lang)
  if (renewed.kind !== 'renewed')
    return memberPage(c, member, refuse({}, { form: t(`members.no_link_${renewed.kind}`) }))
  return handOver(c, member, renewed.link, 'link')
})

type StaffContext = Context<StaffEnv>

const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}/settings/members`

const sendsMail = (c: StaffContext) => c.var.deps.settings.mail === 'ready'

const memberIn = async (c: StaffContext): Promise<TeamMember> =>
  found(await findTeamMember(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? ''))

const switchAccess = async (c: StaffContext, decide: typeof closeAccess, done: 'closed' | 'opened') => {
  const member = await memberIn(c)
  const form = await readForm(c, AccessForm)
  if (!form.ok) return memberPage(c, member, refuse({}, { form: c.var.t('field.reload') }))
  return answer(c, member, await decide(c.var.scope, c.var.viewer.id, member, form.data.version), done)
}

type Done = 'saved' | 'closed' | 'opened'

const answer = async (c: StaffContext, member: TeamMember, decided: Decided, done: Done = 'saved') => {
  if (decided === 'lost') throw new HTTPException(403)
  if (decided === 'done') return c.redirect(`${baseOf(c)}/${member.id}?done=${done}`, 303)
  if (decided === 'stale') return memberPage(c, await memberIn(c), emptyForm(), { isStale: true })
  return memberPage(c, member, refuse({}, { form: c.var.t(`members.refused_${decided}`) }))
}

/** Where nothing is mailed the link stands in this one answer and nowhere else. */
const handOver = (
  c: StaffContext,
  member: { id: string; name: string },
  { shown, until }: Handed,
  done: 'invited' | 'link',
) => {
  const { t } = c.var
  if (!shown) return c.redirect(`${baseOf(c)}/${member.id}?done=${done}`, 303)
  const page = { t, base: baseOf(c), member, link: shown, until }
  return c.render(<HandedLinkPage {...page} />, { title: t('members.link') })
}

const formPage = (c: StaffContext, form: FormState) => {
  const { t } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  const page = {
    t,
    base: baseOf(c),
    form,
    sendsMail: sendsMail(c),
    idempotencyKey: form.typed.idempotency_key ?? randomId(),
  }
  return c.render(<NewMemberPage {...page} />, { title: t('members.new') })
}

const memberPage = (c: StaffContext, member: TeamMember, form: FormState, { isStale = false } = {}) => {
  const { t, viewer } = c.var
  if (isStale) c.status(409)
  else if (Object.keys(form.errors).length > 0) c.status(422)
  const isOwn = member.id === viewer.id
  const page = {
    t,
    base: baseOf(c),
    member,
    isOwn,
    form,
    isStale,
    sendsMail: sendsMail(c),
    done: c.req.query('done'),
  }
  return c.render(<MemberPage {...page} />, { title: member.name })
}
