import type { Logger } from '@logtape/logtape'
import type { Db } from './db/connection.ts'
import type { Clock } from './db/scope.ts'
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
  /** Called after every write that succeeded, so that the mail it promised leaves at once and not with the next tick. */
  nudge(): void
}
