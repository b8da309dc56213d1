import type { Viewer } from '../web/viewer.ts'

export const canReadPartners = (_viewer: Viewer) => true

export const canEditPartners = (viewer: Viewer) => viewer.role !== 'reader'
