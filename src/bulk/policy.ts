import type { Viewer } from '../web/viewer.ts'

export const canChangeInBulk = (viewer: Viewer) => viewer.role !== 'reader'

export const canReadBulk = (_viewer: Viewer) => true
