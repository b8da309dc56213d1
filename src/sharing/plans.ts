import canonicalize from 'canonicalize'
import type { Scope } from '../db/scope.ts'
import { type Planned, planWave } from './planning.ts'
import { findPlan, isPlanFixed, keepPlan, type WavePlan } from './queries/releases.ts'
import { findPlannedWave, listAskedQuestions, listChosen, listCodeLists } from './queries/waves.ts'
import { sha256Hex } from './release/hashes.ts'

export type { Planned } from './planning.ts'
export type { WavePlan } from './queries/releases.ts'

/**
 * What is to be published of a wave: the plan by which something was made already, else what its questions give now.
 * Answers that the plan has no word for make it unplannable; undefined for a wave of somebody else.
 */
export const planOf = async (scope: Scope, waveId: string): Promise<Planned | undefined> => {
  const { db, centreId } = scope
  const wave = await findPlannedWave(db, centreId, waveId)
  if (!wave) return undefined
  const [kept, fixed, chosen] = await Promise.all([
    findPlan(db, centreId, waveId),
    isPlanFixed(db, centreId, waveId),
    listChosen(db, centreId, waveId),
  ])
  const planned: Planned =
    kept && fixed
      ? { kind: 'plan', plan: kept.plan, leftOut: kept.left_out }
      : planWave({
          wave,
          ...(await Promise.all([listAskedQuestions(db, centreId, wave.survey_id), listCodeLists(db)]).then(
            ([questions, lists]) => ({ questions, lists }),
          )),
        })
  return planned.kind === 'plan' ? withWords(planned, chosen) : planned
}

/** Keeps the plan of a wave, unless something was made by it; what is kept does not change any more once it was. */
export const settlePlan = async ({ db, centreId, now }: Scope, waveId: string, planned: Planned & { kind: 'plan' }) => {
  if (await isPlanFixed(db, centreId, waveId)) return
  const { plan, leftOut } = planned
  await keepPlan(db, centreId, waveId, { plan, leftOut, hash: hashOf(plan), now })
}

export const hashOf = (plan: WavePlan): string => sha256Hex(canonicalize(plan) ?? '')

type Chosen = { question: string; choice: string }

const withWords = (planned: Planned & { kind: 'plan' }, chosen: readonly Chosen[]): Planned => {
  const codes = unknownWords(planned.plan, chosen)
  return codes.length > 0 ? { kind: 'unplannable', reason: 'unmapped', codes } : planned
}

/** Choices made in questions of the plan which the plan does not know, as `question.choice`. */
export const unknownWords = ({ frames, items }: WavePlan, chosen: readonly Chosen[]): string[] => {
  const dimensions = [...frames, ...items]
  return chosen.flatMap(({ question, choice }) => {
    const single = dimensions.find(({ id }) => id === question)
    if (single) return single.codes.some(({ code }) => code === choice) ? [] : [`${question}.${choice}`]
    const isAsked = items.some(({ id }) => id.startsWith(`${question}.`))
    return isAsked && !items.some(({ id }) => id === `${question}.${choice}`) ? [`${question}.${choice}`] : []
  })
}
