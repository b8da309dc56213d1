import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { languages, staffLanguages } from '../../views/messages/index.ts'
import {
  type Catalogues,
  doubleKeys,
  incompletePlurals,
  missingKeys,
  unlikeArguments,
  unusedKeys,
} from './message-rules.ts'
import { planted, readSources } from './sources.ts'

const sources = readSources('src', 'views', 'seeds')
let catalogues: Catalogues = {}

beforeAll(async () => {
  const files = readdirSync('views/messages').filter((file) => !['index.ts', 'catalogue.ts'].includes(file))
  const modules = await Promise.all(files.map((file) => import(`../../views/messages/${file.slice(0, -3)}.ts`)))
  catalogues = Object.assign({}, ...modules)
})

const plant = (languages: Record<string, Record<string, string>>): Catalogues => ({ ...catalogues, planted: languages })

describe('the message catalogues', () => {
  test('are all known to this test, in the languages of their readers', () => {
    const known = [[...languages].sort().join(), [...staffLanguages].sort().join()]
    expect(Object.keys(catalogues).length).toBeGreaterThan(9)
    const spoken = Object.values(catalogues).map((catalogue) => Object.keys(catalogue).sort().join())
    expect(spoken.filter((languages) => !known.includes(languages))).toEqual([])
  })

  test('say the same things in every language', () => {
    expect(missingKeys(catalogues)).toEqual([])
    expect(missingKeys(plant({ cs: { 'a.b': 'Ano', 'a.c': '' }, en: { 'a.c': 'No' } }))).toEqual([
      'planted lacks a.c in cs',
      'planted lacks a.b in en',
    ])
  })

  test('take the same values in every language', () => {
    expect(unlikeArguments(catalogues)).toEqual([])
    const cs = {
      'a.b': '{name} jde {day, date}',
      'a.c': '{n, plural, other {# {name}}}',
      'a.d': '<b>{x}</b>',
      'a.e': 'Nic',
    }
    const en = { 'a.b': '{nme} goes', 'a.c': '{n, plural, other {# {name}}}', 'a.d': '<b>{x}</b>', 'a.e': '{broken' }
    expect(unlikeArguments(plant({ cs, en }))).toEqual([
      'a.b in en takes nme, not day name',
      'a.e in en takes no ICU text, not nothing',
    ])
  })

  test('have every plural form of their language', () => {
    expect(incompletePlurals(catalogues)).toEqual([])
    const found = incompletePlurals(
      plant({
        cs: {
          'a.b': '{n, plural, one {#} few {#} other {#}}',
          'a.c': '{n, plural, =0 {0} one {#} few {#} many {#} other {#}}',
        },
        uk: { 'a.b': '{s, select, other {{n, plural, one {#} other {#}}}}' },
        en: { 'a.b': '{n, selectordinal, one {#} other {#}}', 'a.c': '{n, plural, one {#} other {#}}' },
      }),
    )
    expect(found).toEqual(['a.b in cs has one few other', 'a.b in uk has one other', 'a.b in en has one other'])
  })

  test('define a key once', () => {
    expect(doubleKeys(catalogues)).toEqual([])
    expect(doubleKeys(plant({ cs: { 'contacts.title': 'Lidé' } }))).toEqual([
      'contacts.title stands in contacts and planted',
    ])
  })

  test('say nothing that is never said', () => {
    expect(unusedKeys(catalogues, sources)).toEqual([])
    const catalogue = plant({
      cs: { 'a.said': 'x', 'a.stage_moved': 'x', 'a.stage': 'x', 'a.b.text': 'x', 'a.b.title': 'x' },
    })
    const code = planted(sources, { 'views/planted.tsx': `t('a.said'); t(\`a.stage_\${x}\`); t(\`a.\${x}.text\`)` })
    expect(unusedKeys(catalogue, code)).toEqual(['a.stage is never said', 'a.b.title is never said'])
  })
})
