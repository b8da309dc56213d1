import { type Described, textsOf } from './described.ts'
import { columns, reading } from './words.ts'

/** A text in one or more languages as JSON-LD says it. */
export const spoken = (texts: { language?: string | undefined; text: string }[]) =>
  texts.map(({ language, text }) => ({ '@value': text, ...(language && { '@language': language }) }))

/** `cells.csv-metadata.json`, CSV on the Web. */
export const csvwMetadata = (described: Described) => ({
  '@context': 'http://www.w3.org/ns/csvw',
  url: 'cells.csv',
  'dc:title': spoken(textsOf(described.title, described.survey)),
  'dc:description': spoken(textsOf(reading, '')),
  dialect: { encoding: 'utf-8', header: true, delimiter: ',', quoteChar: '"', doubleQuote: true },
  tableSchema: {
    columns: [
      column('item', columns.item),
      column('item_code', columns.item_code),
      column('frame', columns.frame),
      column('frame_code', columns.frame_code),
      { ...plain('count', columns.count), datatype: { base: 'integer', minimum: 10 }, null: '', required: false },
    ],
    primaryKey: ['item', 'item_code', 'frame', 'frame_code'],
  },
})

const plain = (name: string, description: string) => ({
  name,
  titles: name,
  'dc:description': spoken([{ language: 'en', text: description }]),
})

const column = (name: string, description: string) => ({
  ...plain(name, description),
  datatype: 'string',
  required: true,
})
