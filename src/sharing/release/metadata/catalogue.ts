import type { Labels } from '../format.ts'
import { spoken } from './csvw.ts'
import { type Described, nameOf, textsOf } from './described.ts'
import { reading } from './words.ts'

/** Where a public release is found; all addresses are absolute. */
export type PublicRelease = {
  described: Pick<Described, 'centre' | 'survey' | 'wave' | 'snapshot' | 'week' | 'title' | 'publisher'>
  /** The release's own page. */
  page: string
  /** The page of who publishes it. */
  publisherPage: string
  licence: string
  files: readonly { address: string; path: string; bytes?: number; sha256?: string }[]
  contact?: { name: Labels | string; email: string }
  /** A day, as 2026-10-05. */
  issued?: string
  keywords?: Labels[]
  /** The page of the release before this one. */
  previous?: string
}

const authority = (name: string) => `http://publications.europa.eu/resource/authority/${name}`

const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}

/** A record for catalogues of open data, DCAT-AP 3 in JSON-LD, for a release that is public. */
export const catalogueRecord = (published: PublicRelease) => {
  const { described, page, contact, issued, keywords = [], previous } = published
  return {
    '@context': context,
    '@id': page,
    '@type': 'dcat:Dataset',
    'dct:identifier': nameOf(described),
    'dct:title': spoken(textsOf(described.title, described.survey)),
    'dct:description': spoken(textsOf(reading, '')),
    'dct:publisher': {
      '@id': published.publisherPage,
      '@type': 'foaf:Agent',
      'foaf:name': spoken(textsOf(described.publisher, described.centre)),
    },
    ...(contact && { 'dcat:contactPoint': cardOf(contact) }),
    'dcat:theme': { '@id': authority('data-theme/SOCI') },
    ...(keywords.length > 0 && { 'dcat:keyword': keywords.flatMap((labels) => spoken(textsOf(labels, ''))) }),
    'dct:accrualPeriodicity': { '@id': authority('frequency/IRREG') },
    'dct:accessRights': { '@id': authority('access-right/PUBLIC') },
    ...(issued && { 'dct:issued': { '@type': 'xsd:date', '@value': issued } }),
    'dcat:version': String(described.snapshot),
    ...(previous && { 'dcat:previousVersion': { '@id': previous } }),
    'dcat:landingPage': { '@id': page },
    'dcat:distribution': published.files.map((file) => distributionOf(file, published.licence)),
  }
}

/** The record as text that may stand in a script element of a page, whatever its titles hold. */
export const catalogueText = (record: ReturnType<typeof catalogueRecord>): string =>
  JSON.stringify(record, undefined, 2).replaceAll('<', '\\u003c')

const cardOf = ({ name, email }: NonNullable<PublicRelease['contact']>) => ({
  '@type': 'vcard:Organization',
  'vcard:fn': typeof name === 'string' ? name : spoken(textsOf(name, email)),
  'vcard:hasEmail': { '@id': `mailto:${encodeURI(email)}` },
})

/** Names of the EU's list of file types, and media types. */
const kinds: Record<string, { format: string; media: string }> = {
  csv: { format: 'CSV', media: 'text/csv' },
  json: { format: 'JSON', media: 'application/json' },
  xml: { format: 'XML', media: 'application/xml' },
  zip: { format: 'ZIP', media: 'application/zip' },
}

const distributionOf = ({ address, path, bytes, sha256 }: PublicRelease['files'][number], licence: string) => {
  const kind = kinds[path.replace(/^.*\./, '')]
  return {
    '@id': address,
    '@type': 'dcat:Distribution',
    'dct:title': path,
    'dcat:accessURL': { '@id': address },
    'dcat:downloadURL': { '@id': address },
    'dct:license': { '@id': licence },
    ...(kind && {
      'dct:format': { '@id': authority(`file-type/${kind.format}`) },
      'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${kind.media}` },
    }),
    ...(bytes !== undefined && { 'dcat:byteSize': { '@type': 'xsd:nonNegativeInteger', '@value': String(bytes) } }),
    ...(sha256 && { 'spdx:checksum': checksumOf(sha256) }),
  }
}

const checksumOf = (sha256: string) => ({
  '@type': 'spdx:Checksum',
  'spdx:algorithm': { '@id': 'http://spdx.org/rdf/terms#checksumAlgorithm_sha256' },
  'spdx:checksumValue': { '@type': 'xsd:hexBinary', '@value': sha256 },
})
