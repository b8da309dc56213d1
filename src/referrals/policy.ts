import type { Viewer } from '../web/viewer.ts'

export const canReadReferrals = (_viewer: Viewer) => true

export const canRefer = (viewer: Viewer) => viewer.role !== 'reader'
