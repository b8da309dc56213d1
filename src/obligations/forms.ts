import * as z from 'zod'

export const obligationShows = ['open', 'closed'] as const
export type ObligationShow = (typeof obligationShows)[number]

/** What stands in the list's address; what makes no sense there is left out. */
export const ObligationQuery = z.object({
  show: z.enum(obligationShows).catch('open').default('open'),
  after: z.string().max(2000).optional().catch(undefined),
})
