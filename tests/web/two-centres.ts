import { sql } from 'kysely'
import type { Db } from '../../src/db/connection.ts'
import { newId } from '../../src/lib/ids.ts'
import { plantFacts } from '../contacts/planted-facts.ts'
import type { TestApp } from '../support/app.ts'
import { aCentre, aContact, aMember, anEvent, registrationFields, type TestCentre } from '../support/cast.ts'
import { anImportedRelease } from '../support/releases.ts'
import { aBulkChange } from './planted-bulk.ts'
import { anImport } from './planted-import.ts'
import { aMerge } from './planted-merge.ts'
import { aNewcomer } from './planted-newcomer.ts'
import { aReferral } from './planted-referral.ts'
import { aPlantedRelease } from './planted-release.ts'

/** Words that stand in one centre's rows and nowhere else. */
export const canary = 'kanarek7'

/** A centre and, under the noun that stands before them in addresses, the ids planted in it. */
export type Planted = { centre: TestCentre; ids: Record<string, string>; link: string }

/** A centre with rows in every table, made as people make them: a draft, a registration confirmed by its mail, a call. */
export const aLivelyCentre = async (ownerDb: Db, app: TestApp, word: string): Promise<Planted> => {
  const centre = await aCentre(ownerDb)
  const { id: members, cookie } = await aMember(ownerDb, [centre], 'coordinator', `Hana ${word}`)
  const event = await anEvent(ownerDb, centre, { title: `Setkání ${word}` })
  await anEvent(ownerDb, centre, { title: `Koncept ${word}`, status: 'draft' })
  const person = registrationFields({
    name: `Karel ${word}`,
    email: `${word}-${newId()}@example.org`,
    note: `Poznámka ${word}`,
  })
  await app.post(`/cs/${centre.slug}/events/${event.slug}`, person)
  const [link = ''] = (await mailsOf(ownerDb, centre)).map(({ body }) => /\/r\/[\w-]{43}/.exec(body)?.[0])
  await app.post(`${link}/confirm`, {})

  const { rows } = await sql<Record<'contacts' | 'enrolments' | 'registrations', string>>`
    select r.id as registrations, r.contact_id as contacts, e.id as enrolments
    from registrations r join enrolments e on e.contact_id = r.contact_id where r.centre_id = ${centre.id}`.execute(
    ownerDb,
  )
  const [people] = rows
  const mail = (await mailsOf(ownerDb, centre)).at(0)?.id
  if (!people || !mail) throw new Error('the registration was not confirmed')
  const tasks = newId()
  await ownerDb
    .insertInto('tasks')
    .values({
      centre_id: centre.id,
      id: tasks,
      contact_id: people.contacts,
      assignee_id: members,
      title: `Úkol ${word}`,
      due_on: '2026-01-02',
      created_at: new Date(),
    })
    .execute()
  await app.post(
    `/app/${centre.slug}/contacts/${people.contacts}/activities`,
    { kind: 'note', body: `Zápis ${word}` },
    cookie,
  )
  const facts = { municipality_origin: word, tags: [word], next_step: `Zavolat ${word}`, next_step_on: '2026-01-01' }
  await ownerDb.updateTable('contacts').set(facts).where('id', '=', people.contacts).execute()
  const { id: activities } = await ownerDb
    .selectFrom('activities')
    .where('contact_id', '=', people.contacts)
    .where('kind', '=', 'note')
    .select('id')
    .executeTakeFirstOrThrow()
  const views = newId()
  await ownerDb
    .insertInto('saved_views')
    .values({
      ...{
        centre_id: centre.id,
        id: views,
        member_id: members,
        name: `Pohled ${word}`,
        query: `tag=${word}`,
        shared: true,
      },
      ...{ created_at: new Date(), updated_at: new Date() },
    })
    .execute()
  const newcomers = await aNewcomer(ownerDb, { centre_id: centre.id, contact_id: people.contacts, word })
  const planned = { tasks, views, steps: people.contacts, activities, newcomers }
  const known = await plantFacts(ownerDb, centre, people.contacts, word)
  const surveys = await aSurvey(ownerDb, centre, word)
  const pipelines = await aStage(ownerDb, centre, word)
  const bulk = await aBulkChange(ownerDb, {
    centre_id: centre.id,
    contact_id: people.contacts,
    member_id: members,
    word,
  })
  const referred = await aReferral(ownerDb, { centre_id: centre.id, contact_id: people.contacts, word })
  // only who rests can be parked anew
  const sleeper = { given_name: 'Spáč', family_name: word, stage: 'not_now' }
  const { enrolmentId: resting } = await aContact(ownerDb, centre, sleeper)
  const merged = await aMerge(ownerDb, { centre_id: centre.id, contact_id: people.contacts, word })
  const read = await anImportedRelease(ownerDb, centre, word)
  const shared = await aPlantedRelease(ownerDb, centre, word)
  const imports = await anImport(ownerDb, {
    centre_id: centre.id,
    contact_id: people.contacts,
    member_id: members,
    word,
  })
  return {
    centre,
    link,
    ids: {
      ...people,
      ...planned,
      ...known,
      events: event.slug,
      mail,
      surveys,
      pipelines,
      resting,
      members,
      sessions: newId(),
      ...referred,
      ...merged,
      ...bulk,
      ...read,
      ...shared,
      imports,
    },
  }
}

