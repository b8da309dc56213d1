import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { newId } from '../../../src/lib/ids.ts'
import { logDownload } from '../../../src/sharing/downloads.ts'
import { offerRelease, withdrawOffer } from '../../../src/sharing/offers.ts'
import {
  findOffered,
  findPublic,
  listOffered,
  listPublic,
  readOfferedFiles,
  readPublicFiles,
} from '../../../src/sharing/queries/catalogue.ts'
import { listDownloads, listOffers } from '../../../src/sharing/queries/offers.ts'
import { findRelease, readReleaseFiles } from '../../../src/sharing/queries/releases.ts'
import { testDatabase } from '../../support/database.ts'
import { setScene } from './scene.ts'
import { aRelease } from './scene-releases.ts'

const database = testDatabase()
const agreement = 'Pro kraj, k přípravě strategie.'

const threeRegions = async () => {
  const [owner, reader, stranger] = [await setScene(database), await setScene(database), await setScene(database)]
  const releaseId = await aRelease(database, owner)
  type Wish = Omit<Parameters<typeof offerRelease>[1], 'releaseId' | 'agreement' | 'memberId'>
  const offer = (wish: Wish) =>
    owner.as((scope) => offerRelease(scope, { releaseId, agreement, memberId: owner.first.id, ...wish }))
  return { owner, reader, stranger, releaseId, offer }
}
type Region = Awaited<ReturnType<typeof setScene>>

const later = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000)

/** Everything a region could learn of a release of another: from the catalogue, its files, and the tables themselves. */
const sees = (region: Region, releaseId: string, shift = 0) =>
  region.as(async ({ db, centreId, now: today }) => {
    const now = later(today, shift)
    const listed = (await listOffered(db, now)).filter(({ release_id }) => release_id === releaseId)
    const found = await findOffered(db, releaseId, now)
    const files = await readOfferedFiles(db, releaseId, now)
    const own = [
      await findRelease(db, centreId, releaseId),
      ...(await readReleaseFiles(db, centreId, releaseId)).keys(),
    ]
    const { rows } = await sql`select from releases where id = ${releaseId}
      union all select from release_files where release_id = ${releaseId}
      union all select from offers where release_id = ${releaseId}`.execute(db)
    return {
      listed: listed.length,
      found: found !== undefined,
      files: [...files.keys()],
      own: own.filter(Boolean).length + rows.length,
    }
  })
const everything = { listed: 1, found: true, files: ['cells.csv', 'manifest.json'], own: 0 }
const nothing = { listed: 0, found: false, files: [], own: 0 }

