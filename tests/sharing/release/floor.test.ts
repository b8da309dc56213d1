import { expect, test } from 'vitest'
import { floorOf } from '../../../src/sharing/release/floor.ts'
import { readNumbers } from '../../../src/sharing/release/package.ts'
import { type Made, madeAnswers } from '../../support/answers.ts'
import { certified } from '../attacks/built.ts'
import { planOf } from '../attacks/scene.ts'

const made: Made = { people: 300, evenness: 2, frames: [6], items: [5], seed: 3 }
const answers = madeAnswers(made)

test('an earlier release is a floor under all it published, by the leaves of its codes in whatever order', async () => {
  const { files } = await certified({ plan: planOf(made, answers), answers })
  const release = { ...readNumbers(files), snapshot: 1 }
  const floor = floorOf([release])
  const membersOf = (id: string, code: string) =>
    [...release.codes.frames, ...release.codes.items]
      .find((one) => one.id === id)
      ?.codes.find((one) => one.code === code)
      ?.members.toSorted()
  expect(release.codes.frames.some(({ codes }) => codes.some(({ members }) => members.length > 1))).toBe(true)
  for (const { kind, dimension, code, count } of release.margins)
    expect(floor(kind === 'total' ? ['total'] : [dimension, membersOf(dimension, code)])).toBe(count)
  for (const { item, item_code, frame, frame_code, count } of release.cells)
    expect(floor([item, membersOf(item, item_code), frame, membersOf(frame, frame_code)])).toBe(count)
  expect(release.cells.some(({ count }) => count === undefined)).toBe(true)
  expect(floor(['frame1', ['nowhere']])).toBeUndefined()
})

test('the last one counts, and without one there is no floor', async () => {
  const { files } = await certified({ plan: planOf(made, answers), answers })
  const first = { ...readNumbers(files), snapshot: 1 }
  const later = { ...first, snapshot: 2, margins: first.margins.map((one) => ({ ...one, count: one.count + 5 })) }
  const total = first.margins[0]?.count ?? Number.NaN
  expect([floorOf([first])(['total']), floorOf([first, later])(['total'])]).toEqual([total, total + 5])
  expect(floorOf([])(['total'])).toBeUndefined()
})
