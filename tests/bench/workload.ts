import type { Bench } from './bench.ts'
import type { Compared } from './compare.ts'

export type Measured = Partial<Compared> & {
  /** What was seen besides times, one sentence each. */
  notes: string[]
  /** Other numbers, by name. */
  figures?: Record<string, number>
}

export type Workload = {
  id: string
  title: string
  /** The ratio that must be reached, and the one to aim at: requests/s of the first ÷ of the second. */
  must?: number
  aim?: number
  run: (bench: Bench) => Promise<Measured>
}
