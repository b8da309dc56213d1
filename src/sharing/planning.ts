import type { LeftOut } from '../lib/words.ts'
import { missing, no, notAsked, yes } from './plan-labels.ts'
import { rulesOf } from './planning-rules.ts'
import type { WavePlan } from './queries/releases.ts'
import type { AskedQuestion, CodeList } from './queries/waves.ts'
import type { Classification, PlannedCode, PlannedItem } from './release/plan.ts'

export type Asked = {
  wave: { centre: string; survey: string; number: number }
  questions: readonly AskedQuestion[]
  lists: readonly CodeList[]
}

export type Planned =
  | { kind: 'plan'; plan: WavePlan; leftOut: LeftOut[] }
  | { kind: 'unplannable'; reason: 'no_frames' | 'no_items' | 'unmapped'; codes: string[] }

/**
 * Everything that will ever be published of a wave: each question without groups of its own, or each option of a multiple
 * choice, by each question that is a frame of the network. Rankings are left out, and so is a table in which routing
 * alone leaves cells empty: everybody would know who is in them.
 */
export const planWave = ({ wave, questions, lists }: Asked): Planned => {
  const listOf = (question: AskedQuestion) => lists.find(({ id }) => id === question.code_list)
  const codes = questions.flatMap((question) => unmapped(question, listOf(question)))
  const isFrame = (question: AskedQuestion) => question.kind === 'single' && listOf(question)?.frame === true
  const offering = questions.filter(({ kind, choices }) => kind !== 'ranking' && choices.length > 0)
  const [framed, asked] = [offering.filter(isFrame), offering.filter((question) => !isFrame(question))]
  const frames = framed.map((question) => classification(question, listOf(question)))
  const items = asked.flatMap((question) => itemsOf(question, listOf(question)))
  if (codes.length > 0) return { kind: 'unplannable', reason: 'unmapped', codes }
  if (frames.length === 0) return { kind: 'unplannable', reason: 'no_frames', codes: [] }
  if (items.length === 0) return { kind: 'unplannable', reason: 'no_items', codes: [] }
  const routed = routedPairs(questions, asked, framed)
  const tables = tablesOf(items, frames, routed)
  const { centre, survey, number } = wave
  const plan = {
    centre,
    survey,
    wave: String(number),
    frames,
    items,
    tables,
    rules: rulesOf(questions, { frames, items }),
  }
  return { kind: 'plan', plan, leftOut: [...rankingsIn(questions), ...routed] }
}

type Routed = LeftOut & { kind: 'routing' }

const routedPairs = (
  questions: readonly AskedQuestion[],
  asked: readonly AskedQuestion[],
  framed: readonly AskedQuestion[],
): Routed[] =>
  asked.flatMap((item) =>
    framed
      .filter((frame) => depends(questions, item, frame) || depends(questions, frame, item))
      .map((frame): Routed => ({ kind: 'routing', item: item.code, frame: frame.code })),
  )

const tablesOf = (items: readonly PlannedItem[], frames: readonly Classification[], routed: readonly Routed[]) =>
  items.flatMap(({ id }) =>
    frames
      .filter((frame) => !routed.some((pair) => pair.item === questionOf(id) && pair.frame === frame.id))
      .map((frame): [string, string] => [id, frame.id]),
  )

const rankingsIn = (questions: readonly AskedQuestion[]): LeftOut[] =>
  questions.filter(({ kind }) => kind === 'ranking').map(({ code }) => ({ kind: 'ranking', item: code }))

/** An option of a multiple choice is an item of its own, named after both. */
export const optionId = (question: string, option: string) => `${question}.${option}`

/** The question an item is of. */
export const questionOf = (item: string) => item.split('.')[0] ?? item

const unmapped = ({ code, choices }: AskedQuestion, list: CodeList | undefined): string[] =>
  list
    ? choices
        .filter((choice) => !list.codes.some((known) => known.leaf && known.code === choice.code))
        .map((choice) => optionId(code, choice.code))
    : []

/** Whether one question is asked only after certain answers to the other, directly or through questions between. */
const depends = (questions: readonly AskedQuestion[], one: AskedQuestion, other: AskedQuestion): boolean => {
  const above = questions.find(({ code }) => code === one.shown_if_question)
  return above !== undefined && (above.code === other.code || depends(questions, above, other))
}

const itemsOf = (question: AskedQuestion, list: CodeList | undefined): PlannedItem[] => {
  const { sensitive } = question
  if (question.kind === 'single') return [{ ...classification(question, list), kind: 'single', sensitive }]
  return question.choices.map(({ code, texts }) => ({
    id: optionId(question.code, code),
    labels: list?.codes.find((known) => known.code === code)?.labels ?? texts,
    // silence may be joined to "no", never to "yes"
    ordered: true,
    codes: [yes, no, ...silences(question)],
    groups: [],
    kind: 'option',
    sensitive,
  }))
}

const classification = (question: AskedQuestion, list: CodeList | undefined): Classification => {
  const { code: id, labels, choices } = question
  if (!list) {
    const codes = choices.map(({ code, texts }) => ({ code, labels: texts }))
    // choices of one's own stand in a meant order: neighbours are alike
    return { id, labels, ordered: true, codes: [...codes, ...silences(question)], groups: [] }
  }
  const leaves = list.codes.filter(({ code, leaf }) => leaf && choices.some((choice) => choice.code === code))
  const groups = groupsAbove(list, leaves)
  const placed = (code: CodeList['codes'][number]): PlannedCode => {
    const parent = nearest(list, groups, code.parent)
    return { code: code.code, labels: code.labels, ...(parent ? { parent } : {}) }
  }
  return {
    ...{ id, labels: list.labels, ordered: list.ordered },
    codes: [...leaves.map(placed), ...silences(question)],
    groups: groups.map(placed),
  }
}

type ListCode = CodeList['codes'][number]

/** Groups that put together at least two of what is below them; one that stands above a single code says nothing new. */
const groupsAbove = (list: CodeList, leaves: readonly ListCode[]): ListCode[] => {
  const below = (group: ListCode): string =>
    leaves
      .filter((leaf) => ancestors(list, leaf).includes(group.code))
      .map(({ code }) => code)
      .join(' ')
  const all = list.codes.filter((code) => !code.leaf && below(code).includes(' '))
  return all.filter((group) => !all.some((inner) => inner.parent === group.code && below(inner) === below(group)))
}

const ancestors = (list: CodeList, { parent }: ListCode): string[] => {
  const above = list.codes.find(({ code }) => code === parent)
  return above ? [above.code, ...ancestors(list, above)] : []
}

const nearest = (list: CodeList, groups: readonly ListCode[], parent: string | null): string | undefined => {
  const above = list.codes.find(({ code }) => code === parent)
  if (!above || groups.includes(above)) return above?.code
  return nearest(list, groups, above.parent)
}

/** A question that must be answered by everybody has no other answers. */
const silences = ({ required, shown_if_question }: AskedQuestion): PlannedCode[] => [
  ...(required ? [] : [missing]),
  ...(shown_if_question ? [notAsked] : []),
]
