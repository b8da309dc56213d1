import { raw } from 'hono/html'
import type { PublicT } from '../messages/index.ts'
import { type PublicRelease, titleIn } from './public-list.tsx'

type Props = {
  t: PublicT
  url: string
  centre: { slug: string; name: string }
  centreUrl: string
  release: PublicRelease & { manifest_hash: string; offered_at: Date }
}

/** What search engines for data read: schema.org's Dataset. Catalogues of open data get a record of their own. */
export const DatasetHead = (props: Props) => (
  <>
    <link rel="canonical" href={props.url} />
    <link rel="alternate" type="application/ld+json" href={`${props.url}/metadata.jsonld`} />
    <script type="application/ld+json">{raw(datasetOf(props))}</script>
  </>
)

const datasetOf = ({ t, url, centre, centreUrl, release }: Props) => {
  const survey = titleIn(t, release)
  const publisher = { '@type': 'Organization', name: centre.name, url: centreUrl }
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    name: survey,
    description: t('data.description', { survey, centre: centre.name }),
    url,
    identifier: `sha256:${release.manifest_hash}`,
    version: String(release.snapshot),
    datePublished: release.offered_at.toISOString().slice(0, 10),
    isAccessibleForFree: true,
    usageInfo: `${url}#terms`,
    conditionsOfAccess: release.agreement,
    creator: publisher,
    publisher,
    distribution: [
      { '@type': 'DataDownload', encodingFormat: 'application/zip', contentUrl: `${url}/package.zip` },
      { '@type': 'DataDownload', encodingFormat: 'text/csv', contentUrl: `${url}/files/cells.csv` },
    ],
  }
  // a text with "</script>" in it must not end the element
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}
