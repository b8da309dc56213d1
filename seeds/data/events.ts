import type { EventStatus, Stage } from '../../src/lib/words.ts'
import type { Lang } from '../../views/messages/index.ts'

type Text = { title: string; summary: string; description: string }

/** People who take places, and how many parties wait, gave theirs back, or never proved their address. */
export type Gathering = {
  people: number
  waiting?: number
  cancelled?: number
  expired?: number
  /** Whether the first of the queue was given the places of somebody who cancelled. */
  isPromoted?: boolean
}

export type DemoEvent = {
  slug: string
  status: EventStatus
  /** A time in Prague, or so many days from now at the earliest, on a weekday (1 = Monday). */
  starts: string | { days: number; weekday: number; time: string }
  hours: number
  venue: string
  town: string
  capacity: number | null
  entry_stage: Stage | null
  gathering: Gathering
  texts: { cs: Text } & Partial<Record<Lang, Text>>
}
