import { hkdfSync } from 'node:crypto'
import { keysFrom, type ReleaseKeys } from './release/keys.ts'

/** A centre's keys follow from the installation's secret: nothing secret is kept in the database. */
export const keysOfCentre = (secretKey: string, centreId: string): ReleaseKeys =>
  keysFrom(new Uint8Array(hkdfSync('sha256', secretKey, centreId, 'krajan centre key', 32)))
