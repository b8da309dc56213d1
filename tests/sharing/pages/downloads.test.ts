import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { newId } from '../../../src/lib/ids.ts'
import { testDatabase } from '../../support/database.ts'
import { htmlOf, setScene } from './scene.ts'

const database = testDatabase()
const approved = () => setScene(database, { status: 'approved' })

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer())

describe('the package of an approved release', () => {
  test('is a zip of exactly its files, the same bytes each time, and who took it is written down', async () => {
    const { app, path, members, release, downloads } = await approved()
    const first = await app.get(`${path}/package.zip`, members.reader.cookie)
    expect(first.headers.get('content-type')).toBe('application/zip')
    const zip = await bytesOf(first)
    const files = new Map(Object.entries(unzipSync(zip)))
    expect([...files.keys()].toSorted()).toEqual([...release.files.keys()].toSorted())
    for (const [name, bytes] of release.files)
      expect(Buffer.compare(Buffer.from(files.get(name) ?? []), Buffer.from(bytes))).toBe(0)
    expect(await bytesOf(await app.get(`${path}/package.zip`, members.second.cookie))).toEqual(zip)
    expect((await downloads()).map(({ path: what, by_member, audience }) => [what, by_member, audience])).toEqual([
      ['package.zip', members.reader.id, 'centre'],
      ['package.zip', members.second.id, 'centre'],
    ])
  })

  test('is had file by file, worlds too', async () => {
    const { app, path, members, release, downloads } = await approved()
    const world = [...release.files.keys()].find((name) => name.startsWith('worlds/')) ?? ''
    for (const name of ['cells.csv', 'manifest.json', 'manifest.sig', world]) {
      const answer = await app.get(`${path}/files/${name}`, members.second.cookie)
      expect(Buffer.from(await bytesOf(answer)).equals(Buffer.from(release.files.get(name) ?? []))).toBe(true)
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${name.split('/').at(-1)}"`)
    }
    expect((await downloads()).map(({ path: what }) => what)).toEqual([
      'cells.csv',
      'manifest.json',
      'manifest.sig',
      world,
    ])
  })

  test('is not there before approval, for others, or under a name it does not have', async () => {
    const [ours, theirs] = [await approved(), await approved()]
    const ready = await setScene(database, { status: 'ready' })
    for (const file of ['package.zip', 'files/cells.csv']) {
      expect((await ready.app.get(`${ready.path}/${file}`, ready.members.admin.cookie)).status).toBe(404)
      expect((await ours.app.get(`${ours.path}/${file}`, theirs.members.admin.cookie)).status).toBe(404)
      const foreign = `${ours.base}/${theirs.release.id}/${file}`
      expect((await ours.app.get(foreign, ours.members.admin.cookie)).status).toBe(404)
      expect((await ours.app.get(`${ours.path}/${file}`)).headers.get('location')).toMatch(/^\/sign-in/)
    }
    for (const name of ['true_counts.csv', '../manifest.json', 'worlds', '%2e%2e/x'])
      expect((await ours.app.get(`${ours.path}/files/${name}`, ours.members.admin.cookie)).status).toBe(404)
    const head = await ours.app.app.request(`http://krajan.test${ours.path}/package.zip`, {
      method: 'HEAD',
      headers: { cookie: ours.members.admin.cookie },
    })
    expect(head.status).toBe(200)
    expect([await ours.downloads(), await theirs.downloads(), await ready.downloads()]).toEqual([[], [], []])
  })
})

describe('the log of downloads', () => {
  test('says who took what and when, fifty on a page', async () => {
    const { app, path, members, centre, release } = await approved()
    const rows = Array.from({ length: 52 }, (_, at) => ({
      ...{ centre_id: centre.id, id: newId(), release_id: release.id, path: `soubor-${at}.csv` },
      ...{ audience: 'centre' as const, by_centre: centre.id, by_member: members.second.id },
      at: new Date(Date.UTC(2026, 9, 1, 0, at)),
    }))
    await database.ownerDb.insertInto('downloads').values(rows).execute()
    const anonymous = { by_centre: null, by_member: null, audience: 'public' as const }
    await database.ownerDb
      .insertInto('downloads')
      .values({
        centre_id: centre.id,
        id: newId(),
        release_id: release.id,
        path: 'ven.csv',
        ...anonymous,
        at: new Date(),
      })
      .execute()
    const listed = (html: string) => [...html.matchAll(/<code>([^<]+)<\/code>/g)].map(([, file]) => file)
    const first = await htmlOf(app.get(`${path}/downloads`, members.reader.cookie))
    expect([listed(first).length, listed(first)[0], listed(first)[1]]).toEqual([50, 'ven.csv', 'soubor-51.csv'])
    expect(first).toContain('veřejnost')
    expect(first).toContain('Daniel Druhý')
    const next = /href="([^"]+)" rel="next"/.exec(first)?.[1] ?? ''
    expect(listed(await htmlOf(app.get(next, members.reader.cookie)))).toEqual([
      'soubor-2.csv',
      'soubor-1.csv',
      'soubor-0.csv',
    ])
  })

  test('is empty at first, and not there for others', async () => {
    const [ours, theirs] = [await approved(), await approved()]
    expect(await htmlOf(ours.app.get(`${ours.path}/downloads?after=nic`, ours.members.reader.cookie))).toContain(
      'Zatím nikdo.',
    )
    expect((await ours.app.get(`${ours.path}/downloads`, theirs.members.admin.cookie)).status).toBe(404)
    expect((await ours.app.get(`${ours.path}/downloads`)).headers.get('location')).toMatch(/^\/sign-in/)
  })
})
