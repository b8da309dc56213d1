import type { Page } from 'playwright-core'
import type { Db } from '../../src/db/connection.ts'

export type Who = 'stranger' | 'admin' | 'coordinator' | 'reader' | 'analyst' | 'beginner'

/** A page in one of its states, and how somebody gets there. */
export type PageState = {
  name: string
  path: string
  who?: Who
  layout?: 'public' | 'plain' | 'staff'
  /** what is done on the page before it is looked at */
  act?: (page: Page) => Promise<void>
  /** it keeps something in the browser, so nobody else may look with the same one */
  alone?: true
}

export type Places = { url: string; ownerDb: Db }

export const press = (name: string) => async (page: Page) => {
  await page.getByRole('main').getByRole('button', { name, exact: true }).click()
  await page.locator('#error-summary').waitFor()
}

/** Posts as a page of our own does; answers with what it was told to keep. */
export const post = async (
  address: string,
  fields: Record<string, string> | [string, string][] = {},
  cookie = '',
): Promise<string> => {
  const headers = { origin: new URL(address).origin, 'content-type': 'application/x-www-form-urlencoded', cookie }
  const answer = await fetch(address, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields).toString(),
    redirect: 'manual',
  })
  if (answer.status !== 303) throw new Error(`POST ${new URL(address).pathname.slice(0, 4)}… answered ${answer.status}`)
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

export const newestMailOf = (ownerDb: Db, address: string) =>
  ownerDb
    .selectFrom('mails')
    .where('to_address', '=', address)
    .select(['id', 'body'])
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow()
