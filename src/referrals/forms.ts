import * as z from 'zod'
import { declineReasons, sharedFields } from '../lib/words.ts'
import { day, idempotencyKey, requiredText, text, ticks } from '../web/forms.ts'

export const consentWays = ['written', 'in_person', 'phone'] as const
export type ConsentWay = (typeof consentWays)[number]

/** 'service:<id>', 'partner:<id>' or 'centre:<id>', as the one list of recipients offers them. */
const recipient = z
  .string({ error: 'field.choice' })
  .regex(/^(?:service|partner|centre):[0-9a-f-]{36}$/, { error: 'field.choice' })

export const ReferralForm = z
  .intersection(
    z.object({
      contact: z.uuid(),
      recipient,
      need: requiredText(2000),
      decide_by: day,
      consent: z.literal('on', { error: 'field.consent' }),
      consent_how: z.enum(consentWays),
      consent_note: text(500),
      idempotency_key: idempotencyKey,
    }),
    ticks('share', sharedFields).transform((fields) => ({ fields })),
  )
  .refine(({ consent_how, consent_note }) => consent_how !== 'phone' || consent_note !== '', {
    error: 'field.required',
    path: ['consent_note'],
  })
export type ReferralForm = z.infer<typeof ReferralForm>

export const DeclineForm = z.object({ reason: z.enum(declineReasons), answer: text(500) })
export type DeclineForm = z.infer<typeof DeclineForm>

export const AcceptForm = z.object({ answer: text(500) })

const one = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)

export const listedStates = ['sent', 'accepted', 'declined', 'withdrawn', 'recalled', 'expired'] as const

export const ReferralQuery = z.object({
  state: one(z.enum(listedStates)),
  box: one(z.literal('incoming')),
  after: one(z.string().max(500)),
})
