import * as z from 'zod'
import { isUuid } from '../lib/ids.ts'
import { day, requiredText, version } from '../web/forms.ts'

export const ApproveForm = z.object({
  version,
  checked: z
    .string()
    .default('')
    .refine((ticked) => ticked === 'on', { error: 'sharing.checked_needed' }),
})

export const RejectForm = z.object({ version })

export const SensitiveForm = z.object({ item: requiredText(200), sensitive: z.enum(['yes', 'no']) })

const tick = 'centre_'

/** One tick for each region, `centre_<id>`, so that a refused form keeps all that were ticked. */
export const OfferForm = z
  .object({
    audience: z.enum(['centre', 'network', 'public'], { error: 'field.choice' }),
    agreement: requiredText(1000),
    valid_until: z.union([z.literal(''), day], { error: 'field.date' }).default(''),
  })
  .catchall(z.unknown())
  .transform(({ audience, agreement, valid_until, ...rest }) => ({
    audience,
    agreement,
    valid_until,
    centres: Object.keys(rest)
      .filter((name) => name.startsWith(tick) && rest[name] === 'on')
      .map((name) => name.slice(tick.length))
      .filter(isUuid)
      .slice(0, 100),
  }))
  .refine(({ audience, centres }) => audience !== 'centre' || centres.length > 0, {
    error: 'sharing.offer_regions_needed',
    path: ['centres'],
  })
export type OfferForm = z.infer<typeof OfferForm>

const one = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)

export const ReleaseQuery = z.object({ item: one(z.string().max(200)), done: one(z.string().max(40)) })

export const DownloadsQuery = z.object({ after: one(z.uuid()) })
