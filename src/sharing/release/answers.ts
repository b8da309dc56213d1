import type { Counts, Plan } from './plan.ts'

/** Coded answers, one row a respondent: column -> code; a missing answer is the empty text. */
export type Answers = readonly Readonly<Record<string, string>>[]

/** The code of a missing answer: a category of its own. */
export const missing = 'missing'

/** Leaf counts of coded answers. Every answer must be a code of the plan: see `strangeAnswers`. */
export const countAnswers = (plan: Plan, answers: Answers): Counts => {
  const placesOf = (dimension: { codes: readonly { code: string }[] }) =>
    new Map(dimension.codes.map(({ code }, place) => [code, place]))
  const frames = plan.frames.map((frame) => ({ ...frame, places: placesOf(frame) }))
  const items = plan.items.map((item) => ({ ...item, places: placesOf(item) }))
  const counts: Counts = {
    total: answers.length,
    frames: Object.fromEntries(frames.map(({ id, codes }) => [id, codes.map(() => 0)])),
    items: Object.fromEntries(items.map(({ id, codes }) => [id, codes.map(() => 0)])),
    cells: Object.fromEntries(
      items.map((item) => [
        item.id,
        Object.fromEntries(frames.map((frame) => [frame.id, item.codes.map(() => frame.codes.map(() => 0))])),
      ]),
    ),
  }
  for (const answer of answers) {
    const groups = frames.map(({ id, places }) => ({ id, group: places.get(codeIn(answer, id)) ?? 0 }))
    for (const { id, group } of groups) addOne(counts.frames[id], group)
    for (const { id, places } of items) {
      const given = places.get(codeIn(answer, id)) ?? 0
      addOne(counts.items[id], given)
      for (const { id: frame, group } of groups) addOne(counts.cells[id]?.[frame]?.[given], group)
    }
  }
  return counts
}

/** Answers that no code of the plan stands for, each once: nothing is counted until somebody has said what they mean. */
export const strangeAnswers = (plan: Plan, answers: Answers): { dimension: string; code: string }[] =>
  [...plan.frames, ...plan.items].flatMap(({ id, codes }) => {
    const known = new Set(codes.map(({ code }) => code))
    const given = new Set(answers.map((answer) => codeIn(answer, id)))
    return [...given].filter((code) => !known.has(code)).map((code) => ({ dimension: id, code }))
  })

export const codeIn = (answer: Readonly<Record<string, string>>, id: string): string => answer[id] || missing

const addOne = (counts: number[] | undefined, place: number) => {
  if (counts) counts[place] = (counts[place] ?? 0) + 1
}
