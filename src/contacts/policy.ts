import type { Viewer } from '../web/viewer.ts'

export const canReadContacts = (_viewer: Viewer) => true

export const canEditContacts = (viewer: Viewer) => viewer.role !== 'reader'

/** Everybody's data leave the house with a file, so a reader takes none along. */
export const canExportContacts = (viewer: Viewer) => viewer.role !== 'reader'

export const canShareViews = (viewer: Viewer) => viewer.role !== 'reader'
