import { randomId } from '../../src/lib/ids.ts'
import type { Track } from '../../src/lib/words.ts'
import type { Settings } from '../../src/settings.ts'
import { testApp } from '../support/app.ts'
import { aCentre, type TestCentre } from '../support/cast.ts'
import type { TestDatabase } from '../support/database.ts'

type Options = { tracks?: Track[]; settings?: Partial<Settings>; centre?: TestCentre; addressOf?: () => string }

/** A centre's public pages with somebody writing on them, a clock of its own, and the letters that come of it. */
export const openGate = async (database: TestDatabase, { tracks = ['return'], settings, ...more }: Options = {}) => {
  const { appDb, ownerDb } = database
  const centre = more.centre ?? (await aCentre(ownerDb, { tracks }))
  let shift = 0
  const clock = (now: Date) => new Date(now.getTime() + shift)
  const { addressOf } = more
  const app = testApp(appDb, {
    clock,
    settings: { mail: 'ready', ...settings },
    ...(addressOf ? { addressOf } : {}),
  })
  const base = `/cs/${centre.slug}`
  const of = centre.id

  const enquire = (fields: Record<string, string> = {}, lang = 'cs') =>
    app.post(`/${lang}/${centre.slug}/enquiry`, enquiryFields(fields))
  const join = (fields: Record<string, string> = {}, lang = 'cs') =>
    app.post(`/${lang}/${centre.slug}/panel`, panelFields(fields))
  const newcomers = () =>
    ownerDb
      .selectFrom('newcomers')
      .selectAll()
      .where('centre_id', '=', of)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
  const letters = () => ownerDb.selectFrom('mails').selectAll().where('centre_id', '=', of).orderBy('id').execute()
  /** The link of whoever sent this very form, or the newest of all. */
  const linkOf = async (key?: string): Promise<string | undefined> => {
    const row = (await newcomers()).filter(({ idempotency_key }) => !key || idempotency_key === key).at(-1)
    const letter = (await letters()).find(({ dedupe_key }) => dedupe_key === `newcomer:${row?.id}`)
    return /\/n\/[\w-]{43}/.exec(letter?.body ?? '')?.[0]
  }
  const press = async (link?: string) => app.post(`${link ?? (await linkOf())}?lang=cs`, {})
  const people = () => ownerDb.selectFrom('contacts').selectAll().where('centre_id', '=', of).orderBy('id').execute()
  const points = () =>
    ownerDb
      .selectFrom('contact_points')
      .select(['contact_id', 'kind', 'value', 'verified_at'])
      .where('centre_id', '=', of)
      .orderBy('kind')
      .orderBy('value')
      .execute()
  const history = () =>
    ownerDb
      .selectFrom('activities')
      .select(['contact_id', 'kind', 'body', 'particulars', 'occurred_at', 'member_id'])
      .where('centre_id', '=', of)
      .orderBy('id')
      .execute()
  const tasks = () => ownerDb.selectFrom('tasks').selectAll().where('centre_id', '=', of).orderBy('id').execute()
  const consents = () => ownerDb.selectFrom('consents').selectAll().where('centre_id', '=', of).execute()
  const enrolments = () =>
    ownerDb.selectFrom('enrolments').select(['contact_id', 'track', 'stage']).where('centre_id', '=', of).execute()

  return {
    ...{ centre, app, base, clock, enquire, join, newcomers, letters, linkOf, press },
    ...{ people, points, history, tasks, consents, enrolments },
    pass: (minutes: number) => {
      shift += minutes * 60_000
    },
    now: () => clock(new Date()),
  }
}

export type Gate = Awaited<ReturnType<typeof openGate>>

/** What a filled-in form for enquiries posts. */
export const enquiryFields = (fields: Record<string, string> = {}): Record<string, string> => ({
  about: 'return.housing',
  message: 'Hledáme byt v Chebu.\nPomůžete?',
  name: 'Karel Novák',
  email: 'karel@example.org',
  phone: '777 123 456',
  agree: 'on',
  idempotency_key: randomId(),
  ...fields,
})

export const panelFields = (fields: Record<string, string> = {}): Record<string, string> => ({
  name: 'Eva Malá',
  email: 'eva@example.org',
  agree: 'on',
  idempotency_key: randomId(),
  ...fields,
})
