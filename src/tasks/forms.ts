import * as z from 'zod'
import { isUuid } from '../lib/ids.ts'
import { day, idempotencyKey, moment, requiredLine, version } from '../web/forms.ts'

const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.literal('').transform(() => undefined), schema]).optional()

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'field.time' })

/** Where somebody ticked, so that they come back there. */
export const origins = ['tasks', 'day', 'contact'] as const
export type Origin = (typeof origins)[number]
const from = z.enum(origins).catch('tasks').default('tasks')

export const TaskForm = z.object({
  title: requiredLine(200),
  due_on: day,
  due_time: z.union([z.literal('').transform(() => undefined), timeOfDay], { error: 'field.time' }).optional(),
  remind_at: z.union([z.literal('').transform(() => undefined), moment], { error: 'field.date' }).optional(),
  assignee_id: optional(z.uuid()),
  contact_id: optional(z.uuid()),
  from,
  version: version.optional(),
  idempotency_key: idempotencyKey.optional(),
})
export type TaskForm = z.infer<typeof TaskForm>
/** What a task is made of, whoever makes it. */
export type NewTask = Omit<TaskForm, 'from' | 'version'>

export const TickForm = z.object({ from, version: version.optional() })

export const postponements = ['tomorrow', 'week', 'day'] as const

export const PostponeForm = z
  .object({ to: z.enum(postponements), on: optional(day), version: version.optional() })
  .refine(({ to, on }) => to !== 'day' || on !== undefined, { error: 'field.required', path: ['on'] })
export type PostponeForm = z.infer<typeof PostponeForm>

export const taskShows = ['open', 'overdue', 'closed'] as const
export type TaskShow = (typeof taskShows)[number]

/** What stands in the list's address; what makes no sense there is left out. */
export const TaskQuery = z.object({
  who: z
    .union([z.enum(['me', 'all', 'nobody']), z.string().refine(isUuid)])
    .catch('me')
    .default('me'),
  show: z.enum(taskShows).catch('open').default('open'),
  after: z.string().max(2000).optional().catch(undefined),
})
export type TaskQuery = z.infer<typeof TaskQuery>

/** Of all, or of those whom one looks after oneself. */
export const ForgottenQuery = z.object({
  who: z.enum(['all', 'me']).catch('all').default('all'),
  after: z.string().max(2000).optional().catch(undefined),
})

export const NewTaskQuery = z.object({ contact: z.string().refine(isUuid).optional().catch(undefined) })
