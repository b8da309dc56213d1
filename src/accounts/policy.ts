import type { Viewer } from '../web/viewer.ts'

export const canManageMembers = (viewer: Viewer) => viewer.role === 'admin'
