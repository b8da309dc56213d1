import type { Context, MiddlewareHandler } from 'hono'
import { found } from '../web/access.ts'
import type { PublicEnv } from '../web/env.ts'
import { type Answering, findAnswering } from './answering.ts'
import { heldToken } from './cookie.ts'

type Sent = { centreId: string; tokenHash: Buffer; waveId: string }
export type SurveyEnv = {
  Variables: PublicEnv['Variables'] & { sent?: Sent; answering?: Promise<Answering | undefined> }
}
export type SurveyContext = Context<SurveyEnv>

/** Asks for the survey in the address and the answers not sent yet, so that they travel with the centre's own row. */
export const surveyAhead: MiddlewareHandler<SurveyEnv> = async (c, next) => {
  const slug = /^\/[^/]+\/[^/]+\/surveys\/([a-z0-9-]+)/.exec(c.req.path)?.[1]
  if (slug) {
    const answering = findAnswering(c.var.scope, { slug, lang: c.var.lang, token: heldToken(c).token })
    // whoever waits for it hears of the failure
    answering.catch(() => {})
    c.set('answering', answering)
  }
  await next()
}

/** A draft of the centre's own is as missing as a survey that never was. */
export const answeringIn = async (c: SurveyContext): Promise<Answering> => {
  const answering = found(await c.var.answering)
  found(answering.survey.status === 'draft' ? undefined : answering)
  return answering
}
