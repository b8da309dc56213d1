import * as z from 'zod'
import { tracks } from '../lib/words.ts'
import { idempotencyKey, text, version } from '../web/forms.ts'
import { moreFields, personFields } from './person-fields.ts'

const named = (typed: { given_name: string; family_name: string }) =>
  typed.given_name !== '' || typed.family_name !== ''

const unnamed = { error: 'field.name', path: ['family_name'] }

type OwnWay = {
  residence_area: { residence_region: string; residence_country: string }
  residence_area_was: string
  informed_on: Date | null
}

/** What a form asks in its own way, as the columns have it. */
const asColumns = <Typed extends OwnWay>({ residence_area, residence_area_was, informed_on, ...rest }: Typed) => {
  const chosen = residence_area.residence_region || residence_area.residence_country
  const area: Partial<OwnWay['residence_area']> = chosen && chosen === residence_area_was ? {} : residence_area
  return { ...rest, ...area, informed_at: informed_on }
}

export const NewContactForm = z
  .intersection(
    z.object({
      ...personFields,
      track: z
        .union([z.literal(''), z.enum(tracks)])
        .default('')
        .transform((track) => track || undefined),
      note: text(5000),
      /** those who look alike were shown, and it is none of them */
      someone_else: z.literal('on').optional(),
      idempotency_key: idempotencyKey.optional(),
    }),
    moreFields,
  )
  .refine(named, unnamed)
  .transform(asColumns)
type WrittenContact = z.infer<typeof NewContactForm>
type Least = 'given_name' | 'family_name' | 'email' | 'phone' | 'lang' | 'tags' | 'owner_id' | 'track' | 'note'
/** Who is written down by something else than the form has less to say. */
export type NewContactForm = Pick<WrittenContact, Least> & Partial<WrittenContact>

export const EditContactForm = z
  .intersection(z.object({ ...personFields, version }), moreFields)
  .refine(named, unnamed)
  .transform(asColumns)
export type EditContactForm = z.infer<typeof EditContactForm>
