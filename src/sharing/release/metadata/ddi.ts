import type { Code, Dimension, Item, Labels } from '../format.ts'
import { type Described, dimensionsOf, languages, nameOf, textsOf } from './described.ts'
import { reading, worldsAreInvented } from './words.ts'
import { element, type Xml, xmlDocument } from './xml.ts'

/** `ddi.xml`, DDI-Codebook 2.5: the study, its files and its questions, for archives. Elements in the order of its schema. */
export const ddiCodebook = (described: Described): string =>
  xmlDocument(
    element(
      'codeBook',
      {
        version: '2.5',
        xmlns: 'ddi:codebook:2_5',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:schemaLocation':
          'ddi:codebook:2_5 http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd',
      },
      element('stdyDscr', {}, citation(described), information(described), method, ...notes(worldsAreInvented)),
      ...['cells.csv', 'margins.csv'].map(file),
      element(
        'dataDscr',
        {},
        ...dimensionsOf(described.codes).map((dimension, at) => variable(described, dimension, at)),
      ),
    ),
  )

/** One element for each language of a text. */
const said = (name: string, labels: Labels | undefined, fallback: string, attributes = {}): Xml[] =>
  textsOf(labels, fallback).map(({ language, text }) => element(name, { 'xml:lang': language, ...attributes }, text))

const citation = (described: Described): Xml => {
  const { centre, survey, wave, snapshot, week, title, publisher } = described
  const [first, ...parallel] = textsOf(title, survey)
  const titled = (name: string, { language, text }: { language?: string; text: string }) =>
    element(name, { 'xml:lang': language }, text)
  return element(
    'citation',
    {},
    element(
      'titlStmt',
      {},
      titled('titl', first ?? { text: survey }),
      ...parallel.map((other) => titled('parTitl', other)),
      element('IDNo', {}, nameOf(described)),
    ),
    element('rspStmt', {}, ...said('AuthEnty', publisher, centre)),
    element('verStmt', {}, element('version', { type: 'snapshot', date: week }, `${wave} / ${snapshot}`)),
  )
}

const information = ({ week }: Described): Xml =>
  element(
    'stdyInfo',
    {},
    ...said('abstract', reading, ''),
    element(
      'sumDscr',
      {},
      element('timePrd', { event: 'end', date: week }, week),
      element('dataKind', { 'xml:lang': 'en' }, 'Aggregate data: rounded counts of survey answers'),
    ),
  )

const method: Xml = element('method', {}, ...said('dataProcessing', reading, '', { type: 'disclosure control' }))

const notes = (texts: Labels): Xml[] =>
  languages.map((language) => element('notes', { 'xml:lang': language }, texts[language] ?? ''))

const file = (path: string): Xml =>
  element('fileDscr', {}, element('fileTxt', {}, element('fileName', {}, path), element('fileType', {}, 'text/csv')))

const isItem = (dimension: Dimension): dimension is Item => 'kind' in dimension

const variable = ({ margins }: Described, dimension: Dimension, at: number): Xml => {
  const { id, labels, codes } = dimension
  const kind = isItem(dimension) ? 'item' : 'frame'
  const countOf = ({ code }: Code) =>
    margins.find((margin) => margin.kind === kind && margin.dimension === id && margin.code === code)?.count
  return element(
    'var',
    {
      ...{ ID: `V${at + 1}`, name: id, intrvl: 'discrete', representationType: 'code' },
      nature: isItem(dimension) && dimension.kind === 'likert' ? 'ordinal' : 'nominal',
    },
    ...said('labl', labels, id),
    ...(isItem(dimension) ? [element('qstn', {}, ...said('qstnLit', labels, id))] : []),
    ...codes.map((code) => category(code, countOf(code))),
  )
}

const category = ({ code, labels }: Code, count: number | undefined): Xml =>
  element(
    'catgry',
    {},
    element('catValu', {}, code),
    ...said('labl', labels, code),
    ...(count === undefined ? [] : [element('catStat', { type: 'freq' }, String(count))]),
  )
