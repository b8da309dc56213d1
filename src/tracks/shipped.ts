import type { Scope } from '../db/scope.ts'
import type { Track } from '../lib/words.ts'
import type { StageFacts } from './forms.ts'
import {
  countStandings,
  findShippedStages,
  findStageSettings,
  holdStage,
  orderStages,
  type StageRecord,
  updateStageSettings,
} from './queries/settings.ts'
import { audit, changed, codesOf, columnsOf, of, takeTurn } from './settings.ts'

/** What going back to the shipped model would do to one stage. */
export type Change =
  | { kind: 'changed'; stage: StageRecord; to: StageFacts; fields: string[] }
  | { kind: 'returned' | 'retired' | 'stays' | 'moved'; stage: StageRecord }

export type Plan = { edition: string; changes: Change[]; codes: string[] }

/** What would change, before it does. */
export const compareWithShipped = async (scope: Scope, track: Track): Promise<Plan> =>
  planOf(scope, track, await findStageSettings(scope.db, scope.centreId))

/** Back to the model that Krajan ships with; stages of the centre's own are retired, or stay where somebody is in them. */
export const reset = async (
  scope: Scope,
  memberId: string,
  track: Track,
  edition: string,
): Promise<'reset' | 'unchanged' | 'stale'> => {
  const { db, centreId, now } = scope
  const settings = await takeTurn(scope)
  // whoever was about to come to a stage of the centre's own waits, so that it is not emptied and retired at once
  for (const { code } of of(settings.stages, track)) await holdStage(db, centreId, code)
  const { changes, codes } = await planOf(scope, track, settings)
  if (changes.every(({ kind }) => kind === 'stays')) return 'unchanged'
  if (settings.edition !== edition) return 'stale'
  const byCode = Map.groupBy(changes, ({ stage }) => stage.code)
  for (const [code, all] of byCode) {
    const [{ stage } = { stage: undefined }] = all
    if (stage) await updateStageSettings(db, centreId, code, stage.version, columnsAfter(all, now))
  }
  await orderStages(db, centreId, track, codes)
  await audit(scope, memberId, 'stages.reset', [track])
  return 'reset'
}

const columnsAfter = (changes: readonly Change[], now: Date) =>
  Object.assign(
    {},
    ...changes.map((change) => {
      if (change.kind === 'changed') return columnsOf(change.to)
      if (change.kind === 'returned') return { retired_at: null }
      return change.kind === 'retired' ? { retired_at: now } : {}
    }),
  )

const planOf = async (
  { db, centreId }: Scope,
  track: Track,
  { edition, stages }: { edition: string; stages: StageRecord[] },
): Promise<Plan> => {
  const [shipped, standings] = await Promise.all([findShippedStages(db, track), countStandings(db, centreId)])
  const present = of(stages, track)
  const own = present.filter(({ code }) => !shipped.some((one) => one.code === code))
  const codes = [...shipped.map(({ code }) => code), ...codesOf(own)]
  const changes = present.flatMap((stage): Change[] => {
    const model = shipped.find(({ code }) => code === stage.code)
    if (!model) {
      if (stage.retired) return []
      const { people = 0, events = 0 } = standings.get(stage.code) ?? {}
      return [{ kind: people + events > 0 ? 'stays' : 'retired', stage }]
    }
    const to = factsOf(model)
    const fields = changed(stage, to)
    return [
      ...(stage.retired ? [{ kind: 'returned' as const, stage }] : []),
      ...(fields.length > 0 ? [{ kind: 'changed' as const, stage, to, fields }] : []),
      ...(present.indexOf(stage) === codes.indexOf(stage.code) ? [] : [{ kind: 'moved' as const, stage }]),
    ]
  })
  return { edition, changes, codes }
}

export const factsOf = (
  stage: Pick<StageRecord, 'names' | 'category' | 'needs' | 'strict' | 'clock_days'>,
): StageFacts => ({
  name_cs: stage.names.cs,
  name_en: stage.names.en,
  name_de: stage.names.de,
  name_uk: stage.names.uk,
  category: stage.category,
  needs: stage.needs,
  strict: stage.strict,
  clock_days: stage.clock_days,
})
