import type { Dimension, Item } from '../format.ts'
import { codeText, type Described, nameOf, textOf, titleOf } from './described.ts'
import { columns, reading, worldsAreInvented } from './words.ts'

const profile = (name: string) => `https://datapackage.org/profiles/2.0/${name}.json`

/** `datapackage.json`, Data Package 2.0: every table with its columns, and how they hang together. */
export const dataPackage = (described: Described) => ({
  $schema: profile('datapackage'),
  name: nameOf(described),
  title: titleOf(described),
  description: `${reading.en} ${worldsAreInvented.en}`,
  version: String(described.snapshot),
  ...(described.publisher && {
    contributors: [{ title: textOf(described.publisher, described.centre), roles: ['publisher'] }],
  }),
  ...(described.licences?.length && { licenses: described.licences }),
  ...(described.sources?.length && { sources: described.sources }),
  resources: [
    table('margins', 'margins.csv', 'How many people are in each group and gave each answer', marginsSchema),
    table('cells', 'cells.csv', 'Answers by groups of people', cellsSchema(described)),
    table('sdmx', 'sdmx.csv', 'The same cells as SDMX-CSV 2.0', sdmxSchema),
    document('codes', 'codes.json', 'Groupings and questions with their codes and names'),
    document('covers', 'covers.json', 'For each row of cells without a count, the worlds in which it is 0 and 9'),
    ...described.worldNames.map((path) =>
      table(path.replace(/\.csv$/, '').replaceAll('/', '-'), path, worldsAreInvented.en, schemaOfWorlds),
    ),
  ],
})

/** All worlds have the same columns, so these stand in a file of their own. */
export const schemaOfWorlds = 'worlds-schema.json'

/** `worlds-schema.json`, the Table Schema of every world. */
export const worldsSchema = ({ codes }: Described) =>
  schemaFile({
    fields: [
      ...codes.frames.map((frame) => coded(frame, false)),
      ...codes.items.map((item) => coded(item, isOrdered(item))),
      number('since', columns.since, { required: true, minimum: 1 }),
      number('people', columns.people, { required: true, minimum: 1 }),
    ],
  })

type Field = { name: string; type: 'string' | 'integer'; description?: string } & Record<string, unknown>
type Schema = { fields: Field[]; primaryKey?: string[]; uniqueKeys?: string[][]; foreignKeys?: unknown[] }

const table = (name: string, path: string, description: string, schema: Schema | string) => ({
  $schema: profile('dataresource'),
  name,
  type: 'table',
  path,
  description,
  ...{ format: 'csv', mediatype: 'text/csv', encoding: 'utf-8' },
  dialect: { $schema: profile('tabledialect'), lineTerminator: '\n' },
  schema: typeof schema === 'string' ? schema : schemaFile(schema),
})

const schemaFile = (schema: Schema) => ({ $schema: profile('tableschema'), ...schema, missingValues: [''] })

/** A resource with columns. */
export type TableResource = ReturnType<typeof table>

const document = (name: string, path: string, description: string) => ({
  $schema: profile('dataresource'),
  ...{ name, path, description, format: 'json', mediatype: 'application/json', encoding: 'utf-8' },
})

const field = (name: string, description: string, constraints: Record<string, unknown> = {}): Field => ({
  name,
  type: 'string',
  description,
  constraints: { required: true, ...constraints },
})
const number = (name: string, description: string, constraints: Record<string, unknown>): Field => ({
  name,
  type: 'integer',
  description,
  constraints,
})

const marginsSchema: Schema = {
  fields: [
    field('kind', columns.kind, { enum: ['total', 'frame', 'item'] }),
    { name: 'dimension', type: 'string', description: columns.dimension },
    { name: 'code', type: 'string', description: columns.code },
    number('count', columns.margin, { required: true, minimum: 10 }),
  ],
  uniqueKeys: [['kind', 'dimension', 'code']],
}

const key = ['item', 'item_code', 'frame', 'frame_code']
const toMargins = (fields: string[]) => ({ fields, reference: { resource: 'margins', fields: ['dimension', 'code'] } })

const cellsSchema = ({ codes }: Described): Schema => ({
  fields: [
    field('item', columns.item, { enum: idsOf(codes.items) }),
    field('item_code', columns.item_code),
    field('frame', columns.frame, { enum: idsOf(codes.frames) }),
    field('frame_code', columns.frame_code),
    number('count', columns.count, { minimum: 10 }),
  ],
  primaryKey: key,
  foreignKeys: [toMargins(['item', 'item_code']), toMargins(['frame', 'frame_code'])],
})

const idsOf = (dimensions: Dimension[]) => dimensions.map(({ id }) => id)

const sdmxSchema: Schema = {
  fields: [
    ...['STRUCTURE', 'STRUCTURE_ID', 'ACTION', 'CENTRE', 'SURVEY', 'WAVE', 'SNAPSHOT', 'TIME_PERIOD'],
    ...['ITEM', 'ITEM_CODE', 'FRAME', 'FRAME_CODE', 'OBS_VALUE', 'OBS_STATUS', 'CONF_STATUS'],
  ].map((name) => (name === 'OBS_VALUE' ? number(name, columns.count, { minimum: 10 }) : { name, type: 'string' })),
}

const isOrdered = ({ kind }: Item) => kind === 'likert'

const coded = ({ id, labels, codes }: Dimension, categoriesOrdered: boolean): Field => ({
  name: id,
  type: 'string',
  title: textOf(labels, id),
  categories: codes.map((code) => ({ value: code.code, label: codeText(code) })),
  categoriesOrdered,
  constraints: { required: true },
})
