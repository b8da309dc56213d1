import type { Page } from 'playwright-core'
import type { Db } from '../../src/db/connection.ts'
import { newId } from '../../src/lib/ids.ts'
import { newToken, sha256 } from '../../src/lib/tokens.ts'
import { type PageState, type Places, press } from './page-state.ts'

/** The own account, the team of a centre, and the doors that links open. */
export const memberPages = async ({ ownerDb }: Places): Promise<PageState[]> => {
  const centre = await ownerDb
    .selectFrom('centres')
    .where('slug', '=', 'ostrava')
    .select('id')
    .executeTakeFirstOrThrow()
  const invited = await anInvited(ownerDb, centre.id)
  const coordinator = await memberOf(ownerDb, 'coordinator@ostrava.example.org')
  const own = await memberOf(ownerDb, 'admin@ostrava.example.org')
  const team = '/app/ostrava/settings/members'
  const staff = { who: 'admin', layout: 'staff' } as const
  return [
    ...ownPages(),
    ...(await doorPages(ownerDb, centre.id, invited, coordinator)),
    { name: 'team', path: team, ...staff },
    { name: 'member-new', path: `${team}/new`, ...staff },
    { name: 'member-new-422', path: `${team}/new`, ...staff, act: press('Pozvat') },
    { name: 'member', path: `${team}/${coordinator}`, ...staff },
    { name: 'member-own', path: `${team}/${own}`, ...staff },
    { name: 'member-invited', path: `${team}/${invited}`, ...staff },
    { name: 'member-handed', path: `${team}/${coordinator}`, ...staff, act: handed },
  ]
}

const ownPages = (): PageState[] => {
  const own = { who: 'coordinator', layout: 'plain' } as const
  return [
    { name: 'account-sessions', path: '/account/sessions', ...own },
    { name: 'account-password', path: '/account/password', ...own },
    { name: 'account-password-422', path: '/account/password', ...own, act: press('Změnit heslo') },
    { name: 'forgotten', path: '/sign-in/forgotten', layout: 'plain' },
    { name: 'forgotten-422', path: '/sign-in/forgotten', layout: 'plain', act: press('Poslat odkaz') },
    { name: 'forgotten-sent', path: '/sign-in/forgotten/sent', layout: 'plain' },
  ]
}

const doorPages = async (db: Db, centreId: string, invited: string, member: string): Promise<PageState[]> => {
  const invitation = await aLink(db, centreId, invited, 'invitation')
  const reset = await aLink(db, centreId, member, 'reset')
  return [
    { name: 'invitation', path: `/invitation/${invitation}?lang=cs`, layout: 'plain' },
    {
      name: 'invitation-422',
      path: `/invitation/${invitation}?lang=cs`,
      layout: 'plain',
      act: press('Přijmout a přihlásit se'),
    },
    { name: 'reset', path: `/password/${reset}?lang=en`, layout: 'plain' },
    { name: 'reset-410', path: `/password/${newToken()}?lang=cs`, layout: 'plain' },
  ]
}

const handed = async (page: Page) => {
  await page.getByRole('button', { name: 'Vytvořit nový odkaz' }).click()
  await page.getByText('Odkaz vidíte jen teď').waitFor()
}

const anInvited = async (db: Db, centre_id: string) => {
  const id = newId()
  const name = 'Pozvaná Kolegyně s docela dlouhým jménem'
  await db
    .insertInto('members')
    .values({ id, email: `${id}@example.org`, name })
    .execute()
  await db
    .insertInto('memberships')
    .values({ centre_id, member_id: id, role: 'coordinator', invited_name: name, accepted_at: null })
    .execute()
  return id
}

const aLink = async (db: Db, centre_id: string, member_id: string, purpose: 'invitation' | 'reset') => {
  const [token, now] = [newToken(), new Date()]
  const times = { created_at: now, expires_at: new Date(now.getTime() + 3_600_000) }
  await db
    .insertInto('member_tokens')
    .values({ centre_id, member_id, purpose, token_hash: sha256(token), shown: false, ...times })
    .execute()
  return token
}

const memberOf = async (db: Db, email: string) =>
  (await db.selectFrom('members').where('email', '=', email).select('id').executeTakeFirstOrThrow()).id
