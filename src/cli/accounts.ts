import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { hashPassword } from '../accounts/passwords.ts'
import { createMember, findMemberId, setPasswordHash } from '../accounts/queries/members.ts'
import { createMembership, findTeamMember, listAdmins, updateMembership } from '../accounts/queries/memberships.ts'
import { deleteSessionsOf } from '../accounts/queries/sessions.ts'
import { createMemberToken } from '../accounts/queries/tokens.ts'
import { createCentre as createCentreRow, findCentreId } from '../centres/queries.ts'
import type { Db } from '../db/connection.ts'
import { waitForTurn } from '../db/turn.ts'
import { normalEmail } from '../lib/email.ts'
import { newId } from '../lib/ids.ts'
import { after } from '../lib/time.ts'
import { newToken, sha256 } from '../lib/tokens.ts'
import { roles, tracks } from '../lib/words.ts'
import { asOwner, type Command, optionsOf, UsageError } from './command.ts'

export const createCentre: Command = {
  usage:
    '--slug zlin --name "Zlínský kraj" --region "Zlínský kraj" --tracks return,relocation --email info@example.org --address "Ulice 1, Zlín"',
  about: 'Opens a centre. The slug stands in every address and does not change.',
  run: async (words, place) => {
    const given = optionsOf(words, ['slug', 'name', 'region', 'tracks', 'email', 'address'])
    const centre = checked(
      z.object({
        slug: z
          .string()
          .regex(/^[a-z0-9-]{2,40}$/, 'only a–z, 0–9 and -, 2 to 40 of them')
          .refine((slug) => !taken.includes(slug), 'is an address of Krajan itself'),
        name: z.string().min(1),
        region: z.string().min(1),
        tracks: z.array(z.enum(tracks)).min(1),
        email: z.email(),
        address: z.string().min(1),
      }),
      { ...given, tracks: given.tracks.split(',').map((track) => track.trim()) },
    )
    await asOwner(place, async (db) => {
      if (await findCentreId(db, centre.slug)) throw new Error(`The centre ${centre.slug} is here already.`)
      await createCentreRow(db, { id: newId(), ...centre })
    })
    return `The centre ${centre.slug} is open. Give it an administrator: npm run krajan -- user create --centre ${centre.slug} --role admin …`
  },
}

export const createUser: Command = {
  usage:
    '--email jana@example.org --name "Jana Nová" --centre zlin --role admin|coordinator|reader [--password … | --invite]',
  about:
    'Creates a member, or gives a member a role in one more centre. Without --password it makes one up and prints it; with --invite it prints a link with which they choose one themselves.',
  run: async (words, place) => {
    const isInvited = words.includes('--invite')
    const given = optionsOf(
      words.filter((word) => word !== '--invite'),
      ['email', 'name', 'centre', 'role'],
      ['password'],
    )
    if (isInvited && given.password) throw new UsageError('Either --password or --invite, not both.')
    const { email, role } = checked(z.object({ email: z.email(), role: z.enum(roles) }), given)
    return asOwner(place, (db) =>
      db.transaction().execute(async (trx) => {
        const centreId = await findCentreId(trx, given.centre)
        if (!centreId) throw new Error(`There is no centre ${given.centre}.`)
        const known = await findMemberId(trx, normalEmail(email))
        const memberId = known ?? newId()
        const password = given.password || newPassword()
        if (!known)
          await createMember(trx, {
            id: memberId,
            email: normalEmail(email),
            name: given.name,
            password_hash: isInvited ? null : await hashPassword(password),
          })
        const invited = isInvited ? { accepted_at: null, invited_name: given.name } : {}
        await createMembership(trx, { centre_id: centreId, member_id: memberId, role, ...invited })
        if (isInvited) return invitation(trx, centreId, { memberId, email }, place.config.PUBLIC_URL)
        return known
          ? `${email} is now ${role} in ${given.centre}.`
          : `${email} may sign in with the password ${password}`
      }),
    )
  },
}

export const resetUser: Command = {
  usage: '--email jana@example.org [--password …]',
  about: 'Sets a new password and signs the member out everywhere.',
  run: async (words, place) => {
    const { email, password: wanted } = optionsOf(words, ['email'], ['password'])
    const password = wanted || newPassword()
    return asOwner(place, async (db) => {
      const memberId = await findMemberId(db, normalEmail(email))
      if (!memberId) throw new Error(`There is no member ${email}.`)
      await setPasswordHash(db, memberId, await hashPassword(password), new Date())
      await deleteSessionsOf(db, memberId)
      return `${email} may sign in with the password ${password}`
    })
  },
}

export const disableUser: Command = {
  usage: '--email jana@example.org --centre zlin',
  about: 'Takes the access to a centre away from a member; other centres of theirs stay open.',
  run: async (words, place) => {
    const given = optionsOf(words, ['email', 'centre'])
    return asOwner(place, (db) =>
      db.transaction().execute(async (trx) => {
        const centreId = await findCentreId(trx, given.centre)
        const memberId = await findMemberId(trx, normalEmail(given.email))
        if (!centreId) throw new Error(`There is no centre ${given.centre}.`)
        await waitForTurn(trx, centreId, 'administrators')
        const member = memberId && (await findTeamMember(trx, centreId, memberId))
        if (!member) throw new Error(`${given.email} is no member of ${given.centre}.`)
        if (!(await listAdmins(trx, centreId)).some((id) => id !== member.id))
          throw new Error(`${given.centre} needs another administrator first.`)
        const isClosed = { disabled_at: member.disabled_at ?? new Date() }
        await updateMembership(trx, centreId, member.id, member.version, isClosed)
        return `${given.email} has no access to ${given.centre} any more.`
      }),
    )
  },
}

/** First words of our own addresses cannot be the name of a centre. */
const taken = [
  'app',
  'account',
  'sign-in',
  'sign-out',
  'invitation',
  'password',
  'static',
  'brand',
  'healthz',
  'readyz',
  'hooks',
  'api',
  'metrics',
  'cs',
  'en',
  'de',
  'uk',
  'me',
  'accessibility',
]

const invitation = async (db: Db, centreId: string, to: { memberId: string; email: string }, publicUrl: string) => {
  const member = await findTeamMember(db, centreId, to.memberId)
  if (member?.accepted_at)
    return `${to.email} is now ${member.role} in the centre and signs in with a password already; no link is needed.`
  const [token, now] = [newToken(), new Date()]
  await createMemberToken(db, centreId, {
    token_hash: sha256(token),
    member_id: to.memberId,
    purpose: 'invitation',
    shown: false,
    created_at: now,
    expires_at: after(now, { days: 7 }),
  })
  return `${to.email} may join within seven days at ${publicUrl}/invitation/${token}`
}

const newPassword = () => randomBytes(15).toString('base64url')

const checked = <Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new UsageError(parsed.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n'))
}
