import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import type { PublicKey, PublicT, Values } from '../../views/messages/index.ts'
import { normalPhone } from '../lib/phone.ts'
import { isDay, momentOf } from '../lib/time.ts'

/** What was typed and what is wrong with it, a sentence a field: all a form needs to be shown again. */
export type FormState = { typed: Record<string, string>; errors: Record<string, string> }

export const emptyForm = (typed: Record<string, string> = {}): FormState => ({ typed, errors: {} })

type Read<Data> = { ok: true; data: Data; typed: Record<string, string> } | ({ ok: false } & FormState)

/** Reads a posted form; the page shows `errors` next to the fields and keeps `typed`. */
export const readForm = async <Schema extends z.ZodType>(
  // biome-ignore lint/suspicious/noExplicitAny: forms stand on pages of every kind
  c: Context<any>,
  schema: Schema,
): Promise<Read<z.infer<Schema>>> => {
  const given = await fieldsOf(c)
  const typed = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [value].flat()[0] ?? '']))
  const parsed = schema.safeParse(given)
  if (parsed.success) return { ok: true, data: parsed.data, typed }
  return { ok: false, typed, errors: sentences(c.var.t, parsed.error.issues) }
}

/** One field of the posted form, read before the form itself is. */
// biome-ignore lint/suspicious/noExplicitAny: forms stand on pages of every kind
export const postedField = async (c: Context<any>, name: string): Promise<string> =>
  [(await fieldsOf(c))[name]].flat()[0] ?? ''

/** The one file of a multipart form, whole; none when nothing was chosen, or something else stands in its place. */
// biome-ignore lint/suspicious/noExplicitAny: forms stand on pages of every kind
export const postedFile = async (c: Context<any>, name: string): Promise<Uint8Array | undefined> => {
  const [part, ...more] = [(await bodyOf(c))[name]].flat()
  if (!(part instanceof File) || part.size === 0 || more.length > 0) return undefined
  return new Uint8Array(await part.arrayBuffer())
}

/** Adds what only the database knew to a form that was right in itself. */
export const refuse = (typed: Record<string, string>, errors: Record<string, string>): FormState => ({ typed, errors })

export const text = (max: number) => z.string().trim().max(max).default('')
export const requiredText = (max: number) =>
  z.string().trim().min(1).max(max).refine(isSeen, { error: 'field.required' })
/** Nobody can follow a name, nor read a message, of which there is nothing to see. */
const isSeen = (typed: string) => /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u.test(typed)
/** For what stands in the head of a mail or of a page: never more than one line. */
export const line = (max: number) => text(max).transform((typed) => typed.replace(/\s+/g, ' '))
export const requiredLine = (max: number) => requiredText(max).transform((typed) => typed.replace(/\s+/g, ' '))
export const tick = z.literal('on').optional()
/** One tick for each code, `share_name`, `share_phone`, so that a refused form keeps all that were ticked. */
export const ticks = <Code extends string>(prefix: string, codes: readonly Code[]) => {
  const names = codes.map((code) => [`${prefix}_${code}`, tick] as const)
  return z.object(Object.fromEntries(names)).transform((given) => codes.filter((code) => given[`${prefix}_${code}`]))
}

export const email = z.string().trim().max(254).pipe(z.email())
export const optionalEmail = z.union([z.literal(''), email]).default('')
export const day = z.string().trim().refine(isDay, { error: 'field.date' })
export const idempotencyKey = z.uuid({ error: 'field.reload' })
/** A centre's stages are its own, so a form knows only what their codes look like. */
export const stageCode = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, { error: 'field.choice' })
export const version = z.coerce.number().int().min(1).max(2_147_483_647)

export const phone = z
  .string()
  .trim()
  .max(40)
  .refine((typed) => typed === '' || normalPhone(typed) !== undefined, { error: 'field.phone' })
  .default('')

export const moment = z.string().transform((typed, context) => {
  const parsed = momentOf(typed)
  if (!parsed) context.addIssue({ code: 'custom', message: typed ? 'field.date' : 'field.required' })
  return parsed ?? z.NEVER
})

// biome-ignore lint/suspicious/noExplicitAny: forms stand on pages of every kind
const fieldsOf = async (c: Context<any>): Promise<Record<string, string | string[]>> => {
  const fields = Object.entries(await bodyOf(c)).map(([name, value]) => {
    const texts = [value].flat().map((part) => (typeof part === 'string' ? clean(part) : ''))
    return [name, texts.length === 1 ? (texts[0] ?? '') : texts]
  })
  return Object.fromEntries(fields)
}

// biome-ignore lint/suspicious/noExplicitAny: forms stand on pages of every kind
const bodyOf = (c: Context<any>) =>
  c.req.parseBody({ all: true }).catch(() => {
    throw new HTTPException(400)
  })

/** Control characters (NUL, DEL) break databases and headers, and half a surrogate pair is no character. */
const clean = (typed: string) =>
  typed
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()

const sentences = (t: PublicT, issues: z.core.$ZodIssue[]) => {
  const errors: Record<string, string> = {}
  for (const issue of issues) {
    const field = String(issue.path[0] ?? 'form')
    const [key, values] = sentenceFor(issue)
    errors[field] ??= t(key, values)
  }
  return errors
}

const sentenceFor = (issue: z.core.$ZodIssue): [PublicKey, Values?] => {
  if (issue.code === 'custom') return [asKey(issue.message)]
  if (issue.message.startsWith('field.')) return [asKey(issue.message)]
  if (issue.code === 'too_big')
    return issue.origin === 'string'
      ? ['field.too_long', { max: Number(issue.maximum) }]
      : ['field.too_big', { max: Number(issue.maximum) }]
  if (issue.code === 'too_small')
    return issue.origin === 'string' ? ['field.required'] : ['field.too_small', { min: Number(issue.minimum) }]
  if (issue.code === 'invalid_format') return [issue.format === 'email' ? 'field.email' : 'field.choice']
  if (issue.code === 'invalid_type')
    return [missing(issue) ? 'field.required' : issue.expected === 'string' ? 'field.duplicate' : 'field.number']
  return ['field.choice']
}

// zod says what it received only in its message; the input is not kept with the issue
const missing = (issue: z.core.$ZodIssue) => issue.message.endsWith('undefined')

// schemas name their sentence in place of a message; catalogues are complete by test
const asKey = (message: string) => message as PublicKey
