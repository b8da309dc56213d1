import * as z from 'zod'

const answer = z.string().trim().max(60)

/** A page of answers: whichever questions it has, `q_<code>` each; the questionnaire itself says what may stand there. */
export const AnswerForm = z
  .object({
    page: z.coerce.number().int().min(1).max(100),
    /** keep what is answered and show the way back to it */
    resume: z.literal('later').optional(),
    back: z.literal('yes').optional(),
    submission_key: z.union([z.literal(''), z.uuid({ error: 'field.reload' })]).optional(),
  })
  .catchall(z.union([answer, z.array(answer).max(60)]))
export type AnswerForm = z.infer<typeof AnswerForm>

export const PageQuery = z.object({ page: z.coerce.number().int().min(1).max(100).optional().catch(undefined) })
