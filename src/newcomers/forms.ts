import * as z from 'zod'
import { codeOf, type Subject, subjectsOn } from '../lib/enquiries.ts'
import type { Track } from '../lib/words.ts'
import { email, idempotencyKey, phone, requiredLine, requiredText } from '../web/forms.ts'

const agreed = z.literal('on', { error: 'field.agree' })
const name = requiredLine(150)

/** What may be asked about is each centre's own. */
export const enquiryForm = (offered: readonly Track[]) => {
  const subjects = new Map(subjectsOn(offered).map((subject) => [codeOf(subject), subject]))
  const about = z.string({ error: 'field.required' }).transform((code, context): Subject => {
    const subject = subjects.get(code)
    if (!subject) context.addIssue({ code: 'custom', message: code ? 'field.choice' : 'field.required' })
    return subject ?? z.NEVER
  })
  // as they stand on the page, so that what is wrong is told in that order
  const message = requiredText(4000)
  return z.object({ about, message, name, email, phone, agree: agreed, idempotency_key: idempotencyKey })
}
export type EnquiryForm = z.infer<ReturnType<typeof enquiryForm>>

export const PanelForm = z.object({ name, email, agree: agreed, idempotency_key: idempotencyKey })
export type PanelForm = z.infer<typeof PanelForm>
