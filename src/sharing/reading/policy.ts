import type { Viewer } from '../../web/viewer.ts'

/** What was offered was offered to the whole centre. */
export const canReadNetwork = (_viewer: Viewer) => true

/** Letting a package in, having one verified, and throwing it out again. */
export const canImport = (viewer: Viewer) => viewer.role !== 'reader'

/** Whom the centre believes. */
export const canKeepKeys = (viewer: Viewer) => viewer.role === 'admin'
