import { expect, test } from 'vitest'
import { staffMessages } from '../../../views/messages/index.ts'
import { points, weekSaid } from '../../../views/sharing/reading/words.ts'

const [cs, en] = [staffMessages('cs'), staffMessages('en')]
const plain = (text: string) => text.replaceAll(/\s/g, ' ')

test.each([
  ['2026-W47', '16.–22. 11. 2026', '16–22 Nov 2026'],
  ['2026-W01', '29. 12. 2025 – 4. 1. 2026', '29 Dec 2025 – 4 Jan 2026'],
  ['2026-W53', '28. 12. 2026 – 3. 1. 2027', '28 Dec 2026 – 3 Jan 2027'],
  ['2026-W49', '30. 11. – 6. 12. 2026', '30 Nov – 6 Dec 2026'],
  ['some day', 'some day', 'some day'],
])('the week %s is told by its days', (week, czech, english) => {
  expect([plain(weekSaid(cs, week)), plain(weekSaid(en, week))]).toEqual([czech, english])
})

test('a lower share has a minus, not a hyphen', () => {
  expect([points(cs, -0.25), points(cs, 0.12), points(cs, 0)]).toEqual(['−25', '+12', '0'])
})
