import * as z from 'zod'
import { stageCategories, stageNeeds } from '../lib/stages.ts'
import { tracks } from '../lib/words.ts'
import { line, requiredLine, stageCode, tick, ticks, version } from '../web/forms.ts'

const facts = z.object({
  name_cs: requiredLine(60),
  name_en: line(60),
  name_de: line(60),
  name_uk: line(60),
  category: z.enum(stageCategories),
  strict: tick.transform((ticked) => ticked === 'on'),
  clock_days: z.preprocess((typed) => typed || null, z.coerce.number().int().min(1).max(1000).nullable()),
})

const needs = ticks('need', stageNeeds).transform((ticked) => ({ needs: ticked }))

export const StageForm = z.intersection(facts.extend({ version }), needs)
export const NewStageForm = z.intersection(facts.extend({ track: z.enum(tracks) }), needs)
export type StageFacts = Omit<z.infer<typeof StageForm>, 'version'>

/** The edition a page showed: an order is of all stages at once. */
const edition = z.uuid({ error: 'field.reload' })

const codes = z
  .string()
  .max(4000)
  .transform((typed) => typed.split(' ').filter(Boolean))
  .pipe(z.array(stageCode).max(100))

/** One step up or down by a button, or all of them anew by hand. */
export const OrderForm = z.object({
  track: z.enum(tracks),
  edition,
  stage: stageCode.optional(),
  step: z.enum(['up', 'down']).optional(),
  order: codes.optional(),
})
export type OrderForm = z.infer<typeof OrderForm>

export const RetireForm = z.object({
  version,
  to: z.union([z.literal('').transform(() => undefined), stageCode]).optional(),
})

export const ReturnForm = z.object({ version })

export const ResetForm = z.object({ track: z.enum(tracks), edition })

export const TrackQuery = z.object({ track: z.enum(tracks).optional().catch(undefined) })
