import { type Context, Hono } from 'hono'
import { DatasetHead } from '../../views/sharing/dataset.tsx'
import { PublicDataPage, titleIn } from '../../views/sharing/public-list.tsx'
import { PublicReleasePage } from '../../views/sharing/public-release.tsx'
import { found, open } from '../web/access.ts'
import { ReleaseQuery } from './forms.ts'
import { recordOf } from './open-data.ts'
import { findPublic, listKeys, listPublic, type PublicRelease, readPublicFiles } from './queries/catalogue.ts'
import { pack } from './reading/zip.ts'
import { readPackage } from './release/package.ts'
import { type PublicTakingEnv, sendFile } from './taking.ts'

/** Mounted at /{lang}/{centre}: what the centre shows to everybody; withdrawn, it was never there. */
export const publicData = new Hono<PublicTakingEnv>()

const one = '/data/:survey{[a-z0-9-]+}/:wave{[0-9]{1,4}}/:snapshot{[0-9]{1,4}}' as '/data/:survey/:wave/:snapshot'

publicData.get('/data', open(), async (c) => {
  const { t, centre, scope } = c.var
  const releases = await listPublic(scope.db, centre.slug, scope.now)
  return c.render(<PublicDataPage t={t} centre={centre} releases={releases} />, {
    title: t('data.title'),
    description: t('data.lead'),
  })
})

publicData.get(one, open(), async (c) => {
  const { t, centre, deps } = c.var
  const release = await releaseIn(c)
  const published = readPackage(await filesOf(c, release))
  const { item } = ReleaseQuery.parse(c.req.query())
  const address = addressOf(c, release)
  const url = `${deps.settings.publicUrl}${address}`
  const page = { t, centre, release, published, item, address, url }
  return c.render(<PublicReleasePage {...page} />, {
    title: titleIn(t, release),
    description: t('data.description', { survey: titleIn(t, release), centre: centre.name }),
    head: <DatasetHead {...{ t, url, centre, release, centreUrl: centrePage(c) }} />,
  })
})

publicData.get(`${one}/package.zip`, open(), async (c) => {
  const release = await releaseIn(c)
  const files = await filesOf(c, release)
  take(c, release, 'package.zip')
  return sendFile(c, `${c.var.centre.slug}-${release.survey}-${release.wave}-${release.snapshot}.zip`, pack(files))
})

publicData.get(`${one}/files/:path{.+}` as '/data/:survey/:wave/:snapshot/files/:path', open(), async (c) => {
  const release = await releaseIn(c)
  const path = c.req.param('path')
  const bytes = found((await filesOf(c, release, path)).get(path))
  take(c, release, path)
  return sendFile(c, path, bytes)
})

publicData.get(`${one}/key.pem`, open(), async (c) => {
  const release = await releaseIn(c)
  const keys = await listKeys(c.var.scope.db)
  const key = found(keys.find(({ centre, key_id }) => centre === c.var.centre.slug && key_id === release.key_id))
  return sendFile(c, `${c.var.centre.slug}.pem`, new TextEncoder().encode(key.public_key))
})

publicData.get(`${one}/metadata.jsonld`, open(), async (c) => {
  const release = await releaseIn(c)
  const { centre, deps } = c.var
  const record = recordOf(release, await filesOf(c, release), {
    page: `${deps.settings.publicUrl}${addressOf(c, release)}`,
    publisher: { name: centre.name, page: centrePage(c), email: centre.email },
  })
  return sendFile(c, 'metadata.jsonld', new TextEncoder().encode(`${JSON.stringify(record, undefined, 2)}\n`))
})

type DataContext = Context<PublicTakingEnv>

const releaseIn = async (c: DataContext): Promise<PublicRelease> => {
  const { scope, centre } = c.var
  const [survey = '', wave, snapshot] = ['survey', 'wave', 'snapshot'].map((name) => c.req.param(name))
  const address = { survey, wave: Number(wave), snapshot: Number(snapshot) }
  return found(await findPublic(scope.db, centre.slug, address, scope.now))
}

const filesOf = (c: DataContext, release: PublicRelease, path?: string) =>
  readPublicFiles(c.var.scope.db, c.var.centre.slug, release.release_id, c.var.scope.now, path)

const addressOf = (c: DataContext, { survey, wave, snapshot }: PublicRelease) =>
  `/${c.var.t.lang}/${c.var.centre.slug}/data/${survey}/${wave}/${snapshot}`

const centrePage = (c: DataContext) => `${c.var.deps.settings.publicUrl}/${c.var.t.lang}/${c.var.centre.slug}`

const take = (c: DataContext, { release_id: releaseId }: PublicRelease, path: string) =>
  c.set('taken', { centreId: c.var.scope.centreId, releaseId, path })
