import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/lib/ids.ts'
import type { Role } from '../../src/lib/words.ts'
import { permissionOf } from '../../src/web/access.ts'
import { testApp } from '../support/app.ts'
import { aMember, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { addressOf, aLivelyCentre, ask, canary, type Planted, type Route, staffRoutes } from './two-centres.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const routes = staffRoutes(app)
const named = routes.map((route) => [`${route.method} ${route.path}`, route] as const)

let ours: Planted
let theirs: Planted
let members: Record<Role, TestMember>
let foreigner: TestMember

beforeAll(async () => {
  ours = await aLivelyCentre(ownerDb, app, 'domaci')
  theirs = await aLivelyCentre(ownerDb, app, canary)
  members = {
    admin: await aMember(ownerDb, [ours.centre], 'admin'),
    coordinator: await aMember(ownerDb, [ours.centre], 'coordinator'),
    reader: await aMember(ownerDb, [ours.centre], 'reader'),
  }
  foreigner = await aMember(ownerDb, [theirs.centre], 'coordinator')
})

/** What the route's guard would say to a member with this role, asked without the route. */
const mayEnter = async ({ method, path }: Route, role: Role): Promise<boolean> => {
  const [guard] = app.app.routes.filter((known) => known.method === method && known.path.replace(/\/$/, '') === path)
  const permission = guard && permissionOf(guard.handler)
  if (typeof permission !== 'function') throw new Error(`${method} ${path} is not registered`)
  const { id, email, name } = members[role]
  const centre = {
    centre_id: ours.centre.id,
    slug: '',
    name: '',
    brand: 'spring' as const,
    brand_color: null,
    logo: null,
    tracks: [],
    stages_edition: '',
    stages: [],
    role,
  }
  return permission({ id, email, name, lang: 'cs', shortcuts: true, memberships: [centre], role, centre })
}

const told = async (response: Response) => ({ status: response.status, body: await response.text() })
const wholeOf = async (response: Response) => {
  const headers = [...response.headers].filter(([name]) => name !== 'x-request-id')
  return { ...(await told(response)), headers }
}

describe('every route of a centre', () => {
  test('is in the matrix', () => expect(routes.length).toBeGreaterThan(20))

  test('and readers may look but not touch, where nothing else is said', async () => {
    const closed = await Promise.all(
      routes.map(async (route) => ((await mayEnter(route, 'reader')) ? [] : [`${route.method} ${route.path}`])),
    )
    expect(
      closed
        .flat()
        .filter((route) => route.startsWith('GET'))
        .every((route) => /\/(new|edit|park)$|\/settings(\/|$)|\/imports?(\/|$)|\/failures\.csv$/.test(route)),
    ).toBe(true)
    expect(closed.flat().filter((route) => route.startsWith('POST')).length).toBe(
      routes.filter(({ method }) => method === 'POST').length,
    )
  })
})

describe.each(named)('%s', (_name, route) => {
  test('sends a stranger to sign in, and a fragment of a page with it', async () => {
    const address = addressOf(route.path, ours)
    const next = encodeURIComponent(route.method === 'GET' ? address : '/app')
    const page = await ask(app, route, address)
    expect([page.status, page.headers.get('location'), await page.text()]).toEqual([303, `/sign-in?next=${next}`, ''])
    const part = await ask(app, route, address, undefined, { 'HX-Request': 'true' })
    expect([part.status, part.headers.get('hx-redirect'), await part.text()]).toEqual([
      401,
      `/sign-in?next=${next}`,
      '',
    ])
    const forged = await ask(app, route, address, `krajan=${newId()}`)
    expect(forged.status).toBe(303)
  })

  test.each(['reader', 'coordinator', 'admin'] as const)('lets a %s in as its guard says', async (role) => {
    const { status, body } = await told(await ask(app, route, addressOf(route.path, ours), members[role].cookie))
    if (await mayEnter(route, role)) expect([200, 303, 422], body).toContain(status)
    else expect(status).toBe(403)
  })

  test('is as missing for a member of another centre as in a centre that never was', async () => {
    const address = addressOf(route.path, ours)
    const foreign = await wholeOf(await ask(app, route, address, foreigner.cookie))
    const nowhere = await wholeOf(await ask(app, route, address.replace(ours.centre.slug, 'nikde'), foreigner.cookie))
    expect(foreign.status).toBe(404)
    expect(foreign).toEqual(nowhere)
    expect((await ask(app, route, addressOf(route.path, theirs), foreigner.cookie)).status).not.toBe(404)
  })
})

describe.each(named.filter(([name]) => /\/:(id|slug|code)|POST .*\/referrals$|\/referrals\/new$/.test(name)))(
  '%s',
  (_name, route) => {
    test('does not know the ids of another centre, or ids that never were', async () => {
      const never = Object.keys(theirs.ids).map((noun) => [
        noun,
        { events: 'nikdy-nebylo', surveys: 'nikdy-nebylo', pipelines: 'nikdy_nebylo' }[noun] ?? newId(),
      ])
      const strangers = { ...theirs, ids: Object.fromEntries(never) }
      const foreign = await wholeOf(await ask(app, route, addressOf(route.path, ours, theirs), members.admin.cookie))
      const unknown = await wholeOf(await ask(app, route, addressOf(route.path, ours, strangers), members.admin.cookie))
      expect(foreign.status).toBe(404)
      expect(foreign).toEqual(unknown)
    })
  },
)

test('a registration of another event of the same centre is missing under this one', async () => {
  const address = addressOf('/app/:centre/events/:slug/registrations/:id/cancel', ours)
  const other = await ownerDb
    .selectFrom('events')
    .select('slug')
    .where('centre_id', '=', ours.centre.id)
    .where('slug', '<>', ours.ids.events ?? '')
    .executeTakeFirstOrThrow()
  expect((await app.post(address.replace(ours.ids.events ?? '', other.slug), {}, members.admin.cookie)).status).toBe(
    404,
  )
})
