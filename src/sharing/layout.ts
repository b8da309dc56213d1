import { missing, notAsked } from './plan-labels.ts'
import { questionOf } from './planning.ts'
import type { WavePlan } from './queries/releases.ts'

/** A bit or a few of one of the numbers into which a person's answers are packed. */
type Place = { word: number; shift: number; width: number }

/** Where the choices of a question stand: each option of a multiple choice in a place of its own, else all in one. */
type Packed = { question: string; choices: Map<string, Place & { value: number }> }

/** A column of the wide table: a frame or an item, told as the number of its code in the plan. */
export type Column = { id: string; codes: number; when: Case[]; otherwise: number }
/** Who said one of these values there, or anything at all where there are none, has this code. */
export type Case = { word: number; shift: number; mask: number; values?: number[]; code: number }

export type Layout = { words: number; marks: Mark[]; columns: Column[] }
/** What a choice adds to which number. */
export type Mark = { question: string; choice: string; word: number; bits: bigint }

export type Route = { code: string; shown_if_question: string | null; shown_if_choices: string[] | null }

const bitsPerWord = 62

/**
 * How the answers of a person are packed into a few numbers, so that a million people are read once, and how the columns
 * that are counted come of them. A code that stands for no answer at all is one past the last where the plan has none.
 */
export const layoutOf = ({ frames, items }: WavePlan, routes: readonly Route[]): Layout => {
  const dimensions = [...frames, ...items.map(({ kind: _, ...item }) => item)]
  const packed = pack(dimensions)
  const columns = dimensions.map(({ id, codes }): Column => {
    const numbers = codes.map(({ code }) => code)
    const silent = silenceOf(id, numbers, { packed, routes })
    const own = id.includes('.') ? optionCases(id, packed, numbers) : singleCases(id, packed, numbers)
    return { id, codes: codes.length, when: [...own, ...silent.when], otherwise: silent.otherwise }
  })
  const marks = [...packed.values()].flatMap(({ question, choices }) =>
    [...choices].map(([choice, { word, shift, value }]) => ({
      question,
      choice,
      word,
      bits: BigInt(value) << BigInt(shift),
    })),
  )
  return { words: 1 + Math.max(0, ...marks.map(({ word }) => word)), marks, columns }
}

type Dimension = { id: string; codes: { code: string }[] }

const pack = (dimensions: readonly Dimension[]): Map<string, Packed> => {
  const packed = new Map<string, Packed>()
  let [word, shift] = [0, 0]
  const take = (width: number): Place => {
    if (shift + width > bitsPerWord) [word, shift] = [word + 1, 0]
    const place = { word, shift, width }
    shift += width
    return place
  }
  for (const { id, codes } of dimensions) {
    const question = questionOf(id)
    const known = packed.get(question) ?? { question, choices: new Map() }
    packed.set(question, known)
    if (id !== question) known.choices.set(id.slice(question.length + 1), { ...take(1), value: 1 })
    else {
      const choices = codes.filter(({ code }) => !isSilence(code))
      const place = take(Math.ceil(Math.log2(choices.length + 1)))
      for (const [index, { code }] of choices.entries()) known.choices.set(code, { ...place, value: index + 1 })
    }
  }
  return packed
}

const isSilence = (code: string) => code === missing.code || code === notAsked.code

const maskOf = ({ width }: Place) => 2 ** width - 1

const singleCases = (id: string, packed: Map<string, Packed>, numbers: readonly string[]): Case[] =>
  [...(packed.get(id)?.choices ?? [])].map(([choice, place]) => ({
    ...{ word: place.word, shift: place.shift, mask: maskOf(place) },
    ...{ values: [place.value], code: numbers.indexOf(choice) },
  }))

/** Chosen is yes; not chosen by somebody who chose anything else in that question is no. */
const optionCases = (id: string, packed: Map<string, Packed>, numbers: readonly string[]): Case[] => {
  const question = questionOf(id)
  const choices = packed.get(question)?.choices ?? new Map<string, Place>()
  const own = choices.get(id.slice(question.length + 1))
  const said = (place: Place, code: string): Case => ({
    ...{ word: place.word, shift: place.shift, mask: maskOf(place), code: numbers.indexOf(code) },
  })
  return [...(own ? [said(own, 'yes')] : []), ...[...choices.values()].map((place) => said(place, 'no'))]
}

type Known = { packed: Map<string, Packed>; routes: readonly Route[] }

/** Who said nothing was not asked, or passed it over. */
const silenceOf = (
  id: string,
  numbers: readonly string[],
  { packed, routes }: Known,
): Pick<Column, 'when' | 'otherwise'> => {
  const none = numbers.length
  const passed = numbers.includes(missing.code) ? numbers.indexOf(missing.code) : none
  const route = routes.find(({ code }) => code === questionOf(id))
  if (!route?.shown_if_question || !numbers.includes(notAsked.code)) return { when: [], otherwise: passed }
  const above = packed.get(route.shown_if_question)?.choices ?? new Map<string, Place & { value: number }>()
  const shown = (route.shown_if_choices ?? []).flatMap((choice) => above.get(choice) ?? [])
  return {
    when: shown.map((place) => ({
      ...{ word: place.word, shift: place.shift, mask: maskOf(place), values: [place.value], code: passed },
    })),
    otherwise: numbers.indexOf(notAsked.code),
  }
}
