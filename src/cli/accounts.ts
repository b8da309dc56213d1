import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { hashPassword } from '../accounts/passwords.ts'
import { createMember, createMembership, deleteSessionsOf, findMemberId, setPasswordHash } from '../accounts/queries.ts'
import { createCentre as createCentreRow, findCentreId } from '../centres/queries.ts'
import { normalEmail } from '../lib/email.ts'
import { newId } from '../lib/ids.ts'
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
  usage: '--email jana@example.org --name "Jana Nová" --centre zlin --role admin|coordinator|reader [--password …]',
  about:
    'Creates a member, or gives a member a role in one more centre. Without --password it makes one up and prints it.',
  run: async (words, place) => {
    const given = optionsOf(words, ['email', 'name', 'centre', 'role'], ['password'])
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
            password_hash: await hashPassword(password),
          })
        await createMembership(trx, { centre_id: centreId, member_id: memberId, role })
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
      await setPasswordHash(db, memberId, await hashPassword(password))
      await deleteSessionsOf(db, memberId)
      return `${email} may sign in with the password ${password}`
    })
  },
}

/** First words of our own addresses cannot be the name of a centre. */
const taken = [
  'app',
  'account',
  'sign-in',
  'sign-out',
  'static',
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

const newPassword = () => randomBytes(15).toString('base64url')

const checked = <Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new UsageError(parsed.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n'))
}
