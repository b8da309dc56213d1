import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { csvwMetadata } from '../../../src/sharing/release/metadata/csvw.ts'
import { dataPackage, type TableResource, worldsSchema } from '../../../src/sharing/release/metadata/data-package.ts'
import { metadataFiles } from '../../../src/sharing/release/metadata/files.ts'
import { sdmxCsv } from '../../../src/sharing/release/metadata/sdmx.ts'
import { hostile, release } from './hostile-release.ts'

const text = (path: string) => new TextDecoder('utf-8', { fatal: true }).decode(metadataFiles(release).get(path))

describe('the descriptions beside a release', () => {
  test('are five files, the same bytes each time', () => {
    const files = metadataFiles(release)
    expect([...files.keys()]).toEqual([
      'cells.csv-metadata.json',
      'datapackage.json',
      'ddi.xml',
      'sdmx.csv',
      'worlds-schema.json',
    ])
    expect(metadataFiles(structuredClone(release))).toEqual(files)
  })

  test('do not depend on the order in which labels were written', () => {
    const title = Object.fromEntries(Object.entries(release.title ?? {}).toReversed())
    expect(metadataFiles({ ...release, title })).toEqual(metadataFiles(release))
  })

  test('do without labels, title and publisher', () => {
    const { title: _title, publisher: _publisher, ...bare } = release
    const [frame] = release.codes.frames
    const unnamed = frame && { ...frame, labels: {}, codes: frame.codes.map((code) => ({ ...code, labels: {} })) }
    const codes = { ...release.codes, frames: unnamed ? [unnamed] : [] }
    const files = metadataFiles({ ...bare, codes })
    const ddi = new TextDecoder().decode(files.get('ddi.xml'))
    expect(ddi).toContain('<titl>bariery-navratu</titl>')
    expect(ddi).toContain('<labl>age</labl>')
    expect(ddi).toContain('<labl>a,b &quot;c&quot;</labl>')
  })

  test('say nothing of a hidden cell but that it is hidden', () => {
    for (const path of metadataFiles(release).keys()) expect(text(path)).not.toMatch(/hidden"?: *\d|"count": *0/)
    expect(JSON.stringify(dataPackage(release))).toContain('it never means 0')
  })
})

describe('datapackage.json', () => {
  const described = dataPackage(release)
  const tables = described.resources
    .filter((resource): resource is TableResource => 'schema' in resource)
    .map((table) => ({ ...table, schema: typeof table.schema === 'string' ? worldsSchema(release) : table.schema }))

  test('follows Data Package 2.0', () => {
    expect(described.$schema).toBe('https://datapackage.org/profiles/2.0/datapackage.json')
    expect(described).not.toHaveProperty('profile')
    expect(described.name).toBe('karlovarsky-bariery-navratu-2026-podzim--2')
    for (const table of tables) {
      expect(table).toMatchObject({ type: 'table', format: 'csv', mediatype: 'text/csv', encoding: 'utf-8' })
      expect(table.$schema).toBe('https://datapackage.org/profiles/2.0/dataresource.json')
      expect(table.schema.missingValues).toEqual([''])
      const names = table.schema.fields.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      for (const { type } of table.schema.fields) expect(['string', 'integer']).toContain(type)
    }
    const names = described.resources.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const { name, path } of described.resources) {
      expect(name).toMatch(/^[-a-z0-9._/]+$/)
      expect(path).toMatch(/^(?=[^./~])(?!file:)((?!\/\.\.\/)(?!\\)(?!:\/\/).)*$/)
    }
  })

  test('has every table, each world too', () => {
    const paths = ['margins.csv', 'cells.csv', 'sdmx.csv', 'codes.json', 'covers.json', ...release.worldNames]
    expect(described.resources.map(({ path }) => path)).toEqual(paths)
    expect(tables.find(({ path }) => path === 'worlds/01.csv')?.schema.fields).toMatchObject([
      { name: 'age', categoriesOrdered: false },
      { name: '=work', categoriesOrdered: true },
      { name: 'since', type: 'integer' },
      { name: 'people', type: 'integer' },
    ])
  })

  test('worlds share the one file that describes their columns', () => {
    const worlds = described.resources.filter(({ path }) => path.startsWith('worlds/'))
    expect(worlds).toMatchObject([{ schema: 'worlds-schema.json' }, { schema: 'worlds-schema.json' }])
    expect(JSON.parse(text('worlds-schema.json'))).toEqual(JSON.parse(JSON.stringify(worldsSchema(release))))
  })

  test('its foreign keys lead to fields that are there', () => {
    const fieldsOf = (name: string) =>
      tables.find((table) => table.name === name)?.schema.fields.map((field) => field.name)
    const keys = tables.find(({ name }) => name === 'cells')?.schema.foreignKeys
    expect(keys).toEqual([
      { fields: ['item', 'item_code'], reference: { resource: 'margins', fields: ['dimension', 'code'] } },
      { fields: ['frame', 'frame_code'], reference: { resource: 'margins', fields: ['dimension', 'code'] } },
    ])
    expect(fieldsOf('cells')).toEqual(expect.arrayContaining(['item', 'item_code', 'frame', 'frame_code']))
    expect(fieldsOf('margins')).toEqual(['kind', 'dimension', 'code', 'count'])
  })

  test('gives hostile names as they are, in JSON', () => {
    const parsed = JSON.parse(text('datapackage.json'))
    expect(parsed).toEqual(JSON.parse(JSON.stringify(described)))
    const labels = hostile.map((label) => label)
    const world = tables.find(({ path }) => path === 'worlds/02.csv')
    expect(world?.schema.fields[1]).toMatchObject({ categories: labels.map((label) => ({ label })) })
  })

  test('names licences and sources only when there are some', () => {
    expect(described).not.toHaveProperty('licenses')
    const licences = [{ name: 'CC-BY-4.0', path: 'https://creativecommons.org/licenses/by/4.0/' }]
    const sources = [{ title: 'Survey' }]
    expect(dataPackage({ ...release, licences, sources })).toMatchObject({ licenses: licences, sources })
  })
})

