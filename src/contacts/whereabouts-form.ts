import * as z from 'zod'
import { isRegionCode } from '../lib/regions.ts'
import { tracks } from '../lib/words.ts'

/** Which track, and whose towns; what makes no sense is left out, never an error. */
export const WhereaboutsQuery = z.object({
  track: z.enum(tracks).optional().catch(undefined),
  region: z.string().refine(isRegionCode).or(z.literal('')).catch('').default(''),
  country: z
    .string()
    .regex(/^([A-Z]{2})?$/)
    .catch('')
    .default(''),
})