describe('what is offered', () => {
  test('to one region is seen by that one alone', async () => {
    const { owner, reader, stranger, releaseId, offer } = await threeRegions()
    expect([await sees(reader, releaseId), await sees(stranger, releaseId)]).toEqual([nothing, nothing])
    expect(await offer({ audience: 'centre', toCentre: reader.centre.id })).toMatchObject({ kind: 'offered' })
    expect([await sees(reader, releaseId), await sees(stranger, releaseId)]).toEqual([everything, nothing])
    expect(await reader.as(({ db, now }) => findOffered(db, releaseId, now))).toMatchObject({
      ...{ centre_slug: owner.centre.slug, centre_name: owner.centre.name, survey: 'bariery', wave: 1, snapshot: 1 },
      ...{ audience: 'centre', agreement, titles: { cs: 'Co vám brání vrátit se domů?' } },
    })
    // its own releases are no news to it
    expect((await owner.as(({ db, now }) => listOffered(db, now))).map(({ release_id }) => release_id)).not.toContain(
      releaseId,
    )
  })

  test('to the network is seen by every region, to the public by everybody', async () => {
    const { owner, stranger, releaseId, offer } = await threeRegions()
    const publicly = async () => {
      const now = new Date()
      const address = { survey: 'bariery', wave: 1, snapshot: 1 }
      const found = await findPublic(database.appDb, owner.centre.slug, address, now)
      const files = await readPublicFiles(database.appDb, owner.centre.slug, releaseId, now)
      return [(await listPublic(database.appDb, owner.centre.slug, now)).length, found?.release_id, files.size]
    }
    await offer({ audience: 'network' })
    expect([await sees(stranger, releaseId), await publicly()]).toEqual([everything, [0, undefined, 0]])
    await offer({ audience: 'public' })
    expect([await sees(stranger, releaseId), await publicly()]).toEqual([everything, [1, releaseId, 2]])
    // listed once, under the closest of its offers; and without a centre nothing but the public is there
    expect(await stranger.as(({ db, now }) => findOffered(db, releaseId, now))).toMatchObject({ audience: 'network' })
    const { rows } = await sql<{ audience: string }>`select audience from offered_releases(now())`.execute(
      database.appDb,
    )
    expect(new Set(rows.map(({ audience }) => audience))).toEqual(new Set(['public']))
  })

  test('vanishes at once when it is withdrawn, and when its time is over', async () => {
    const { owner, reader, releaseId, offer } = await threeRegions()
    const validUntil = later(new Date(), 10)
    const offered = await offer({ audience: 'centre', toCentre: reader.centre.id, validUntil })
    expect([await sees(reader, releaseId, 9), await sees(reader, releaseId, 11)]).toEqual([everything, nothing])
    const id = offered && 'id' in offered ? offered.id : ''
    expect(await owner.as((scope) => withdrawOffer(scope, { id, memberId: owner.second.id }))).toBe(true)
    expect(await sees(reader, releaseId)).toEqual(nothing)
    const [record] = await owner.as(({ db, centreId }) => listOffers(db, centreId, releaseId))
    expect(record).toMatchObject({
      withdrawn_by_name: 'Petr Druhý',
      offered_by_name: 'Jana První',
      to_name: reader.centre.name,
    })
    // once more is harmless, a stranger cannot, and another offer can be made
    expect(await owner.as((scope) => withdrawOffer(scope, { id, memberId: owner.first.id }))).toBe(true)
    expect(await reader.as((scope) => withdrawOffer(scope, { id, memberId: reader.first.id }))).toBe(false)
    const [still] = await owner.as(({ db, centreId }) => listOffers(db, centreId, releaseId))
    expect(still?.withdrawn_by_name).toBe('Petr Druhý')
    expect(await offer({ audience: 'centre', toCentre: reader.centre.id })).toMatchObject({ kind: 'offered' })
    expect(await sees(reader, releaseId)).toEqual(everything)
  })

  test('is approved, agreed upon, and offered once to whom there is', async () => {
    const { owner, reader, releaseId, offer } = await threeRegions()
    const ready = await aRelease(database, owner, { snapshot: 2, status: 'ready' })
    const wish = { audience: 'network' as const, memberId: owner.first.id }
    const kinds = [
      await owner.as((scope) => offerRelease(scope, { ...wish, releaseId: ready, agreement })),
      await owner.as((scope) => offerRelease(scope, { ...wish, releaseId, agreement: '  ' })),
      await offer({ audience: 'centre', toCentre: newId() }),
      await offer({ audience: 'centre', toCentre: owner.centre.id }),
      await offer({ audience: 'network', validUntil: later(new Date(), -1) }),
      await reader.as((scope) => offerRelease(scope, { ...wish, releaseId, agreement })),
      await offer({ audience: 'network' }),
      await offer({ audience: 'network' }),
    ].map((outcome) => outcome?.kind)
    expect(kinds).toEqual([
      ...['not_approved', 'no_agreement', 'no_such_centre', 'no_such_centre', 'over_already', undefined],
      ...['offered', 'offered_already'],
    ])
    expect(await sees(reader, ready)).toEqual(nothing)
  })

  test('two people who offer the same at once offer it once', async () => {
    const { owner, releaseId, offer } = await threeRegions()
    const kinds = (await Promise.all([1, 2, 3].map(() => offer({ audience: 'public' })))).map(
      (outcome) => outcome?.kind,
    )
    expect(kinds.sort()).toEqual(['offered', 'offered_already', 'offered_already'])
    expect((await owner.as(({ db, centreId }) => listOffers(db, centreId, releaseId))).length).toBe(1)
  })
})

describe('downloads', () => {
  const taken = (region: Region, releaseId: string) =>
    region.as(async ({ db, centreId }) =>
      (await listDownloads(db, centreId, releaseId)).map(({ path, audience, centre_name, member_name }) => [
        path,
        audience,
        centre_name,
        member_name,
      ]),
    )

  test('stand in the book of the region whose release it is: who, what, when, and of the public nobody', async () => {
    const { owner, reader, stranger, releaseId, offer } = await threeRegions()
    await offer({ audience: 'centre', toCentre: reader.centre.id })
    expect(await reader.as((scope) => logDownload(scope, releaseId, 'cells.csv'))).toBe(true)
    expect(await owner.as((scope) => logDownload(scope, releaseId, 'cells.csv'))).toBe(true)
    expect(await stranger.as((scope) => logDownload(scope, releaseId, 'cells.csv'))).toBe(false)
    expect(await owner.as((scope) => logDownload(scope, releaseId, 'manifest.json'), '')).toBe(false)
    await offer({ audience: 'public' })
    expect(await owner.as((scope) => logDownload(scope, releaseId, 'manifest.json'), '')).toBe(true)
    expect(await taken(owner, releaseId)).toEqual([
      ['manifest.json', 'public', null, null],
      ['cells.csv', 'centre', owner.centre.name, 'Jana První'],
      // the reader's people have no names here
      ['cells.csv', 'centre', reader.centre.name, null],
    ])
    expect(await taken(reader, releaseId)).toEqual([])
    const { rows } = await sql<{ name: string }>`
      select attname as name from pg_attribute where attrelid = 'downloads'::regclass and attnum > 0 order by attnum`.execute(
      database.ownerDb,
    )
    expect(rows.map(({ name }) => name)).toEqual([
      ...['centre_id', 'id', 'release_id', 'path', 'audience', 'by_centre', 'by_member', 'at'],
    ])
  })

  test('are not logged for what was withdrawn', async () => {
    const { owner, reader, releaseId, offer } = await threeRegions()
    const offered = await offer({ audience: 'network' })
    const id = offered && 'id' in offered ? offered.id : ''
    await owner.as((scope) => withdrawOffer(scope, { id, memberId: owner.first.id }))
    expect(await reader.as((scope) => logDownload(scope, releaseId, 'cells.csv'))).toBe(false)
    expect(await taken(owner, releaseId)).toEqual([])
  })
})
