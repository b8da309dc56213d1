import type { Viewer } from '../web/viewer.ts'

export const canReadJobs = (_viewer: Viewer) => true

export const canCancelJobs = (viewer: Viewer) => viewer.role !== 'reader'
