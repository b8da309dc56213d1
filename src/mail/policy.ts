import type { Viewer } from '../web/viewer.ts'

/** Everyone who may see contacts may see what they were sent. */
export const canReadMail = (_viewer: Viewer) => true
