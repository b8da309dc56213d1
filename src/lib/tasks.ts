export type TaskState = 'open' | 'done' | 'dropped'
/** How often the mail with one's day comes. */
export const digests = ['daily', 'weekly', 'never'] as const
export type Digest = (typeof digests)[number]
/** At which hours in Prague it can come. */
export const digestHours = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20] as const
