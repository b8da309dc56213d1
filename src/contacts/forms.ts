import * as z from 'zod'
import { languages } from '../../views/messages/index.ts'
import { isUuid } from '../lib/ids.ts'
import { notedKinds, type Stage, stages, tracks } from '../lib/words.ts'
import { day, email, idempotencyKey, moment, optionalEmail, phone, requiredText, text, version } from '../web/forms.ts'
import { contactSorts } from './queries/filter.ts'

const person = {
  given_name: text(100),
  family_name: text(100),
  birth_name: text(100),
  email: optionalEmail,
  phone,
  lang: z.enum(languages).default('cs'),
  municipality_origin: text(100),
  residence: text(100),
  field: text(100),
  tags: z
    .string()
    .max(300)
    .default('')
    .transform((typed) =>
      [
        ...new Set(
          typed
            .split(',')
            .map((tag) => tag.trim())
            .filter(Boolean),
        ),
      ].slice(0, 20),
    ),
  owner_id: z
    .union([z.literal(''), z.uuid()])
    .default('')
    .transform((id) => id || null),
}

const named = (typed: { given_name: string; family_name: string }) =>
  typed.given_name !== '' || typed.family_name !== ''

export const NewContactForm = z
  .object({
    ...person,
    track: z
      .union([z.literal(''), z.enum(tracks)])
      .default('')
      .transform((track) => track || undefined),
    note: text(5000),
    idempotency_key: idempotencyKey.optional(),
  })
  .refine(named, { error: 'field.name', path: ['family_name'] })
export type NewContactForm = z.infer<typeof NewContactForm>

export const EditContactForm = z
  .object({ ...person, version })
  .refine(named, { error: 'field.name', path: ['family_name'] })
export type EditContactForm = z.infer<typeof EditContactForm>

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

const allStages: readonly Stage[] = [...stages.return, ...stages.relocation]
const one = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)

/** What stands in the list's address; what makes no sense there is left out, never an error. */
export const ContactQuery = z.object({
  q: z
    .string()
    .catch('')
    .default('')
    .transform((typed) => typed.replaceAll('\0', '').toWellFormed().trim().slice(0, 100)),
  track: one(z.enum(tracks)),
  stage: one(z.enum(allStages)),
  owner: one(z.string().refine(isUuid)),
  tag: one(z.string().regex(/^[^\0]{1,100}$/)),
  municipality: one(z.string().regex(/^[^\0]{1,100}$/)),
  sort: z.enum(contactSorts).catch('name').default('name'),
  after: one(z.string().max(2000)),
  count: one(z.literal('exact')),
})
