import * as z from 'zod'
import { bulkOutcomes, bulkTriggers } from '../lib/bulk.ts'
import { ContactQuery, contactAddress, readContactQuery, withoutPlace } from '../lib/contact-query.ts'
import { countryCodes } from '../lib/countries.ts'
import { isUuid } from '../lib/ids.ts'
import { isRegionCode } from '../lib/regions.ts'
import { parkReasons } from '../lib/stages.ts'
import { bulkStates, horizons, tracks } from '../lib/words.ts'
import { day, idempotencyKey, requiredLine, requiredText, stageCode, tick } from '../web/forms.ts'

/** How many people one change may be of. */
export const mostPeople = 50_000
const mostIds = 5_000

/** Those ticked one by one, or all that a list finds, by its question in one spelling. */
export type Selection = { ids: string[] } | { query: string }

const listed = z.preprocess(
  (given) => [given ?? []].flat().flatMap((ids) => String(ids).split(',')),
  z.array(z.string()).transform((ids) => [...new Set(ids.filter(isUuid))]),
)

/** Too long is nobody, never everybody. */
const single = z.preprocess((given) => (Array.isArray(given) ? given[0] : given), z.string().max(20_000))

/** Ids under `ids`, or `all` with the list's question: in a field of its own, or in fields as the list has them. */
export const SelectionForm = z
  .looseObject({ ids: listed, all: single.optional(), query: single.optional() })
  .transform(({ ids, all, query, ...rest }, context): Selection => {
    if (!all) {
      // never some of those who were chosen
      if (ids.length > mostIds) context.addIssue({ code: 'custom', path: ['ids'], message: 'bulk.too_many_ids' })
      return { ids }
    }
    const asked = query === undefined ? ContactQuery.parse(rest) : readContactQuery(query)
    return { query: contactAddress({ ...withoutPlace(asked), cols: [] }) }
  })

const tag = requiredLine(100).refine((typed) => !typed.includes(','), { error: 'bulk.tag_comma' })
const member = z.union([z.literal('').transform(() => null), z.uuid()])

const area = z
  .string()
  .refine((code) => isRegionCode(code) || countryCodes.includes(code), { error: 'field.choice' })
  .transform((code) => ({
    residence_region: isRegionCode(code) ? code : '',
    residence_country: isRegionCode(code) ? '' : code,
  }))

const place = z
  .string()
  .transform((typed) => typed.split(':'))
  .pipe(z.tuple([z.enum(tracks), stageCode]))
  .transform(([track, stage]) => ({ track, stage }))

const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.literal('').transform(() => undefined), schema]).optional()

/** What is to be done with everybody chosen; kept as it is with the job. */
export const Action = z.discriminatedUnion('what', [
  z.object({ what: z.literal('add_tag'), tag }),
  z.object({ what: z.literal('remove_tag'), tag }),
  z.object({ what: z.literal('owner'), owner_id: member }),
  z.object({
    what: z.literal('next_step'),
    next_step: requiredText(300),
    next_step_on: day,
    // those for whom something is planned keep it unless this is ticked
    overwrite: tick,
  }),
  z.object({
    what: z.literal('move'),
    to: place,
    park_reason: optional(z.enum(parkReasons)),
    park_trigger: optional(z.enum(bulkTriggers)),
    park_day: z.string().trim().max(10).default(''),
    outcome: optional(z.enum(bulkOutcomes)),
  }),
  z.object({ what: z.literal('enrol'), to: place }),
  z.object({ what: z.literal('residence'), area }),
  z.object({ what: z.literal('horizon'), horizon: z.union([z.literal('').transform(() => null), z.enum(horizons)]) }),
  z.object({ what: z.literal('task'), title: requiredLine(200), due_on: day, assignee_id: z.uuid() }),
  z.object({ what: z.literal('note'), body: requiredText(5000) }),
])
export type Action = z.infer<typeof Action>
export type ActionName = Action['what']
export const actionNames = Action.options.map(({ shape }) => shape.what.value)

/** What the preview showed: a change is of exactly these people. */
export const StartForm = z.object({ idempotency_key: idempotencyKey, seen: z.string().regex(/^[0-9a-f]{32}$/) })

export const UndoForm = z.object({ idempotency_key: idempotencyKey })

const one = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)

export const ResultQuery = z.object({
  state: one(z.enum(bulkStates)),
  after: one(z.coerce.number().int().min(0).max(mostPeople)),
})
