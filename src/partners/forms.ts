import * as z from 'zod'
import { languages } from '../../views/messages/index.ts'
import { partnerKinds, spokenLanguages } from '../lib/words.ts'
import { email, idempotencyKey, phone, requiredText, text, tick, ticks, version } from '../web/forms.ts'

const also = ticks('also', spokenLanguages)

const partner = {
  kind: z.enum(partnerKinds),
  name: requiredText(150),
  person: text(150),
  email,
  phone,
  town: text(100),
  lang: z.enum(languages).default('cs'),
  note: text(2000),
}

/** The language of letters comes first, those that are also spoken after it. */
const withLanguages = <Form extends { lang: string }>({ lang, ...form }: Form, spoken: string[]) => ({
  ...form,
  languages: [lang, ...spoken.filter((code) => code !== lang)],
})

export const NewPartnerForm = z
  .intersection(
    z.object({ ...partner, idempotency_key: idempotencyKey.optional() }),
    also.transform((codes) => ({ codes })),
  )
  .transform(({ codes, ...form }) => withLanguages(form, codes))
export type NewPartnerForm = z.infer<typeof NewPartnerForm>

export const EditPartnerForm = z
  .intersection(
    z.object({ ...partner, active: tick, version }),
    also.transform((codes) => ({ codes })),
  )
  .transform(({ codes, ...form }) => withLanguages(form, codes))
export type EditPartnerForm = z.infer<typeof EditPartnerForm>

export const ServiceForm = z.intersection(
  z.object({ name: requiredText(150) }),
  also.transform((languages) => ({ languages })),
)
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
