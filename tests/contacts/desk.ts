import type { Db } from '../../src/db/connection.ts'
import type { Role, Track } from '../../src/lib/words.ts'
import type { TestApp } from '../support/app.ts'
import { aCentre, aMember } from '../support/cast.ts'

/** A coordinator at work in a centre of her own: what she opens, sends and reads there. */
export const aDesk = async (ownerDb: Db, app: TestApp, options: { tracks?: Track[]; role?: Role } = {}) => {
  const centre = await aCentre(ownerDb, options)
  const member = await aMember(ownerDb, [centre], options.role)
  const base = `/app/${centre.slug}`
  const get = (path: string, headers: Record<string, string> = {}) => app.get(`${base}${path}`, member.cookie, headers)
  const page = async (path: string) => {
    const response = await get(path)
    return { status: response.status, html: await response.text() }
  }
  const send = async (path: string, fields: Record<string, string> | [string, string][]) => {
    const response = await app.post(`${base}${path}`, fields, member.cookie)
    return { status: response.status, location: response.headers.get('location'), html: await response.text() }
  }
  /** The ids a list shows, in its order. */
  const list = async (query: string) => idsIn((await page(`/contacts${query}`)).html)
  return { centre, member, base, get, page, send, list }
}

export type Desk = Awaited<ReturnType<typeof aDesk>>

export const idsIn = (html: string): string[] =>
  [...html.matchAll(/<th scope="row"[^>]*><a href="[^"]*\/contacts\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '')

/** The way to the next page of a list, as its link says. */
export const nextIn = (html: string): string | undefined =>
  /href="[^"]*\/contacts(\?[^"]*)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')

/** What stands in a field of a form, as the page shows it. */
export const fieldIn = (html: string, name: string): string | undefined => {
  const field = new RegExp(`<(?:input|textarea)[^>]*\\bname="${name}"[^>]*>(?:([^<]*)</textarea>)?`).exec(html)
  const value = field?.[1] ?? /\bvalue="([^"]*)"/.exec(field?.[0] ?? '')?.[1]
  return value === undefined ? undefined : unescaped(value)
}

/** What is chosen in a select. */
export const chosenIn = (html: string, name: string): string | undefined => {
  const select = new RegExp(`<select[^>]*\\bname="${name}"[^>]*>(.*?)</select>`, 's').exec(html)?.[1] ?? ''
  return /<option value="([^"]*)"[^>]*\bselected/.exec(select)?.[1]
}

/** The sentence beside a field that is wrong. */
export const errorIn = (html: string, name: string): string | undefined => {
  const sentence = new RegExp(`id="field-${name}-error"[^>]*>(.*?)</p>`, 's').exec(html)?.[1]
  return sentence === undefined ? undefined : unescaped(sentence.replace(/<[^>]*>/g, '').trim())
}

const unescaped = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** Everything a centre knows of one contact, to compare before and after. */
export const everythingOf = async (db: Db, id: string) => ({
  contact: await db.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirst(),
  points: await db
    .selectFrom('contact_points')
    .select(['kind', 'value', 'value_norm', 'verified_at'])
    .where('contact_id', '=', id)
    .orderBy('kind')
    .execute(),
  activities: await db
    .selectFrom('activities')
    .select(['kind', 'body', 'particulars', 'member_id', 'occurred_at'])
    .where('contact_id', '=', id)
    .orderBy('id')
    .execute(),
  enrolments: await db
    .selectFrom('enrolments')
    .select(['track', 'stage', 'version', 'parked_until'])
    .where('contact_id', '=', id)
    .orderBy('track')
    .execute(),
  audit: await db
    .selectFrom('audit_entries')
    .select(['action', 'subject_type', 'fields', 'member_id'])
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute(),
})

export const countContactsOf = async (db: Db, { centre }: Desk): Promise<number> =>
  (await db.selectFrom('contacts').select('id').where('centre_id', '=', centre.id).execute()).length
