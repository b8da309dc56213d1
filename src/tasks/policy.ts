import type { Viewer } from '../web/viewer.ts'

export const canReadTasks = (_viewer: Viewer) => true

export const canEditTasks = (viewer: Viewer) => viewer.role !== 'reader'
