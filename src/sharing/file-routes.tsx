import { type Context, Hono } from 'hono'
import { uuidPattern } from '../lib/ids.ts'
import { allow, found } from '../web/access.ts'
import { canReadSharing } from './policy.ts'
import { findRelease, readReleaseFiles } from './queries/releases.ts'
import { pack } from './reading/zip.ts'
import { type StaffTakingEnv, sendFile } from './taking.ts'

/** Mounted at /app/{centre}/sharing: the package of an approved release, for whoever passes it on. */
export const releaseFiles = new Hono<StaffTakingEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'

releaseFiles.get(`${one}/package.zip`, allow(canReadSharing), async (c) => {
  const release = await approvedIn(c)
  const files = await readReleaseFiles(c.var.scope.db, c.var.scope.centreId, release.id)
  take(c, release.id, 'package.zip')
  return sendFile(c, `${release.slug}-${release.wave}-${release.snapshot}.zip`, pack(files))
})

releaseFiles.get(`${one}/files/:path{.+}` as '/:id/files/:path', allow(canReadSharing), async (c) => {
  const release = await approvedIn(c)
  const path = c.req.param('path')
  const bytes = found((await readReleaseFiles(c.var.scope.db, c.var.scope.centreId, release.id, path)).get(path))
  take(c, release.id, path)
  return sendFile(c, path, bytes)
})

type FilesContext = Context<StaffTakingEnv>

const approvedIn = async (c: FilesContext) => {
  const release = found(await findRelease(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? ''))
  return found(release.status === 'approved' ? release : undefined)
}

const take = (c: FilesContext, releaseId: string, path: string) =>
  c.set('taken', { centreId: c.var.scope.centreId, memberId: c.var.viewer.id, releaseId, path })
