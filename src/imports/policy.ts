import type { Viewer } from '../web/viewer.ts'

/** A list may hold more about people than a reader may see anywhere else. */
export const canImport = (viewer: Viewer) => viewer.role !== 'reader'
