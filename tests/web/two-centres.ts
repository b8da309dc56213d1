import { sql } from 'kysely'
import type { Db } from '../../src/db/connection.ts'
import { newId } from '../../src/lib/ids.ts'
import { sha256 } from '../../src/lib/tokens.ts'
import type { TestApp } from '../support/app.ts'
import { aCentre, aMember, anEvent, registrationFields, type TestCentre } from '../support/cast.ts'

/** Words that stand in one centre's rows and nowhere else. */
export const canary = 'kanarek7'

export type Planted = { centre: TestCentre; contact: string; enrolment: string; event: string; registration: string; mail: string }

/** A centre with rows in every table, made as people make them: a draft, a registration confirmed by its mail, a call. */
export const aLivelyCentre = async (ownerDb: Db, app: TestApp, word: string): Promise<Planted> => {
  const centre = await aCentre(ownerDb)
  const { cookie } = await aMember(ownerDb, [centre], 'coordinator', `Hana ${word}`)
  const event = await anEvent(ownerDb, centre, { title: `Setkání ${word}` })
  await anEvent(ownerDb, centre, { title: `Koncept ${word}`, status: 'draft' })
  const person = registrationFields({ name: `Karel ${word}`, email: `${word}-${newId()}@example.org`, note: `Poznámka ${word}` })
  await app.post(`/cs/${centre.slug}/events/${event.slug}`, person)
  const [link = ''] = (await mailsOf(ownerDb, centre)).map(({ body }) => /\/r\/[\w-]{43}/.exec(body)?.[0])
  await app.post(`${link}/confirm`, {})

  const { rows } = await sql<Omit<Planted, 'centre' | 'event' | 'mail'>>`
    select r.id as registration, r.contact_id as contact, e.id as enrolment
    from registrations r join enrolments e on e.contact_id = r.contact_id where r.centre_id = ${centre.id}`.execute(ownerDb)
  const [ids] = rows
  const mail = (await mailsOf(ownerDb, centre)).at(0)?.id
  if (!ids || !mail) throw new Error('the registration was not confirmed')
  const note = { kind: 'note', body: `Zápis ${word}` }
  await app.post(`/app/${centre.slug}/contacts/${ids.contact}/activities`, note, cookie)
  const address_hash = sha256(word)
  await ownerDb.insertInto('suppressions').values({ centre_id: centre.id, address_hash, reason: 'asked', at: new Date() }).execute()
  return { centre, ...ids, event: event.slug, mail }
}

const mailsOf = (db: Db, centre: TestCentre) =>
  db.selectFrom('mails').select(['id', 'body', 'subject']).where('centre_id', '=', centre.id).orderBy('id').execute()

/** The address of a route with the ids of what was planted; `owner` names the centre, `held` whose ids stand in it. */
export const addressOf = (pattern: string, owner: Planted, held: Planted = owner): string => {
  const filled = pattern
    .replace('/:centre', `/${owner.centre.slug}`)
    .replace(/\/contacts\/:id(\{[^/]*\})?/, `/contacts/${held.contact}`)
    .replace(/\/enrolments\/:id(\{[^/]*\})?/, `/enrolments/${held.enrolment}`)
    .replace(/\/events\/:slug(\{[^/]*\})?/, `/events/${held.event}`)
    .replace(/\/registrations\/:id(\{[^/]*\})?/, `/registrations/${held.registration}`)
    .replace(/\/:track(\{[^/]*\})?/, '/return')
    .replace(/\/:stage(\{[^/]*\})?/, '/considering')
    .replace(/\/mail\/:id(\{[^/]*\})?/, `/mail/${held.mail}`)
  if (/[:{}]/.test(filled)) throw new Error(`the access matrix knows no id for ${pattern}`)
  return filled
}

export type Route = { method: string; path: string }

/** Every route a member of a centre can ask, once. */
export const staffRoutes = ({ app }: TestApp): Route[] => {
  const routes = app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/app/:centre'))
  const once = new Map(routes.map(({ method, path }) => [`${method} ${path}`, { method, path: path.replace(/\/$/, '') }]))
  return [...once.values()]
}

/** Asks with an empty form, which no route takes for right but some need nothing of. */
export const ask = (app: TestApp, { method }: Route, address: string, cookie?: string, headers: Record<string, string> = {}) =>
  method === 'GET' ? app.get(address, cookie, headers) : app.post(address, {}, cookie, headers)
