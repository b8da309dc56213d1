import type { DemoCentre } from './data/centres.ts'
import type { Dice } from './dice.ts'
import type { Rows } from './rows.ts'

export type Centre = DemoCentre & {
  id: string
  openedAt: Date
  members: { admin: string; coordinator: string; reader: string }
  /** Addresses and numbers that somebody of this centre has already. */
  given: Set<string>
}

/** One centre's part of the demo network while it is being invented. */
export type Scene = { now: Date; dice: Dice; rows: Rows; centre: Centre }
