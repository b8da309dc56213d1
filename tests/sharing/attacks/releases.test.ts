import { describe, expect, test } from 'vitest'
import { countAnswers } from '../../../src/sharing/release/answers.ts'
import { keysFrom } from '../../../src/sharing/release/keys.ts'
import { readPackage } from '../../../src/sharing/release/package.ts'
import { plainPlan } from '../../../src/sharing/release/plain-plan.ts'
import { hashOfAnswers, type Made, madeAnswers, seeded } from '../../support/answers.ts'
import { findLeaks } from '../../support/attacker/findings.ts'
import { attackReleases, belongs, groupOf } from '../../support/attacker/releases.ts'
import { build, certified, keys, madeRelease, madeSnapshots } from './built.ts'
import { planOf } from './scene.ts'

const usual: Made = { people: 320, evenness: 3, frames: [4, 3], items: [4, 3], seed: 11 }
const bytesOf = (files: ReadonlyMap<string, Uint8Array>) =>
  [...files].map(([path, bytes]) => `${path} ${Buffer.from(bytes).toString('base64')}`)
const shuffled = <T>(list: readonly T[], seed: number): T[] => {
  const chance = seeded(seed)
  return list
    .map((one) => ({ one, place: chance() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one)
}

test('all tables of twenty-five releases together leave every hidden cell from nought to nine', async () => {
  let hidden = 0
  for (let seed = 1; seed <= 25; seed += 1) {
    const made = { people: 60 + seed * 11, evenness: 1 + (seed % 5), frames: [3, 3], items: [4, 3], seed }
    const answers = madeAnswers(made)
    const built = await build({ plan: planOf(made, answers), answers })
    if (built.kind === 'refused') continue
    const published = readPackage(built.files)
    hidden += published.cells.filter(({ count }) => count === undefined).length
    expect(await findLeaks([published], { joint: true })).toEqual([])
  }
  expect(hidden).toBeGreaterThan(80)
}, 60_000)

/** Whoever is alike in both frames answers against one table, and so does whoever is not: see together.test.ts. */
const knotted = [
  ['0', '0', '0', '0'],
  ['0', '0', '0', '1'],
  ['1', '1', '1', '1'],
  ['1', '1', '1', '0'],
  ['0', '1', '0', '0'],
  ['0', '1', '1', '0'],
  ['1', '0', '1', '1'],
  ['1', '0', '0', '1'],
].flatMap(([a = '', b = '', x = '', y = '']) => Array.from({ length: 9 }, () => ({ a, b, x, y })))

test('four tables that would be safe one by one are not released together', async () => {
  const built = await build({ plan: plainPlan(knotted, ['a', 'b'], ['x', 'y']), answers: knotted })
  if (built.kind === 'refused') return
  expect(built.report.repairs.length).toBeGreaterThan(0)
  expect(await findLeaks([readPackage(built.files)], { joint: true })).toEqual([])
})

describe('two snapshots:', () => {
  const sizes = [260, 300]
  test('their differences tell nothing certain, and no cell of either more than it told alone', async () => {
    let few = 0
    for (const seed of [1, 3, 4, 5]) {
      const releases = await madeSnapshots({ ...usual, evenness: 4, frames: [3, 3], items: [3, 3], seed }, sizes)
      const published = releases.map((one) => one.published)
      expect(await findLeaks(published)).toEqual([])
      const { attack, count, close } = await attackReleases(published)
      for (const cell of published[1]?.cells ?? []) {
        const group = groupOf(published[1], cell)
        const [before = 0, after = 0] = releases.map(
          ({ answers }) => answers.filter((one) => belongs(one, group)).length,
        )
        const range = attack.exact([...count(1, group), ...count(0, group).map(([one, by]) => [one, -by] as const)])
        expect(range && range.least <= after - before && range.most >= after - before).toBe(true)
        // what two roundings of the same cell tell by themselves, and nothing more
        const same = published[0]?.cells.find(
          (one) => JSON.stringify(groupOf(published[0], one)) === JSON.stringify(group),
        )
        const [now, then] = [cell.count === undefined ? 0 : Math.max(10, cell.count - 4), (same?.count ?? 5) + 4]
        expect(range?.least).toBe(Math.max(0, now - then))
        few += Number(after - before < 10)
      }
      close()
    }
    expect(few).toBeGreaterThan(30)
  }, 60_000)

  test('all people of them together, not only their tables', async () => {
    const releases = await madeSnapshots({ ...usual, evenness: 4, frames: [3, 2], items: [3, 2], seed: 4 }, sizes)
    expect(
      await findLeaks(
        releases.map(({ published }) => published),
        { joint: true },
      ),
    ).toEqual([])
  }, 60_000)

  test('one person more or less among forty new ones is never certain', async () => {
    const answers = madeAnswers({ ...usual, people: 300 })
    const plan = planOf(usual, answers)
    const first = await certified({ plan, answers: answers.slice(0, 260) })
    for (const left of [261, 275, 299]) {
      const second = {
        plan: { ...plan, snapshot: 2 },
        answers: answers.filter((_, at) => at !== left),
        previous: [first.files],
      }
      const { published } = await certified(second)
      expect(await findLeaks([first.published, published], {}, 'screen')).toEqual([])
    }
  }, 60_000)
})

test('twenty-five times the same answers, in any order, are the same package', async () => {
  const answers = madeAnswers(usual)
  const plan = planOf(usual, answers)
  const { files } = await certified({ plan, answers })
  for (let seed = 1; seed <= 25; seed += 1) {
    const others = shuffled(answers, seed).map((answer) => Object.fromEntries(shuffled(Object.entries(answer), seed)))
    expect(bytesOf((await certified({ plan, answers: others })).files)).toEqual(bytesOf(files))
  }
}, 60_000)

test('the order of a plan changes the order of rows and no number', async () => {
  const answers = madeAnswers(usual)
  const plan = planOf(usual, answers)
  const numbers = async (other: typeof plan) => {
    const { margins, cells } = (await certified({ plan: other, answers })).published
    return [...margins, ...cells].map((row) => JSON.stringify(row)).sort()
  }
  const turned = {
    ...plan,
    frames: plan.frames.toReversed(),
    items: plan.items.toReversed(),
    tables: plan.tables.toReversed(),
  }
  expect(await numbers(turned)).toEqual(await numbers(plan))
})

test('three who tell each other what they said learn nothing of their cell but that they are in it', async () => {
  const chance = seeded(8)
  let coalitions = 0
  for (let seed = 1; seed <= 12; seed += 1) {
    const { published, answers } = await madeRelease({ ...usual, frames: [3, 3], seed })
    for (const cell of published.cells.filter(({ count }) => count === undefined)) {
      const group = groupOf(published, cell)
      const known = shuffled(
        answers.filter((answer) => belongs(answer, group)),
        seed,
      ).slice(0, 3)
      if (known.length === 0 || chance() < 0.5) continue
      coalitions += 1
      const { attack, cell: people, close } = await attackReleases([published], { known, joint: true })
      expect(attack.exact(people(0, cell))).toEqual({ least: known.length, most: 9 })
      // what they learn of others is still many possible numbers, nought among them
      for (const other of published.cells.filter(({ count }) => count === undefined)) {
        const range = attack.exact(people(0, other))
        const own = known.filter((person) => belongs(person, groupOf(published, other))).length
        expect(range && range.least <= own && range.most - range.least >= 4).toBe(true)
      }
      close()
    }
  }
  expect(coalitions).toBeGreaterThan(15)
}, 60_000)

test('nobody learns of a whole group what it said to a sensitive question', async () => {
  const answers = madeAnswers({ ...usual, people: 1_600 }).map((answer, at) =>
    answer.frame1 === '0' ? { ...answer, q1: at % 100 === 0 ? '1' : '0' } : answer,
  )
  const plan = planOf(usual, answers)
  /** Groups of which it is certain that more than nine in ten gave the same answer. */
  const certain = async (sensitive: boolean) => {
    const items = plan.items.map((item) => ({ ...item, sensitive }))
    const { published } = await certified({ plan: { ...plan, items }, answers })
    const { attack, cell: people, count, close } = await attackReleases([published])
    const told = published.cells.filter((one) => {
      const group = count(0, { frame: groupOf(published, one).frame })
      const share = [
        ...people(0, one).map(([of, by]) => [of, 10 * by] as const),
        ...group.map(([of, by]) => [of, -9 * by] as const),
      ]
      return (attack.screen(share)?.least ?? 1) > 0
    })
    close()
    return told.map(({ item, frame, frame_code }) => `${item} ${frame} ${frame_code}`)
  }
  expect(await certain(false)).toEqual(['q1 frame1 0'])
  expect(await certain(true)).toEqual([])
})

test('nor after answers were merged because something could not be proven', async () => {
  let merged = 0
  for (let seed = 1; seed <= 40; seed += 1) {
    const made: Made = { people: 90 + 4 * seed, evenness: 1 + (seed % 2), frames: [4, 3], items: [4, 4], seed }
    const answers = madeAnswers(made)
    const plan = planOf(made, answers)
    const items = plan.items.map((item) => ({ ...item, sensitive: true }))
    const built = await build({ plan: { ...plan, items }, answers })
    if (built.kind === 'refused') continue
    const published = readPackage(built.files)
    const counted = (group: ReturnType<typeof groupOf>) => answers.filter((answer) => belongs(answer, group)).length
    const telling = published.cells.filter((cell) => {
      const group = groupOf(published, cell)
      const [said, all] = [counted(group), counted({ frame: group.frame })]
      return said > 0.9 * all || said >= all - 3
    })
    expect(telling).toEqual([])
    merged += Number(built.report.repairs.some(({ kind }) => kind === 'merged'))
  }
  expect(merged).toBeGreaterThan(5)
}, 60_000)

test('a thousand intruders with five facts and two answers find nobody', async () => {
  const made: Made = { people: 400, evenness: 4, frames: [3, 2, 2, 2, 2], items: [4, 3], seed: 21 }
  const { published, answers } = await madeRelease(made)
  const { attack, count, close } = await attackReleases([published], { joint: true })
  const chance = seeded(21)
  const facts = published.codes.frames.map(({ id }) => id)
  const known = new Map<string, number>()
  let [alone, found] = [0, 0]
  for (let intruder = 0; intruder < 1_000; intruder += 1) {
    const target = answers[Math.floor(chance() * answers.length)] ?? {}
    const isLike = (other: typeof target) => [...facts, 'q1', 'q2'].every((id) => other[id] === target[id])
    alone += Number(answers.filter(isLike).length === 1)
    const also = published.codes.frames.map(
      ({ id, codes }) => [id, codes.find(({ members }) => members.includes(target[id] ?? ''))?.members ?? []] as const,
    )
    for (const { id, codes } of published.codes.items.slice(0, 2)) {
      const members = codes.find((one) => one.members.includes(target[id] ?? ''))?.members ?? []
      const key = JSON.stringify([id, members, also])
      if (!known.has(key)) known.set(key, attack.screen(count(0, { item: [id, members], also }))?.least ?? 1)
      found += Number((known.get(key) ?? 1) > 0)
    }
  }
  close()
  // among the answers themselves many of them would have been alone
  expect(alone).toBeGreaterThan(100)
  expect(found).toBe(0)
}, 60_000)

test('what changes no published number changes no byte', async () => {
  const answers = madeAnswers(usual)
  const plan = planOf(usual, answers)
  const { files, published } = await certified({ plan, answers })
  const numbers = ({ margins, cells }: typeof published) => JSON.stringify([margins, cells])
  let same = 0
  for (const [item, frame] of plan.tables)
    for (let code = 0; code < 3; code += 1)
      for (let group = 0; group < 3; group += 1) {
        const counts = countAnswers(plan, answers)
        const row = counts.cells[item]?.[frame]?.[code] ?? []
        const people = row[group]
        if (people === undefined || people % 5 > 3 || people === 9) continue
        row[group] = people + 1
        const other = await build({ plan, answers, counts })
        if (other.kind === 'refused' || numbers(readPackage(other.files)) !== numbers(published)) continue
        same += 1
        expect(bytesOf(other.files)).toEqual(bytesOf(files))
      }
  expect(same).toBeGreaterThan(10)
})

test('no file holds a count as it was counted', async () => {
  const answers = madeAnswers({ ...usual, people: 1_013 })
  const { plan, files } = await certified({ plan: planOf(usual, answers), answers })
  const { total, frames, items, cells } = countAnswers(plan, answers)
  const truths = [
    total,
    ...Object.values(frames),
    ...Object.values(items),
    ...Object.values(cells).flatMap((of) => Object.values(of)),
  ]
    .flat(4)
    .filter((count) => count > 100 && count % 5 !== 0)
  expect(truths.length).toBeGreaterThan(15)
  for (const [path, bytes] of files) {
    if (path.startsWith('worlds/') || path.startsWith('manifest.')) continue
    const told: string[] = new TextDecoder().decode(bytes).match(/(?<![\w.])\d+(?![\w])/g) ?? []
    expect([path, truths.filter((count) => told.includes(String(count)))]).toEqual([path, []])
  }
})

test('whoever knows all answers and everything public still cannot round as the centre did', async () => {
  const answers = madeAnswers(usual)
  const plan = planOf(usual, answers)
  const { files, published } = await certified({ plan, answers })
  const numbers = ({ margins, cells }: typeof published) => JSON.stringify([margins, cells])
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex')).slice(0, 32)
  const guesses = [
    new Uint8Array(32),
    new Uint8Array(32).fill(255),
    bytes(published.manifest.plan_hash),
    bytes(hashOfAnswers(plan, answers)),
    bytes(published.manifest.key_id.repeat(4)),
    ...Object.values(published.manifest.files).map(bytes),
  ]
  for (const guess of guesses) {
    const other = await certified({ plan, answers, key: keysFrom(guess) })
    expect(numbers(other.published)).not.toBe(numbers(published))
  }
  const all = Buffer.concat([...files.values()])
  for (const secret of [keys.rounding, Buffer.alloc(32, 7)])
    expect([
      all.includes(secret),
      all.includes(secret.toString('hex')),
      all.includes(secret.toString('base64')),
    ]).toEqual([false, false, false])
}, 60_000)

test('the options of a multiple choice and “nothing of this” are attacked with the rule between them', async () => {
  const chance = seeded(5)
  const options = ['housing', 'schools', 'work']
  const answers = Array.from({ length: 320 }, () => {
    const nothing = chance() < 0.35
    const yes = options.filter((_, at) => !nothing && chance() < 0.5 / 2 ** at)
    return {
      region: String(Math.floor(chance() ** 2 * 4)),
      nothing: nothing ? 'yes' : 'no',
      ...Object.fromEntries(options.map((option) => [option, yes.includes(option) ? 'yes' : 'no'])),
    }
  })
  const rules = options.map((item) => ({ item, if: { item: 'nothing', codes: ['yes'] }, only: ['no'] }))
  const plain = plainPlan(answers, ['region'], ['nothing', ...options])
  const items = plain.items.map((item) => ({ ...item, kind: 'option' as const }))
  const { published } = await certified({ plan: { ...plain, items, rules }, answers })
  expect(published.cells.filter(({ count }) => count === undefined).length).toBeGreaterThan(0)
  expect(await findLeaks([published], { joint: true, rules })).toEqual([])
})

test('no fractions of people narrow any of the hidden cells of a whole survey, eight hundred people in eighteen tables', async () => {
  const { published } = await madeRelease({
    people: 800,
    evenness: 5,
    frames: [5, 8, 6],
    items: [5, 5, 5, 5, 5, 5],
    seed: 4,
  })
  const hidden = published.cells.filter(({ count }) => count === undefined)
  expect([published.cells.length > 400, hidden.length > 40]).toEqual([true, true])
  const { attack, cell, close } = await attackReleases([published])
  const ranges = hidden.map((one) => attack.screen(cell(0, one)))
  close()
  expect(ranges).toEqual(hidden.map(() => ({ least: 0, most: 9 })))
}, 60_000)
