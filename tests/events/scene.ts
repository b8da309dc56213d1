import { sql } from 'kysely'
import { inCentre } from '../../src/db/scope.ts'
import { settle } from '../../src/events/queue.ts'
import type { Settings } from '../../src/settings.ts'
import { testApp, testSettings } from '../support/app.ts'
import { aCentre, anEvent, registrationFields, type TestCentre } from '../support/cast.ts'
import type { TestDatabase } from '../support/database.ts'

type EventOptions = NonNullable<Parameters<typeof anEvent>[2]>
type SceneOptions = { centre?: TestCentre; settings?: Partial<Settings> }

/** An event with people around it, its own clock and what they see; every scene has a centre of its own unless told. */
export const setScene = async (database: TestDatabase, event: EventOptions = {}, options: SceneOptions = {}) => {
  const { appDb, ownerDb } = database
  const centre = options.centre ?? (await aCentre(ownerDb))
  const stage = await anEvent(ownerDb, centre, event)
  const settings = { mail: 'ready' as const, ...options.settings }
  let shift = 0
  const clock = (now: Date) => new Date(now.getTime() + shift)
  const app = testApp(appDb, { clock, settings })
  const address = `/cs/${centre.slug}/events/${stage.slug}`

  const register = (email: string, fields: Record<string, string> = {}) =>
    app.post(address, registrationFields({ email, ...fields }))
  const registrationsOf = (email: string) =>
    ownerDb
      .selectFrom('registrations')
      .selectAll()
      .where('event_id', '=', stage.id)
      .where('email_norm', '=', email)
      .orderBy('id')
      .execute()
  const mailsTo = (email: string) =>
    ownerDb
      .selectFrom('mails')
      .selectAll()
      .where('centre_id', '=', centre.id)
      .where('to_address', '=', email)
      .orderBy('id')
      .execute()
  const linkIn = (body: string | undefined) => /\/r\/[A-Za-z0-9_-]{43}/.exec(body ?? '')?.[0] ?? '/r/none'

  /** The personal address in the newest mail, or in the newest of a kind. */
  const linkOf = async (email: string, kind?: string) =>
    linkIn((await mailsTo(email)).filter((mail) => !kind || mail.kind === kind).at(-1)?.body)
  const press = async (email: string, button: 'confirm' | 'cancel' | 'restore', kind?: string) =>
    app.post(`${await linkOf(email, kind)}/${button}?lang=cs`, {})

  return {
    ...{ database, centre, event: stage, app, address, clock, register, registrationsOf, mailsTo, linkOf, press },
    pass: (minutes: number) => {
      shift += minutes * 60_000
    },
    /** Registers and opens the mail. */
    come: async (email: string, fields: Record<string, string> = {}) => {
      await register(email, fields)
      return press(email, 'confirm')
    },
    /** What each of the people stands in, their newest registration. */
    states: async (...emails: string[]) => {
      const states: (string | undefined)[] = []
      for (const email of emails) states.push((await registrationsOf(email)).at(-1)?.state)
      return states
    },
    kinds: async (email: string) => (await mailsTo(email)).map(({ kind }) => kind),
    places: () => countsOf(database, stage.id),
    /** What the clock does to the event by itself. */
    tick: () =>
      inCentre(appDb, { centreId: centre.id }, { clock, settings: { ...testSettings, ...settings } }, (scope) =>
        settle(scope, stage.id),
      ),
  }
}

export type Scene = Awaited<ReturnType<typeof setScene>>

const countsOf = async ({ ownerDb }: TestDatabase, eventId: string) => {
  const { capacity, taken, waiting } = await ownerDb
    .selectFrom('event_places')
    .select(['capacity', 'taken', 'waiting'])
    .where('event_id', '=', eventId)
    .executeTakeFirstOrThrow()
  return { capacity, taken, waiting }
}

/** Places counted anew from the registrations themselves. */
export const recount = async ({ ownerDb }: TestDatabase, eventId: string) => {
  const { rows } = await sql<{ taken: number; waiting: number }>`
    select coalesce(sum(party_size) filter (where state in ('pending_email', 'offered', 'confirmed', 'attended', 'no_show')), 0)::int as taken,
      (count(*) filter (where state = 'waitlisted'))::int as waiting
    from registrations where event_id = ${eventId}`.execute(ownerDb)
  return rows[0]
}

/** How many rows every table has, and a hash of all that stands in them. */
export const fingerprint = async ({ ownerDb }: TestDatabase): Promise<Record<string, string>> => {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`.execute(
    ownerDb,
  )
  const prints: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await sql<{ print: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\n' order by t::text)), '') as print
      from ${sql.table(name)} t`.execute(ownerDb)
    prints[name] = rows[0]?.print ?? ''
  }
  return prints
}

/** The words of a page as people read them: Czech prepositions hold on to the next word by a hard space. */
export const textOf = async (answer: Response | Promise<Response>) =>
  (await (await answer).text()).replaceAll('\u00a0', ' ')
