import { describe, expect, test } from 'vitest'
import { checkPackage } from '../../../src/sharing/checker/check.mjs'
import { codeIn } from '../../../src/sharing/release/answers.ts'
import { readPackage } from '../../../src/sharing/release/package.ts'
import { madeAnswers } from '../../support/answers.ts'
import { build, keys } from '../attacks/built.ts'
import { planOf } from '../attacks/scene.ts'
import { sum } from './scene.ts'

const shape = { frames: [5, 8, 6], items: [5, 5, 5, 5, 5, 5] }

const releasing = async (people: number, evenness: number, seed: number) => {
  const made = { ...shape, people, evenness, seed }
  const answers = madeAnswers(made)
  const built = await build({ plan: planOf(made, answers), answers })
  if (built.kind === 'refused') throw new Error(built.reason.code)
  const published = readPackage(built.files)
  // what could be read at best: cells of ten and more, of all tables, along the cuts that were published
  const places = new Map(
    [...published.codes.frames, ...published.codes.items].map(({ id, codes }) => [
      id,
      new Map(codes.flatMap(({ members }, at) => members.map((member) => [member, at] as const))),
    ]),
  )
  const counted = new Map<string, number>()
  for (const answer of answers)
    for (const item of published.codes.items)
      for (const frame of published.codes.frames) {
        const at = [
          item.id,
          places.get(item.id)?.get(codeIn(answer, item.id)),
          frame.id,
          places.get(frame.id)?.get(codeIn(answer, frame.id)),
        ]
        counted.set(at.join(' '), (counted.get(at.join(' ')) ?? 0) + 1)
      }
  const great = [...counted.values()].filter((count) => count >= 10)
  const { report } = built
  return {
    ...{ report, published, files: built.files },
    best: { cells: great.length, answers: sum(great) },
    cells: report.cells.readable / report.cells.all,
    answers: report.answers.readable / report.answers.all,
  }
}

const average = (numbers: readonly number[]) => sum(numbers) / numbers.length

/** Least shares of cells and answers, on the average of three made surveys of about the difficulty of real ones. */
describe.each([
  { people: 800, evenness: 5, cells: 0.83, answers: 0.96, seeds: [1, 2, 5] },
  { people: 300, evenness: 5, cells: 0.47, answers: 0.69, seeds: [3, 4, 5] },
  { people: 2_000, evenness: 3, cells: 0.94, answers: 0.995, seeds: [1, 4, 6] },
])('$people people, three frames and six questions of five answers:', ({ people, evenness, seeds, ...least }) => {
  test('so much can be read, all that ten people said, four off at most, and every hidden cell is covered', async () => {
    const all = await Promise.all(seeds.map((seed) => releasing(people, evenness, seed)))
    for (const { report, published, files, best } of all) {
      expect(report).toMatchObject({ tables: 18, repairs: [] })
      expect(report.cells.readable).toBe(best.cells)
      expect(report.answers.readable).toBe(best.answers)
      expect(report.meanError).toBeLessThanOrEqual(1.75)
      expect(report.worstError).toBeLessThanOrEqual(4)
      const hidden = published.cells.flatMap(({ count }, row) => (count === undefined ? [String(row)] : []))
      expect(Object.keys(JSON.parse(new TextDecoder().decode(files.get('covers.json')))).sort()).toEqual(hidden.sort())
      expect(checkPackage(files, { publicKeyPem: keys.publicKeyPem })).toMatchObject({ good: true })
    }
    expect(average(all.map(({ cells }) => cells))).toBeGreaterThanOrEqual(least.cells)
    expect(average(all.map(({ answers }) => answers))).toBeGreaterThanOrEqual(least.answers)
    expect(average(all.map(({ report }) => report.meanError))).toBeLessThanOrEqual(1.65)
  }, 60_000)
})
