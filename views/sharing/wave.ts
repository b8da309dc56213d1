import type { ReleaseStatus } from '../../src/lib/words.ts'

export type Preparable = {
  counted: number
  /** so many answers the next release takes */
  needed: number
  status: ReleaseStatus | null
}

export const isUnderWay = ({ status }: Pick<Preparable, 'status'>): boolean =>
  status === 'waiting' || status === 'preparing'

export const mayPrepare = (wave: Preparable): boolean =>
  !isUnderWay(wave) && wave.status !== 'ready' && !isTooEarly(wave)

/** A snapshot that led to nothing anybody saw is made again. */
export const isTooEarly = ({ status, counted, needed }: Preparable): boolean =>
  status === 'approved' && counted < needed
