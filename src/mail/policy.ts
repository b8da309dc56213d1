import type { Viewer } from '../web/viewer.ts'

/** Everyone who may see contacts may see what they were sent. */
export const canReadMail = (_viewer: Viewer) => true

/** A personal link lets its holder write, so it is not for those who may only read. */
export const canSeeKeys = (viewer: Viewer) => viewer.role !== 'reader'
