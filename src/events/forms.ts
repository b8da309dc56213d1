import * as z from 'zod'
import { registrationStates } from '../lib/words.ts'
import { email, idempotencyKey, moment, requiredText, stageCode, text, tick, version } from '../web/forms.ts'

const happening = {
  title_cs: requiredText(150),
  summary_cs: text(300),
  description_cs: text(5000),
  title_en: text(150),
  summary_en: text(300),
  description_en: text(5000),
  title_de: text(150),
  summary_de: text(300),
  description_de: text(5000),
  title_uk: text(150),
  summary_uk: text(300),
  description_uk: text(5000),
  starts_at: moment,
  ends_at: moment,
  venue: requiredText(150),
  town: requiredText(100),
  capacity: z.preprocess((typed) => typed || null, z.coerce.number().int().min(1).max(100_000).nullable()),
  entry_stage: z.union([z.literal('').transform(() => null), stageCode]).default(null),
}

const endsAfterStart = (event: { starts_at: Date; ends_at: Date }) => event.ends_at > event.starts_at
const ends = { error: 'field.ends_before_start', path: ['ends_at'] }

export const NewEventForm = z
  .object({ ...happening, idempotency_key: idempotencyKey.optional() })
  .refine(endsAfterStart, ends)
export type NewEventForm = z.infer<typeof NewEventForm>

export const EditEventForm = z.object({ ...happening, version }).refine(endsAfterStart, ends)
export type EditEventForm = z.infer<typeof EditEventForm>

export const RegistrationForm = z.object({
  name: requiredText(150),
  email,
  party_size: z.coerce.number().int().min(1).max(10).default(1),
  note: text(1000),
  consent_contact: tick,
  consent_newsletter: tick,
  idempotency_key: idempotencyKey,
})
export type RegistrationForm = z.infer<typeof RegistrationForm>

export const RegistrationQuery = z.object({
  state: z.enum(registrationStates).optional().catch(undefined),
  after: z.string().max(500).optional().catch(undefined),
})

/** Where a map of people proposed to meet. */
export const NewEventQuery = z.object({ town: text(100).catch('').default('') })
