import type { Context, MiddlewareHandler } from 'hono'
import { isStaffLang, staffMessages } from '../../views/messages/index.ts'
import { staffLanguageOf } from '../web/language.ts'

/** Before anyone is known a page of the staff speaks as the address says, then as the browser wishes. */
// biome-ignore lint/suspicious/noExplicitAny: doors of several kinds lead to the staff
export const speaking: MiddlewareHandler<any> = async (c: Context<any>, next) => {
  const asked = c.req.query('lang')
  c.set('t', staffMessages(isStaffLang(asked) ? asked : staffLanguageOf(c)))
  c.header('Cache-Control', 'no-store')
  await next()
}
