import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assetPaths } from '../../views/assets/manifest.generated.ts'
import { aCentre, aContact, aMember, anEvent, type TestCentre, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { type Server, startServer } from '../support/server.ts'
import { startWorkerd, type Workerd } from '../support/workerd.ts'
import { aSurvey } from '../surveys/scene.ts'

const database = testDatabase()
let node: Server
let worker: Workerd
let centre: TestCentre
let member: TestMember

beforeAll(async () => {
  ;[node, worker] = await Promise.all([
    startServer(database.appDb, { settings: { demo: false } }),
    startWorkerd(database.appUrl),
  ])
  centre = await aCentre(database.ownerDb)
  member = await aMember(database.ownerDb, [centre])
}, 60_000)
afterAll(() => Promise.all([worker?.stop(), node?.close()]))

/** How an answer travels, and what is new in each: no two servers agree on these. ETag: nobody asks again within a year. */
const ofTheWay =
  /^(?:date|connection|keep-alive|content-length|content-encoding|transfer-encoding|x-request-id|etag|last-modified|cf-.*)$/

const headersOf = ({ headers }: Response) =>
  Object.fromEntries(
    [...headers]
      .filter(([name]) => !ofTheWay.test(name))
      .map(([name, value]) => [name, name === 'vary' ? varyOf(value) : value.replaceAll(/127\.0\.0\.1:\d+/g, 'here')]),
  )

// Node compresses by itself, Cloudflare at its edge
const varyOf = (value: string) => value.replace(/(?:, )?Accept-Encoding/i, '') || undefined

const onBoth = async (path: string, init: RequestInit = {}) => {
  const answers = await Promise.all([node, worker].map(({ url }) => fetch(url + path, { ...init, redirect: 'manual' })))
  return answers as [Response, Response] // one for each home
}

describe('both homes give', () => {
  test.each(Object.entries(assetPaths))('the same %s, to be kept for a year', async (name, path) => {
    const file = await readFile(new URL(`../../views/assets${path}`, import.meta.url))
    const answers = await onBoth(path)
    for (const answer of answers) {
      expect([name, answer.status]).toEqual([name, 200])
      expect(Buffer.from(await answer.arrayBuffer()).equals(file)).toBe(true)
      expect(headersOf(answer)).toEqual({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'content-type': expect.stringMatching(/^(?:text\/css|text\/javascript|image\/svg\+xml); charset=utf-8$/),
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      })
    }
    expect(headersOf(answers[1])).toEqual(headersOf(answers[0]))
  })

  test.each(['/_headers', '/.assetsignore', '/build.ts', '/manifest.generated.ts', '/static/', '/static/none.js'])(
    'nothing at %s',
    async (path) => {
      const [onNode, onWorkers] = await onBoth(path)
      expect([onNode.status, onWorkers.status]).toEqual([404, 404])
      expect(headersOf(onWorkers)).toEqual(headersOf(onNode))
    },
  )

  test('pages with the same headers, status and words', async () => {
    const contact = await aContact(database.ownerDb, centre)
    const event = await anEvent(database.ownerDb, centre)
    const survey = await aSurvey(database.ownerDb, centre)
    const [open, app] = [`/cs/${centre.slug}`, `/app/${centre.slug}`]
    const pages: [path: string, status: number][] = [
      ['/', 302],
      ['/sign-in', 200],
      [open, 200],
      [`${open}/events/${event.slug}.ics`, 200],
      [`${open}/surveys/${survey.slug}`, 200],
      [`${open}/events/none`, 404],
      [`/r/${'a'.repeat(43)}`, 404],
      [app, 200],
      [`${app}/contacts/${contact.id}`, 200],
      [`${app}/surveys/${survey.slug}/results.csv`, 200],
      ['/app/somewhere-else', 404],
    ]
    for (const [path, status] of pages) {
      const init = {
        headers: { 'accept-language': 'de', ...(path.startsWith('/app') ? { cookie: member.cookie } : {}) },
      }
      const [onNode, onWorkers] = await onBoth(path, init)
      expect([path, onNode.status, onWorkers.status]).toEqual([path, status, status])
      expect({ path, ...headersOf(onWorkers) }).toEqual({ path, ...headersOf(onNode) })
      const [there, here] = await Promise.all([onNode.text(), onWorkers.text()])
      expect(wordsOf(here)).toBe(wordsOf(there))
    }
  })

  test('the same headers to what is refused', async () => {
    const refused = [
      ['another site', { origin: 'https://elsewhere.example.org' }, 'a=b', 403],
      ['no form', { 'content-type': 'application/json' }, '{}', 415],
      ['too little', {}, 'email=', 422],
      // last, because a server need not keep a connection on which more was coming
      ['too much', {}, `note=${'x'.repeat(1_100_000)}`, 413],
    ] as const
    for (const [what, headers, body, status] of refused) {
      const answers = await Promise.all(
        [node, worker].map(({ url }) => {
          const form = { 'content-type': 'application/x-www-form-urlencoded', origin: url }
          return fetch(`${url}/sign-in`, { method: 'POST', headers: { ...form, ...headers }, body })
        }),
      )
      const [onNode, onWorkers] = answers as [Response, Response] // one for each home
      expect([what, onNode.status, onWorkers.status]).toEqual([what, status, status])
      expect({ what, ...headersOf(onWorkers) }).toEqual({ what, ...headersOf(onNode) })
    }
  })
})

/** Without what is new in every answer: ids, keys, addresses of the home, moments. */
const wordsOf = (text: string) =>
  text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'id')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'here')
    .replaceAll(/DTSTAMP:\w+/g, 'DTSTAMP')
