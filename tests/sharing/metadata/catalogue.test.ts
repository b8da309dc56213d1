import { describe, expect, test } from 'vitest'
import { catalogueRecord, catalogueText } from '../../../src/sharing/release/metadata/catalogue.ts'
import { release } from './hostile-release.ts'

const page = 'https://krajan.example.org/cs/karlovarsky/data/bariery-navratu/2'
const record = catalogueRecord({
  described: release,
  page,
  publisherPage: 'https://krajan.example.org/cs/karlovarsky',
  licence: 'https://creativecommons.org/licenses/by/4.0/',
  files: [
    { address: `${page}/package.zip`, path: 'package.zip', bytes: 81_234, sha256: 'ab'.repeat(32) },
    { address: `${page}/cells.csv`, path: 'cells.csv' },
    { address: `${page}/manifest.sig`, path: 'manifest.sig' },
  ],
  contact: { name: 'Karlovarská agentura', email: 'data@karlovarsky.example.org' },
  issued: '2026-10-05',
  keywords: [{ cs: 'návrat', en: 'return' }],
  previous: `${page}/1`,
})

describe('a record for catalogues', () => {
  test('has what DCAT-AP 3 demands of a dataset', () => {
    expect(record).toMatchObject({
      '@id': page,
      '@type': 'dcat:Dataset',
      'dct:title': [
        { '@value': 'Bariéry návratu', '@language': 'cs' },
        { '@value': 'Barriers <to> return', '@language': 'en' },
        { '@value': 'Перешкоди', '@language': 'uk' },
      ],
      'dct:publisher': { '@type': 'foaf:Agent' },
      'dcat:contactPoint': { 'vcard:hasEmail': { '@id': 'mailto:data@karlovarsky.example.org' } },
      'dct:issued': { '@type': 'xsd:date', '@value': '2026-10-05' },
      'dcat:previousVersion': { '@id': `${page}/1` },
    })
    expect(record['dct:description'].map((text) => text['@language'])).toEqual(['cs', 'en', 'de', 'uk'])
  })

  test('and of its distributions, with licence, format and hash where they are known', () => {
    expect(record['dcat:distribution']).toMatchObject([
      {
        'dcat:accessURL': { '@id': `${page}/package.zip` },
        'dct:license': { '@id': 'https://creativecommons.org/licenses/by/4.0/' },
        'dct:format': { '@id': 'http://publications.europa.eu/resource/authority/file-type/ZIP' },
        'dcat:byteSize': { '@value': '81234' },
        'spdx:checksum': { 'spdx:checksumValue': { '@value': 'ab'.repeat(32) } },
      },
      { 'dcat:mediaType': { '@id': 'https://www.iana.org/assignments/media-types/text/csv' } },
      { 'dcat:accessURL': { '@id': `${page}/manifest.sig` } },
    ])
    expect(record['dcat:distribution'][2]).not.toHaveProperty('dct:format')
  })

  test('uses only prefixes that it explains', () => {
    const keys = JSON.stringify(record).match(/"[a-z]+:[a-zA-Z]+":/g) ?? []
    const prefixes = new Set(keys.map((key) => key.slice(1, key.indexOf(':'))))
    expect(Object.keys(record['@context'])).toEqual(expect.arrayContaining([...prefixes]))
  })

  test('may stand in a script element', () => {
    const title = { cs: '</script><script>alert(1)</script>' }
    const told = catalogueText(
      catalogueRecord({ described: { ...release, title }, page, publisherPage: page, licence: page, files: [] }),
    )
    expect(told).not.toContain('<')
    expect(JSON.parse(told)['dct:title']).toEqual([{ '@value': title.cs, '@language': 'cs' }])
  })
})
