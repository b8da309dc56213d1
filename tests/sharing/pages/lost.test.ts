import { expect, test } from 'vitest'
import type { Item } from '../../../src/sharing/release/format.ts'
import type { PlannedItem } from '../../../src/sharing/release/plan.ts'
import { staffMessages } from '../../../views/messages/index.ts'
import { mergedIn } from '../../../views/sharing/merged.ts'
import { weekOf } from '../../../views/sharing/week.ts'

const named = (code: string, cs: string) => ({ code, labels: { cs } })
const answers = [named('yes', 'Ano'), named('no', 'Ne'), named('missing', 'Neuvedeno')]

const option = (id: string): { item: Item; planned: PlannedItem } => {
  const labels = { cs: `Možnost ${id}` }
  const item = {
    ...{ id, labels, kind: 'option' as const, sensitive: false },
    codes: [
      { ...named('yes', 'Ano'), members: ['yes'] },
      { ...named('no+missing', 'Ne + Neuvedeno'), members: ['no', 'missing'] },
    ],
  }
  return { item, planned: { id, labels, ordered: true, codes: answers, groups: [], kind: 'option', sensitive: false } }
}

test('what was merged in the same way for every option of a question is one line, without saying anything twice', () => {
  const options = ['help.work', 'help.home', 'help.school'].map(option)
  const published = { codes: { frames: [], items: options.map(({ item }) => item) }, margins: [], cells: [] }
  const plan = { frames: [], items: options.map(({ planned }) => planned) }
  const lines = mergedIn({ t: staffMessages('cs'), published, plan, wordings: new Map([['help', 'Co by pomohlo?']]) })
  expect(lines.map((line) => line.replaceAll(/\s/g, ' '))).toEqual([
    '„Co by pomohlo?“ – sloučeno u možností (3): Ne a Neuvedeno',
  ])
})

test('a week is told by its days, over the end of a year too', () => {
  const said = (week: string) => weekOf({ lang: 'cs' }, week).replaceAll(/\s/g, ' ')
  expect([said('2026-W47'), said('2026-W53')]).toEqual(['16.–22. 11. 2026', '28. 12. 2026 – 3. 1. 2027'])
})
