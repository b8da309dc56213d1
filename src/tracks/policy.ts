import type { Viewer } from '../web/viewer.ts'

export const canEditStages = (viewer: Viewer) => viewer.role === 'admin'
