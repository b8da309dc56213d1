import type { Viewer } from '../web/viewer.ts'

/** What is shared left the house anyway, or will: everybody of the centre may look. */
export const canReadSharing = (_viewer: Viewer) => true

/** Who prepares, approves and offers; that approving takes another person than preparing, the idea and the table say. */
export const canShare = (viewer: Viewer) => viewer.role !== 'reader'

export const canMarkSensitive = (viewer: Viewer) => viewer.role === 'admin'
