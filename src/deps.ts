import type { Logger } from '@logtape/logtape'
import type { Db } from './db/connection.ts'
import type { Clock } from './db/scope.ts'
import type { ReadList } from './imports/reading/read.ts'
import type { Settings } from './settings.ts'

/** What a home (Node or Workers) lends to one request; the app knows neither home. */
export type Deps = {
  /** A database for this request; `release` gives it back when the answer is out. */
  connect(): { db: Db; release(): Promise<void> }
  clock: Clock
  log: Logger
  settings: Settings
  /** The address the request came from, as far as it can be trusted. */
  addressOf(request: Request, bindings: unknown): string
  /** Whether a proxy of ours stands in front, whose request ids are taken over. */
  behindProxy?: boolean
  /** Told about every request that was answered, for those who count. */
  answered?(answered: Answered): void
  /** Reads a list from anywhere, where it can do no harm; without it, it is read here. */
  readList?: ReadList
  /** Called after every write that succeeded, so that the mail it promised leaves at once and not with the next tick. */
  nudge(): void
}

/** A request by its route's pattern, never by its address. */
export type Answered = { method: string; route: string; status: number; ms: number }
