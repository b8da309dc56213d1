import type { Viewer } from '../web/viewer.ts'

export const canReadContacts = (_viewer: Viewer) => true

export const canEditContacts = (viewer: Viewer) => viewer.role !== 'reader'

/** Everybody's data leave the house with a file, so a reader takes none along. */
export const canExportContacts = (viewer: Viewer) => viewer.role !== 'reader'

/** A reader opens the views that others share. */
export const canKeepViews = (viewer: Viewer) => viewer.role !== 'reader'
