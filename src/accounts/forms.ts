import * as z from 'zod'
import { staffLanguages } from '../../views/messages/index.ts'
import { email } from '../web/forms.ts'

export const SignInForm = z.object({
  email,
  password: z.string().min(1).max(200),
  next: z.string().max(2000).catch(''),
})

export const LanguageForm = z.object({ lang: z.enum(staffLanguages) })
