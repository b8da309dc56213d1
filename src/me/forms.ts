import * as z from 'zod'
import { email } from '../web/forms.ts'

export const MyDataForm = z.object({ email })
export type MyDataForm = z.infer<typeof MyDataForm>

export const WithdrawForm = z.object({ consent: z.uuid() })
