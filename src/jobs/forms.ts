import * as z from 'zod'

const one = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)

export const JobsQuery = z.object({ after: one(z.string().max(2000)) })

/** How many percent were said aloud already. */
export const JobQuery = z.object({ said: one(z.coerce.number().int().min(0).max(100)), done: one(z.string().max(20)) })
