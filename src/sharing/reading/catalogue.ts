import type { Scope } from '../../db/scope.ts'
import { findOffered, listOffered, type OfferedRelease } from '../queries/catalogue.ts'
import { findImported, listImported } from '../queries/imports.ts'
import { listOwnApproved, type Origin } from '../queries/readable.ts'
import type { Readable } from './readable.ts'

/** A release that may be read: one line of the catalogue. */
export type Listed = {
  id: string
  origin: Origin
  region: string
  survey: string
  wave: string
  snapshot: number
  week: string | null
  purpose: string
  until: Date | null
}

/** All that this centre may read: offered by others, come as files, and its own to compare them with. */
export const catalogue = async (scope: Scope, lang: string, own: string): Promise<Listed[]> => {
  const { db, centreId, now } = scope
  const [offered, imported, approved] = await Promise.all([
    listOffered(db, now),
    listImported(db, centreId),
    listOwnApproved(db, centreId, lang),
  ])
  const untold = { purpose: '', until: null }
  return [
    ...offered.map((release) => offeredLine(release, lang)),
    ...imported.map(({ id, region, survey, wave, snapshot }) => ({
      ...{ id, region, survey, wave, snapshot, ...untold, origin: 'imported' as const, week: null },
    })),
    ...approved.map(({ id, survey, title, wave, snapshot, week }) => ({
      ...{ id, week, ...untold, origin: 'own' as const, region: own },
      ...{ survey: title ?? survey, wave: String(wave), snapshot: snapshot ?? 1 },
    })),
  ]
}

/** What the catalogue says of one release, and the hash it is known by; `undefined` when the offer has just ended. */
export const lineOf = async (
  { db, centreId, now }: Scope,
  { id, origin, region, manifest: { survey, wave, snapshot, week } }: Readable,
  lang: string,
): Promise<{ listed: Listed; hash: string } | undefined> => {
  if (origin === 'offered') {
    const release = await findOffered(db, id, now)
    return release && { listed: offeredLine(release, lang), hash: release.manifest_hash }
  }
  const hash = origin === 'imported' ? (await findImported(db, centreId, id))?.manifest_hash : ''
  return { listed: { id, origin, region, survey, wave, snapshot, week, purpose: '', until: null }, hash: hash ?? '' }
}

const offeredLine = (release: OfferedRelease, lang: string): Listed => ({
  id: release.release_id,
  origin: 'offered',
  region: release.centre_name,
  survey: release.titles?.[lang] ?? release.titles?.cs ?? release.survey,
  wave: String(release.wave),
  snapshot: release.snapshot,
  week: release.week,
  purpose: release.agreement,
  until: release.valid_until,
})
