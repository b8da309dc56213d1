import type { Viewer } from '../web/viewer.ts'

export const canMoveEnrolments = (viewer: Viewer) => viewer.role !== 'reader'
