import { missing, notAsked } from './plan-labels.ts'
import type { AskedQuestion } from './queries/waves.ts'
import type { Classification, PlannedItem, Rule } from './release/plan.ts'

type Dimensions = { frames: readonly Classification[]; items: readonly PlannedItem[] }

/** What everybody can know of anybody's answers from the questionnaire alone: who is asked what, and what excludes what. */
export const rulesOf = (questions: readonly AskedQuestion[], { frames, items }: Dimensions): Rule[] => {
  const dimensions = [...frames, ...items]
  const of = (question: AskedQuestion) =>
    dimensions.filter(({ id }) => id === question.code || id.startsWith(`${question.code}.`))
  return questions.flatMap((question) => {
    const own = of(question)
    const above = questions.find(({ code }) => code === question.shown_if_question)
    return [
      ...(above ? routing(question, own, { above, dimensions: of(above) }) : []),
      ...(question.kind === 'multiple' ? [...together(own), ...exclusions(question, own), ...choice(own)] : []),
    ]
  })
}

type Above = { above: AskedQuestion; dimensions: readonly Classification[] }

/** Asked after certain answers, of nobody else. After options of a multiple choice one rule cannot say "none of them". */
const routing = (question: AskedQuestion, own: readonly Classification[], { above, dimensions }: Above): Rule[] => {
  const wanted = question.shown_if_choices ?? []
  return own.flatMap(({ id: item, codes }) => {
    const asked = codes.map(({ code }) => code).filter((code) => code !== notAsked.code)
    if (above.kind === 'multiple') {
      const options = dimensions.filter(({ id }) => wanted.some((code) => id === `${above.code}.${code}`))
      const silent = dimensions.flatMap(({ codes }) => codes).some(({ code }) => code === notAsked.code)
      return options.flatMap(({ id }) => [
        { item, if: { item: id, codes: ['yes'] }, only: asked },
        ...(silent ? [{ item, if: { item: id, codes: [notAsked.code] }, only: [notAsked.code] }] : []),
      ])
    }
    return dimensions.flatMap((dimension) => {
      const others = dimension.codes.map(({ code }) => code).filter((code) => !wanted.includes(code))
      return [
        { item, if: { item: dimension.id, codes: [...wanted] }, only: asked },
        ...(others.length > 0 ? [{ item, if: { item: dimension.id, codes: others }, only: [notAsked.code] }] : []),
      ]
    })
  })
}

/** Options of one question are answered, passed over and not asked together. */
const together = (options: readonly Classification[]): Rule[] => {
  const [first, ...others] = options
  if (!first) return []
  const silent = [missing.code, notAsked.code].filter((code) => first.codes.some((known) => known.code === code))
  return others.flatMap(({ id }) =>
    silent.flatMap((code) => [
      { item: id, if: { item: first.id, codes: [code] }, only: [code] },
      { item: first.id, if: { item: id, codes: [code] }, only: [code] },
    ]),
  )
}

/** Who chose "none of these" chose nothing else. */
const exclusions = ({ code, choices }: AskedQuestion, options: readonly Classification[]): Rule[] =>
  choices
    .filter(({ exclusive }) => exclusive)
    .flatMap((alone) =>
      options
        .filter(({ id }) => id !== `${code}.${alone.code}`)
        .map(({ id }) => ({ item: id, if: { item: `${code}.${alone.code}`, codes: ['yes'] }, only: ['no'] })),
    )

/** Whoever answers a multiple choice chooses something, if only "none of these". */
const choice = (options: readonly Classification[]): Rule[] =>
  options.length > 1 ? [{ oneOf: options.map(({ id }) => id), code: 'yes', silent: [missing.code, notAsked.code] }] : []
