import { after } from './time.ts'

/** Days within which a merge, a bulk change or an import can be taken back; then all that was kept for it is deleted. */
export const undoableDays = 90

export const undoableUntil = (done: Date): Date => after(done, { days: undoableDays })

/** What was done before this moment can no longer be taken back. */
export const undoableSince = (now: Date): Date => after(now, { days: -undoableDays })
