import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ddiCodebook } from '../../../src/sharing/release/metadata/ddi.ts'
import { launchBrowser } from '../../support/chromium.ts'
import { hostile, release } from './hostile-release.ts'

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await launchBrowser()
  page = await browser.newPage()
})
afterAll(() => browser.close())

type Node = { name: string; namespace: string | null; language: string | null; text: string; children: Node[] }

/** What a real XML parser makes of it. */
const parsed = (xml: string): Promise<Node> =>
  page.evaluate((source) => {
    const read = (element: Element): Node => ({
      name: element.localName,
      namespace: element.namespaceURI,
      language: element.getAttribute('xml:lang'),
      text: element.children.length === 0 ? (element.textContent ?? '') : '',
      children: [...element.children].map(read),
    })
    return read(new DOMParser().parseFromString(source, 'application/xml').documentElement)
  }, xml)

const all = (node: Node, name: string): Node[] => [
  ...(node.name === name ? [node] : []),
  ...node.children.flatMap((child) => all(child, name)),
]
const names = (node: Node | undefined) => node?.children.map(({ name }) => name) ?? []

/** Children of DDI-Codebook 2.5 in the order of its schema, of the elements we use. */
const order: Record<string, string[]> = {
  codeBook: ['docDscr', 'stdyDscr', 'fileDscr', 'dataDscr', 'otherMat'],
  stdyDscr: [
    'citation',
    'studyAuthorization',
    'stdyInfo',
    'studyDevelopment',
    'method',
    'dataAccs',
    'othrStdyMat',
    'notes',
  ],
  citation: ['titlStmt', 'rspStmt', 'prodStmt', 'distStmt', 'serStmt', 'verStmt', 'biblCit', 'holdings', 'notes'],
  titlStmt: ['titl', 'subTitl', 'altTitl', 'parTitl', 'IDNo'],
  stdyInfo: ['studyBudget', 'subject', 'abstract', 'sumDscr', 'qualityStatement', 'notes', 'exPostEvaluation'],
  sumDscr: [
    'timePrd',
    'collDate',
    'nation',
    'geogCover',
    'geogUnit',
    'geoBndBox',
    'boundPoly',
    'anlyUnit',
    'universe',
    'dataKind',
  ],
  method: ['dataColl', 'notes', 'anlyInfo', 'stdyClas', 'dataProcessing', 'codingInstructions'],
  fileTxt: ['fileName', 'fileCitation', 'dataFingerprint', 'fileCont', 'fileStrc', 'dimensns', 'fileType', 'format'],
  var: [
    'location',
    'labl',
    'imputation',
    'security',
    'embargo',
    'respUnit',
    'anlysUnit',
    'qstn',
    'valrng',
    'invalrng',
    'undocCod',
  ]
    .concat([
      'universe',
      'TotlResp',
      'sumStat',
      'txt',
      'stdCatgry',
      'catgryGrp',
      'catgry',
      'codInstr',
      'verStmt',
      'concept',
    ])
    .concat(['derivation', 'varFormat', 'geomap', 'catLevel', 'notes']),
  catgry: ['catValu', 'labl', 'txt', 'catStat', 'mrow'],
}

describe('ddi.xml', () => {
  test('is XML of DDI-Codebook 2.5, whatever the labels hold', async () => {
    const root = await parsed(ddiCodebook(release))
    expect([root.name, root.namespace]).toEqual(['codeBook', 'ddi:codebook:2_5'])
    expect(all(root, 'parsererror')).toEqual([])
    expect(all(root, 'script')).toEqual([])
  })

  test('puts elements in the order of the schema', async () => {
    const root = await parsed(ddiCodebook(release))
    for (const [name, allowed] of Object.entries(order)) {
      const found = all(root, name)
      expect(found.length, name).toBeGreaterThan(0)
      for (const node of found) {
        const places = names(node).map((child) => allowed.indexOf(child))
        expect(places, name).not.toContain(-1)
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      }
    }
    expect(all(root, 'titl')).toHaveLength(1)
  })

  test('gives every label back as it was, but for what XML cannot say', async () => {
    const root = await parsed(ddiCodebook(release))
    const labels = all(root, 'catgry').flatMap((category) => all(category, 'labl'))
    const sayable = hostile.map((label) =>
      label.replace('\u0007', '\ufffd').replace('\u0000', '\ufffd').replace('\ud800', '\ufffd'),
    )
    const told = labels.filter(({ language }) => language === 'cs').map(({ text }) => text)
    expect(told).toEqual([...hostile.slice(0, 2), ...sayable])
    const [, question] = all(root, 'var')
    expect(question && all(question, 'qstnLit').map(({ language, text }) => [language, text])).toEqual([
      ['cs', hostile[4]],
      ['en', hostile[5]],
    ])
  })

  test('gives codes and their rounded counts, and none where none is published', async () => {
    const root = await parsed(ddiCodebook(release))
    const [groups, question] = all(root, 'var')
    const told = (node: Node | undefined) =>
      node ? all(node, 'catgry').map((one) => [all(one, 'catValu')[0]?.text, all(one, 'catStat')[0]?.text]) : []
    expect(told(groups)).toEqual([
      ['young', '120'],
      ['a,b "c"', '80'],
    ])
    expect(told(question).slice(0, 3)).toEqual([
      ['c0', '130'],
      ['c1', undefined],
      ['<&>', '70'],
    ])
  })

  test('explains rounding in every language', async () => {
    const root = await parsed(ddiCodebook(release))
    for (const name of ['abstract', 'dataProcessing'])
      expect(all(root, name).map(({ language }) => language)).toEqual(['cs', 'en', 'de', 'uk'])
    for (const { text } of all(root, 'abstract')) expect(text).toContain('<10')
    expect(all(root, 'AuthEnty').map(({ text }) => text)).toEqual(['Karlovarská agentura & spol.'])
  })
})