describe('sdmx.csv', () => {
  const rows: string[][] = parse(sdmxCsv(release))

  test('begins as SDMX-CSV 2.0 asks', () => {
    expect(rows[0]?.slice(0, 3)).toEqual(['STRUCTURE', 'STRUCTURE_ID', 'ACTION'])
    for (const row of rows.slice(1)) {
      expect(row.slice(0, 3)).toEqual(['datastructure', 'KRAJAN:RELEASE(1.0.0)', 'I'])
      expect(row).toHaveLength(rows[0]?.length ?? 0)
    }
  })

  test('has an observation for each cell, and no value for a hidden one', () => {
    const places = ['ITEM', 'ITEM_CODE', 'FRAME', 'FRAME_CODE', 'OBS_VALUE', 'OBS_STATUS', 'CONF_STATUS']
    const told = rows.slice(1).map((row) => places.map((name) => row[rows[0]?.indexOf(name) ?? -1]))
    expect(told).toEqual([
      ['=work', 'c0', 'age', 'young', '95', 'A', 'F'],
      ['=work', 'c0', 'age', 'a,b "c"', '35', 'A', 'F'],
      ['=work', '<&>', 'age', 'young', '', 'Q', 'A'],
      ['=work', '<&>', 'age', 'a,b "c"', '45', 'A', 'F'],
    ])
  })

  test('has no key twice', () => {
    const keys = rows.slice(1).map((row) => row.slice(3, 12).join('\u0000'))
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('cells.csv-metadata.json', () => {
  test('describes the columns of cells.csv by their own names', () => {
    const { url, tableSchema } = csvwMetadata(release)
    expect(url).toBe('cells.csv')
    expect(tableSchema.columns.map(({ titles }) => titles)).toEqual([
      'item',
      'item_code',
      'frame',
      'frame_code',
      'count',
    ])
    expect(tableSchema.columns.at(-1)).toMatchObject({ datatype: { base: 'integer', minimum: 10 }, null: '' })
    expect(tableSchema.primaryKey).toEqual(['item', 'item_code', 'frame', 'frame_code'])
  })

  test('says title and reading in their languages', () => {
    const parsed = JSON.parse(text('cells.csv-metadata.json'))
    expect(parsed['@context']).toBe('http://www.w3.org/ns/csvw')
    expect(parsed['dc:title']).toEqual([
      { '@value': 'Bariéry návratu', '@language': 'cs' },
      { '@value': 'Barriers <to> return', '@language': 'en' },
      { '@value': 'Перешкоди', '@language': 'uk' },
    ])
    expect(parsed['dc:description'].map((one: { '@language': string }) => one['@language'])).toEqual([
      'cs',
      'en',
      'de',
      'uk',
    ])
  })
})
