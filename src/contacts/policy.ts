import type { Viewer } from '../web/viewer.ts'

export const canReadContacts = (_viewer: Viewer) => true

export const canEditContacts = (viewer: Viewer) => viewer.role !== 'reader'
