import { type Lang, languages } from '../../views/messages/index.ts'
import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { isUnderWay, type StageCategory } from '../lib/stages.ts'
import type { Track } from '../lib/words.ts'
import { recordAudit } from '../privacy/queries.ts'
import type { OrderForm, StageFacts } from './forms.ts'
import {
  countStandings,
  createStage,
  emptyStage,
  findStageSettings,
  holdStage,
  orderStages,
  type StageRecord,
  type StageSettings,
  updateStageSettings,
} from './queries/settings.ts'

export type Outcome =
  | { kind: 'saved' | 'unchanged' | 'taken' | 'no_such_stage' }
  | { kind: 'stale'; now: StageRecord }
  | { kind: 'last'; category: StageCategory }

/** Writes down a stage of the centre's own; behind those that are still under way. */
export const add = async (scope: Scope, memberId: string, track: Track, facts: StageFacts): Promise<Outcome> => {
  const { db, centreId } = scope
  const { stages } = await takeTurn(scope)
  if (isTaken(stages, track, facts.name_cs)) return { kind: 'taken' }
  const all = of(stages, track)
  const code = freeCode(stages)
  const place = all.findLastIndex(({ category, retired }) => !retired && isUnderWay(category)) + 1
  await createStage(db, centreId, { track, code, position: all.length + 1, ...columnsOf(facts) })
  await orderStages(db, centreId, track, [...codesOf(all.slice(0, place)), code, ...codesOf(all.slice(place))])
  await audit(scope, memberId, 'stage.added', [code])
  return { kind: 'saved' }
}

/** Changes what a stage is called, means and asks for, unless somebody else was faster. */
export const change = async (
  scope: Scope,
  memberId: string,
  code: string,
  { version, ...facts }: StageFacts & { version: number },
): Promise<Outcome> => {
  const { stages } = await takeTurn(scope)
  const now = stages.find((stage) => stage.code === code)
  if (!now) return { kind: 'no_such_stage' }
  const fields = changed(now, facts)
  if (fields.length === 0) return { kind: 'unchanged' }
  if (now.version !== version) return { kind: 'stale', now }
  if (isTaken(stages, now.track, facts.name_cs, code)) return { kind: 'taken' }
  const after = stages.map((stage) => (stage === now ? { ...stage, category: facts.category } : stage))
  const category = missingCategory(of(after, now.track))
  if (category) return { kind: 'last', category }
  await updateStageSettings(scope.db, scope.centreId, code, version, columnsOf(facts))
  await audit(
    scope,
    memberId,
    'stage.edited',
    fields.map((field) => `${code}.${field}`),
  )
  return { kind: 'saved' }
}

type Ordered = { kind: 'saved' | 'unchanged' | 'stale' }

/** Moves a stage by one place, or puts all of a track into the order of a hand. */
export const order = async (scope: Scope, memberId: string, form: OrderForm): Promise<Ordered> => {
  const { edition, stages } = await takeTurn(scope)
  const all = of(stages, form.track)
  const used = codesOf(all.filter(({ retired }) => !retired))
  const wanted = form.order ?? stepped(used, form.stage, form.step)
  if (wanted.join() === used.join()) return { kind: 'unchanged' }
  if (edition !== form.edition || [...wanted].sort().join() !== [...used].sort().join()) return { kind: 'stale' }
  const retired = codesOf(all.filter((stage) => stage.retired))
  await orderStages(scope.db, scope.centreId, form.track, [...wanted, ...retired])
  await audit(scope, memberId, 'stages.ordered', [form.track])
  return { kind: 'saved' }
}

export type Retired = Outcome | { kind: 'occupied' } | { kind: 'retired'; moved: number }

/** A stage nobody comes to any more; who stands there goes to another first. It keeps its name in every history. */
export const retire = async (
  scope: Scope,
  memberId: string,
  code: string,
  { version, to }: { version: number; to?: string | undefined },
): Promise<Retired> => {
  const { db, centreId, now } = scope
  const { stages } = await takeTurn(scope)
  const stage = stages.find((one) => one.code === code)
  if (!stage) return { kind: 'no_such_stage' }
  if (stage.retired) return { kind: 'unchanged' }
  if (stage.version !== version) return { kind: 'stale', now: stage }
  const rest = of(stages, stage.track).filter((one) => one !== stage)
  const category = missingCategory(rest)
  if (category) return { kind: 'last', category }
  const target = stages.find((one) => one.code === to && mayTake(one, stage))
  if (to && !target) return { kind: 'no_such_stage' }

  await holdStage(db, centreId, code)
  const { people = 0, events = 0 } = (await countStandings(db, centreId)).get(code) ?? {}
  if (people + events > 0 && !target) return { kind: 'occupied' }
  const keepsRest = target?.category === stage.category
  const moved = target
    ? await emptyStage(db, centreId, { from: code, to: target.code, track: stage.track, keepsRest, now, memberId })
    : 0
  await updateStageSettings(db, centreId, code, version, { retired_at: now })
  await audit(scope, memberId, 'stage.retired', target ? [code, target.code] : [code])
  return { kind: 'retired', moved }
}

