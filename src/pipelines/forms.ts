import * as z from 'zod'
import { type Stage, stages } from '../lib/words.ts'
import { version } from '../web/forms.ts'

const allStages: readonly Stage[] = [...stages.return, ...stages.relocation]

export const StageForm = z.object({
  stage: z.enum(allStages),
  version,
  back: z.literal('board').optional().catch(undefined),
})

/** The version a board showed: whoever chooses by what they saw is told when it is not so any more. */
export const MoveQuery = z.object({ version: version.optional().catch(undefined) })

export const MovedQuery = z.object({
  moved: z.uuid().optional().catch(undefined),
  from: z.enum(allStages).optional().catch(undefined),
})
