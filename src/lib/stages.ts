import type { Track } from './words.ts'

/** What a stage means for the work: at its beginning, going on, asleep, come to its end well or not. */
export const stageCategories = ['open', 'active', 'on_hold', 'won', 'lost'] as const
export type StageCategory = (typeof stageCategories)[number]

/** What may have to be known of somebody before they go on from a stage. */
export const stageNeeds = [
  'basis',
  'conversation',
  'next_step',
  'owner',
  'horizon',
  'barriers',
  'field',
  'language',
  'residence',
  'residence_title',
] as const
export type StageNeed = (typeof stageNeeds)[number]

/** Why somebody rests, and what besides a day will wake them. */
export const parkReasons = [
  'children',
  'studies',
  'work_contract',
  'partner',
  'family_care',
  'housing',
  'health',
  'not_interested_now',
  'unreachable',
  'other',
] as const
export type ParkReason = (typeof parkReasons)[number]
export const parkTriggers = ['date', 'child_starts_school', 'stipend_ends', 'studies_end', 'home_coming_days'] as const
export type ParkTrigger = (typeof parkTriggers)[number]

/** How it ended with somebody who was lost. */
export const outcomes = ['asked_to_stop', 'unreachable', 'not_returning', 'left_region', 'other'] as const
export type Outcome = (typeof outcomes)[number]

/** A stage as the centre set it, called as the reader calls it. */
export type CentreStage = {
  track: Track
  code: string
  name: string
  category: StageCategory
  needs: StageNeed[]
  clockDays: number | null
  retired: boolean
}

type Known = Pick<CentreStage, 'track' | 'code' | 'name' | 'category' | 'retired'>

/** The stages somebody can come to on a track, in their order. */
export const stagesIn = <Stage extends Known>(stages: readonly Stage[], track: Track): Stage[] =>
  stages.filter((stage) => stage.track === track && !stage.retired)

/** One of them, or one that was retired: history keeps its names. */
export const stageNamed = <Stage extends Known>(stages: readonly Stage[], track: string, code: string) =>
  stages.find((stage) => stage.track === track && stage.code === code)

/** A code belongs to one track only. */
export const stageOf = <Stage extends Known>(stages: readonly Stage[], code: string) =>
  stages.find((stage) => stage.code === code)

export const stageName = (stages: readonly Known[], code: string): string => stageOf(stages, code)?.name ?? code

/** Where somebody begins on a track, whatever order a centre put its stages in. */
export const firstStageIn = (stages: readonly Known[], track: Track): string | undefined => {
  const all = stagesIn(stages, track)
  return (all.find(({ category }) => category === 'open') ?? all[0])?.code
}

/** Where somebody is still on their way, and so waits for something. */
export const isUnderWay = (category: StageCategory | undefined): boolean => category === 'open' || category === 'active'

/** The stages of all tracks in which somebody still waits for something. */
export const stagesUnderWay = (stages: readonly Known[]): string[] =>
  stages.filter(({ category }) => isUnderWay(category)).map(({ code }) => code)

/** Where somebody usually stands who comes by themselves: they think of coming back, or have just asked. */
const usual: Record<Track, string> = { return: 'considering', relocation: 'enquiry' }

/** Where this centre begins with somebody who comes by themselves; nowhere when all is retired or asleep. */
export const beginningOn = (stages: readonly Known[], track: Track): string | undefined => {
  const awake = stagesIn(stages, track).filter(({ category }) => isUnderWay(category))
  return (awake.find(({ code }) => code === usual[track]) ?? awake[0])?.code
}
