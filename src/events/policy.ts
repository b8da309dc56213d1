import type { Viewer } from '../web/viewer.ts'

export const canReadEvents = (_viewer: Viewer) => true

export const canEditEvents = (viewer: Viewer) => viewer.role !== 'reader'

export const canEditRegistrations = canEditEvents
