import * as z from 'zod'
import { staffLanguages } from '../../views/messages/index.ts'
import { digests } from '../lib/tasks.ts'
import { roles } from '../lib/words.ts'
import { email, idempotencyKey, requiredLine, tick, version } from '../web/forms.ts'

export const SignInForm = z.object({
  email,
  password: z.string().min(1).max(200),
  next: z.string().max(2000).catch(''),
})

/** The language alone, or with the name as the page sends it. */
export const OwnAccountForm = z.object({ lang: z.enum(staffLanguages), name: requiredLine(150).optional() })

export const DigestForm = z.object({
  centre: z.string().max(100),
  digest: z.enum(digests),
  digest_hour: z.coerce.number().int().min(5).max(20),
})

export const ShortcutsForm = z.object({ shortcuts: tick })

const password = z.string().min(1).max(200)

export const PasswordForm = z.object({ current: password, password })

/** Chosen by somebody new, or typed by somebody who has one already. */
export const LinkForm = z.object({ password })

export const ForgottenForm = z.object({ email })

const role = z.enum(roles)

export const NewMemberForm = z.object({
  name: requiredLine(150),
  email,
  role,
  lang: z.enum(staffLanguages).default('cs'),
  idempotency_key: idempotencyKey.optional(),
})
export type NewMemberForm = z.infer<typeof NewMemberForm>

export const RoleForm = z.object({ role, version })

export const AccessForm = z.object({ version })
