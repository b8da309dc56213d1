import * as z from 'zod'
import { notedKinds } from '../lib/words.ts'
import { day, email, idempotencyKey, moment, requiredText, version } from '../web/forms.ts'

export const ActivityForm = z.object({
  kind: z.enum(notedKinds),
  body: requiredText(5000),
  occurred_at: z.union([z.literal('').transform(() => undefined), moment]).optional(),
  idempotency_key: idempotencyKey.optional(),
})
export type ActivityForm = z.infer<typeof ActivityForm>

export const NextStepForm = z.object({
  next_step: requiredText(300),
  next_step_on: day,
  version: version.optional(),
})
export type NextStepForm = z.infer<typeof NextStepForm>

export const NextStepDoneForm = z.object({ version: version.optional() })

export const HouseholdForm = z.object({ email, role: z.enum(['partner', 'child', 'parent', 'other']) })
export type HouseholdForm = z.infer<typeof HouseholdForm>