export const bringBack = async (scope: Scope, memberId: string, code: string, version: number): Promise<Outcome> => {
  const { stages } = await takeTurn(scope)
  const stage = stages.find((one) => one.code === code)
  if (!stage) return { kind: 'no_such_stage' }
  if (!stage.retired) return { kind: 'unchanged' }
  if (!(await updateStageSettings(scope.db, scope.centreId, code, version, { retired_at: null })))
    return { kind: 'stale', now: stage }
  await audit(scope, memberId, 'stage.returned', [code])
  return { kind: 'saved' }
}

/** Who is asleep or lost has a reason, so people are not sent there in a crowd unless they come from such a place. */
export const mayTake = (target: StageRecord, from: StageRecord): boolean =>
  !target.retired &&
  target.code !== from.code &&
  target.track === from.track &&
  (!['on_hold', 'lost'].includes(target.category) || target.category === from.category)

/** Without a beginning, a good end and a bad one no track works. */
export const missingCategory = (stages: readonly StageRecord[]): StageCategory | undefined =>
  (['open', 'won', 'lost'] as const).find(
    (category) => !stages.some((stage) => !stage.retired && stage.category === category),
  )

export const takeTurn = async (scope: Scope): Promise<StageSettings> => {
  await waitForTurn(scope.db, scope.centreId, 'stages')
  return findStageSettings(scope.db, scope.centreId, { held: true })
}

export const of = (stages: readonly StageRecord[], track: Track) => stages.filter((stage) => stage.track === track)

export const codesOf = (stages: readonly StageRecord[]) => stages.map(({ code }) => code)

export const audit = (scope: Scope, memberId: string, action: string, fields: string[]) =>
  recordAudit(scope, { action, subject_type: 'centre', subject_id: scope.centreId, fields, member_id: memberId })

export const columnsOf = ({ category, needs, strict, clock_days, ...names }: StageFacts) => ({
  category,
  needs,
  strict,
  clock_days,
  names: { cs: names.name_cs, en: names.name_en, de: names.name_de, uk: names.name_uk },
})

/** Which of the things an administrator sets are not as they were. */
export const changed = (
  now: Pick<StageRecord, 'names' | 'category' | 'needs' | 'strict' | 'clock_days'>,
  facts: StageFacts,
) => {
  const wanted = columnsOf(facts)
  const names = languages.filter((lang: Lang) => now.names[lang] !== wanted.names[lang]).map((lang) => `name_${lang}`)
  return [
    ...names,
    ...(now.category === wanted.category ? [] : ['category']),
    ...([...now.needs].sort().join() === [...wanted.needs].sort().join() ? [] : ['needs']),
    ...(now.strict === wanted.strict ? [] : ['strict']),
    ...(now.clock_days === wanted.clock_days ? [] : ['clock_days']),
  ]
}

const isTaken = (stages: readonly StageRecord[], track: Track, name: string, except?: string) =>
  of(stages, track).some(
    (stage) => stage.code !== except && stage.names.cs.toLocaleLowerCase('cs') === name.toLocaleLowerCase('cs'),
  )

const freeCode = (stages: readonly StageRecord[]): string => {
  const numbers = stages.map(({ code }) => Number(/^stage_(\d+)$/.exec(code)?.[1] ?? 0))
  return `stage_${Math.max(0, ...numbers) + 1}`
}

const stepped = (codes: readonly string[], code: string | undefined, step: 'up' | 'down' | undefined): string[] => {
  const at = codes.indexOf(code ?? '')
  const other = step === 'up' ? at - 1 : at + 1
  if (at < 0 || !step || other < 0 || other >= codes.length) return [...codes]
  const next = [...codes]
  next.splice(at, 1)
  next.splice(other, 0, code ?? '')
  return next
}