/** A stage that only this centre has, after all the others. */
const aStage = async (db: Db, { id: centre_id }: TestCentre, word: string): Promise<string> => {
  const names = { cs: `Fáze ${word}`, en: word, de: word, uk: word }
  const stage = { track: 'return' as const, code: `stage_${word}`, position: 100, category: 'active' as const }
  await db
    .insertInto('stages')
    .values({ centre_id, ...stage, names })
    .execute()
  return stage.code
}

/** One question with one answer to choose, open now. */
const aSurvey = async (db: Db, { id: centre_id }: TestCentre, word: string): Promise<string> => {
  const [survey_id, question_id, now] = [newId(), newId(), new Date()]
  const slug = `dotaznik-${survey_id.slice(-8)}`
  const opens = { opens_at: new Date(now.getTime() - 1000), closes_at: new Date(now.getTime() + 86_400_000) }
  await db
    .insertInto('surveys')
    .values({ centre_id, id: survey_id, slug, status: 'published', created_at: now, updated_at: now })
    .execute()
  await db
    .insertInto('survey_texts')
    .values({ centre_id, survey_id, lang: 'cs', title: `Dotazník ${word}`, intro: word, thanks: word })
    .execute()
  await db
    .insertInto('waves')
    .values({ centre_id, id: newId(), survey_id, number: 1, ...opens })
    .execute()
  const question = { survey_id, code: 'prekazka', position: 1, page: 1, kind: 'single' as const }
  await db
    .insertInto('questions')
    .values({ centre_id, id: question_id, ...question })
    .execute()
  await db
    .insertInto('question_texts')
    .values({ centre_id, question_id, lang: 'cs', wording: `Co brání? ${word}` })
    .execute()
  const texts = { cs: `Práce ${word}`, en: word, de: word, uk: word }
  await db.insertInto('choices').values({ centre_id, question_id, code: 'work', position: 1, texts }).execute()
  return slug
}

const mailsOf = (db: Db, centre: TestCentre) =>
  db.selectFrom('mails').select(['id', 'body', 'subject']).where('centre_id', '=', centre.id).orderBy('id').execute()

/** The address of a route with what was planted in its place; `held` says whose ids stand in the address of `owner`. */
export const addressOf = (pattern: string, owner: Planted, held: Planted = owner): string => {
  const named: Record<string, string> = {
    ':centre': owner.centre.slug,
    ':lang': 'cs',
    ':track': 'return',
    ':stage': 'considering',
    ':survey': held.ids.plan ?? '',
    ':wave': '1',
    ':snapshot': '1',
    ':token': owner.link.slice('/r/'.length),
  }
  const parts = pattern.split('/')
  const filled = parts.map((part, index) => {
    if (!part.startsWith(':')) return part
    if (part.startsWith(':file')) return parts[index - 1] === 'events' ? `${held.ids.events}.ics` : 'prekazka.csv'
    const noun = parts[index + 1] === 'park' ? 'resting' : (parts[index - 1] ?? '')
    const value = named[part.replace(/\{.*/, '')] ?? held.ids[noun]
    if (value === undefined) throw new Error(`nothing is planted for ${part} in ${pattern}`)
    return value
  })
  // whom to refer, or to change, stands in the question or in the form
  const asked = /\/referrals(?:\/new)?$/.test(pattern)
    ? `?contact=${held.ids.contacts}`
    : pattern.endsWith('/bulk/new')
      ? `?ids=${held.ids.contacts}`
      : ''
  return filled.join('/') + asked
}

export type Route = { method: string; path: string }

/** Every route a member of a centre can ask, once. */
export const staffRoutes = ({ app }: TestApp): Route[] => {
  const routes = app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/app/:centre'))
  const once = new Map(
    routes.map(({ method, path }) => [`${method} ${path}`, { method, path: path.replace(/\/$/, '') }]),
  )
  return [...once.values()]
}

/** Asks with a form that says no more than the address, which few routes take for right. */
export const ask = (
  app: TestApp,
  { method }: Route,
  address: string,
  cookie?: string,
  headers: Record<string, string> = {},
) =>
  method === 'GET'
    ? app.get(address, cookie, headers)
    : app.post(address, [...new URLSearchParams(address.split('?')[1])], cookie, headers)
