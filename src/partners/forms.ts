import * as z from 'zod'
import { languages } from '../../views/messages/index.ts'
import { partnerKinds, spokenLanguages } from '../lib/words.ts'
import { email, idempotencyKey, phone, requiredText, text, tick, version } from '../web/forms.ts'

/** Ticked languages, whether one came or several. */
const spoken = z
  .union([z.enum(spokenLanguages).transform((one) => [one]), z.array(z.enum(spokenLanguages))])
  .default([])
  .transform((codes) => [...new Set(codes)])

const partner = {
  kind: z.enum(partnerKinds),
  name: requiredText(150),
  person: text(150),
  email,
  phone,
  town: text(100),
  lang: z.enum(languages).default('cs'),
  also: spoken,
  note: text(2000),
}

/** The language of letters comes first, those that are also spoken after it. */
const withLanguages = <Form extends { lang: string; also: string[] }>({ lang, also, ...form }: Form) => ({
  ...form,
  languages: [lang, ...also.filter((code) => code !== lang)],
})

export const NewPartnerForm = z
  .object({ ...partner, idempotency_key: idempotencyKey.optional() })
  .transform(withLanguages)
export type NewPartnerForm = z.infer<typeof NewPartnerForm>

export const EditPartnerForm = z.object({ ...partner, active: tick, version }).transform(withLanguages)
export type EditPartnerForm = z.infer<typeof EditPartnerForm>

export const ServiceForm = z.object({ name: requiredText(150), languages: spoken })
export type ServiceForm = z.infer<typeof ServiceForm>

const one = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)

/** What stands in the directory's address; what makes no sense there is left out. */
export const PartnerQuery = z.object({
  q: z
    .string()
    .catch('')
    .default('')
    .transform((typed) => typed.replaceAll('\0', '').toWellFormed().trim().slice(0, 100)),
  kind: one(z.enum(partnerKinds)),
  language: one(z.enum(spokenLanguages)),
  after: one(z.string().max(2000)),
})
export type PartnerQuery = z.infer<typeof PartnerQuery>
