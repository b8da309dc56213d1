import type { Viewer } from '../web/viewer.ts'

export const canEditCentre = (viewer: Viewer) => viewer.role === 'admin'
