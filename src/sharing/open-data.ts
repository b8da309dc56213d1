import { dayOf } from '../lib/time.ts'
import type { PublicRelease } from './queries/catalogue.ts'
import type { Package } from './release/format.ts'
import { catalogueRecord } from './release/metadata/catalogue.ts'
import { readPackage } from './release/package.ts'

type Place = { page: string; publisher: { name: string; page: string; email: string } }

/** A record for catalogues of open data. Its licence is what the centre wrote about who may use the data for what. */
export const recordOf = (release: PublicRelease, files: Package, { page, publisher }: Place) => {
  const { manifest } = readPackage(files)
  const titles = release.titles ?? {}
  const { week, snapshot, survey } = release
  return catalogueRecord({
    described: {
      ...{ centre: manifest.centre, survey, wave: manifest.wave, snapshot, week, title: titles },
      publisher: { cs: publisher.name },
    },
    page,
    publisherPage: publisher.page,
    licence: `${page}#terms`,
    contact: { name: publisher.name, email: publisher.email },
    issued: dayOf(release.offered_at),
    files: [
      { address: `${page}/package.zip`, path: 'package.zip' },
      ...Object.entries(manifest.files)
        .filter(([path]) => !path.startsWith('worlds/'))
        .map(([path, sha256]) => ({ address: `${page}/files/${path}`, path, sha256, ...sizeOf(files, path) })),
    ],
  })
}

const sizeOf = (files: Package, path: string) => {
  const bytes = files.get(path)?.length
  return bytes === undefined ? {} : { bytes }
}
