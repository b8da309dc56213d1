import * as z from 'zod'
import { isUuid } from '../lib/ids.ts'
import { periods } from '../lib/periods.ts'
import { outcomes, parkReasons, parkTriggers } from '../lib/stages.ts'
import { line, stageCode, text, tick, version } from '../web/forms.ts'
import { behinds } from './queries/flow.ts'

const oneOf = <const Code extends string>(codes: readonly Code[]) =>
  z.union([z.literal('').transform(() => undefined), z.enum(codes)]).optional()

/** Why somebody rests and until when; what belongs to which trigger is known in parking.ts. */
const rest = {
  park_reason: oneOf(parkReasons),
  park_trigger: oneOf(parkTriggers),
  park_day: text(10),
  park_year: text(4),
  park_note: text(1000),
}

export const StageForm = z.object({
  stage: stageCode,
  version,
  back: z.literal('board').optional().catch(undefined),
  /** although something is not known yet, and why */
  anyway: tick,
  why: line(300),
  outcome: oneOf(outcomes),
  ...rest,
})
export type StageForm = z.infer<typeof StageForm>

export const ParkForm = z.object({ version, ...rest })
export type Rest = Pick<StageForm, keyof typeof rest>

export const WakeForm = z.object({ version })

const code = stageCode.optional().catch(undefined)

/** The version a board showed: whoever chooses by what they saw is told when it is not so any more. */
export const MoveQuery = z.object({
  version: version.optional().catch(undefined),
  stage: code,
  back: z.literal('board').optional().catch(undefined),
})

/** What a board shows, as it stands in its address; what makes no sense there is left out. */
export const BoardQuery = z.object({
  owner: z
    .union([z.literal('me'), z.string().refine(isUuid)])
    .optional()
    .catch(undefined),
  q: z
    .string()
    .catch('')
    .default('')
    .transform((typed) => typed.replaceAll('\0', '').toWellFormed().trim().slice(0, 100)),
  moved: z.uuid().optional().catch(undefined),
  from: code,
})
export type BoardQuery = z.infer<typeof BoardQuery>

export const ParkedQuery = z.object({
  when: z.enum(['dated', 'undated']).catch('dated').default('dated'),
  after: z.string().max(500).optional().catch(undefined),
  done: z.enum(['woken', 'parked', 'stale', 'awake']).optional().catch(undefined),
  who: z.uuid().optional().catch(undefined),
})

const period = z.enum(periods).catch('year').default('year')

export const FlowQuery = z.object({ period })

export const BehindQuery = z.object({
  period,
  of: z.enum(behinds).catch('reached').default('reached'),
  after: z.string().max(500).optional().catch(undefined),
})
