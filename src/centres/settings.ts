import type { Scope } from '../db/scope.ts'
import type { Logo } from '../lib/brand.ts'
import { imageIn } from '../lib/image.ts'
import { sha256 } from '../lib/tokens.ts'
import type { Track } from '../lib/words.ts'
import { recordAudit } from '../privacy/queries.ts'
import type { CentreForm } from './forms.ts'
import { type CentreRecord, deleteLogo, findCentreSettings, listTracksInUse, putLogo, updateCentre } from './queries.ts'

type Set = { kind: 'saved' | 'unchanged' } | { kind: 'stale'; now: CentreRecord } | { kind: 'in_use'; track: Track }

/** Writes what an administrator set, unless another one was faster or somebody is on a track that would be closed. */
export const set = async (scope: Scope, memberId: string, form: CentreForm): Promise<Set> => {
  const { db, centreId } = scope
  const now = await findCentreSettings(db, centreId, { held: true })
  const { version, ...wanted } = form
  const fields = changed(now, wanted)
  if (fields.length === 0) return { kind: 'unchanged' }
  if (version !== now.version) return { kind: 'stale', now }

  const closed = now.tracks.filter((track) => !wanted.tracks.includes(track))
  const [track] = await listTracksInUse(db, centreId, closed)
  if (track) return { kind: 'in_use', track }
  await updateCentre(db, centreId, version, wanted)
  await audit(scope, memberId, fields)
  return { kind: 'saved' }
}

export const logoLimits = { bytes: 256 * 1024, pixels: 2000 }

type Hung = { kind: 'saved'; logo: Logo } | { kind: 'no_picture' | 'too_large' | 'too_wide' }

/** Hangs up another logo; the same one twice is one. */
export const hangLogo = async (scope: Scope, memberId: string, bytes: Uint8Array): Promise<Hung> => {
  if (bytes.length > logoLimits.bytes) return { kind: 'too_large' }
  const image = imageIn(bytes)
  if (!image) return { kind: 'no_picture' }
  if (Math.max(image.width, image.height) > logoLimits.pixels) return { kind: 'too_wide' }
  const logo = { hash: sha256(bytes).toString('hex').slice(0, 12), ...image }
  const isNew = await putLogo(scope.db, scope.centreId, { ...logo, bytes: Buffer.from(bytes) })
  if (isNew) await audit(scope, memberId, ['logo'])
  return { kind: 'saved', logo }
}

export const takeDownLogo = async (scope: Scope, memberId: string) => {
  if (await deleteLogo(scope.db, scope.centreId)) await audit(scope, memberId, ['logo'])
}

const changed = (now: CentreRecord, wanted: Omit<CentreForm, 'version'>): string[] => {
  const before: Record<string, unknown> = now
  return Object.entries(wanted)
    .filter(([name, value]) => String(before[name] ?? '') !== String(value ?? ''))
    .map(([name]) => name)
}

const audit = (scope: Scope, memberId: string, fields: string[]) =>
  recordAudit(scope, {
    action: 'centre.edited',
    subject_type: 'centre',
    subject_id: scope.centreId,
    fields,
    member_id: memberId,
  })
