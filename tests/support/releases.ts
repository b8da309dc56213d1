import type { Db } from '../../src/db/connection.ts'
import { newId, randomId } from '../../src/lib/ids.ts'
import { sha256 } from '../../src/lib/tokens.ts'
import { buildRelease } from '../../src/sharing/release/build.ts'
import type { Package } from '../../src/sharing/release/format.ts'
import { keysFrom, type ReleaseKeys } from '../../src/sharing/release/keys.ts'
import { manifestHash } from '../../src/sharing/release/package.ts'
import type { PlannedItem } from '../../src/sharing/release/plan.ts'
import type { TestCentre } from './cast.ts'

const named = (cs: string, en: string) => ({ cs, en, de: en, uk: cs })
const leaf = (code: string, cs: string, en: string, parent?: string) => ({
  code,
  labels: named(cs, en),
  ...(parent ? { parent } : {}),
})

const ages = {
  ...{ id: 'age', labels: named('Věk', 'Age'), ordered: true },
  codes: [
    leaf('under_25', 'Do 24 let', 'Up to 24', 'under_35'),
    leaf('25_34', '25–34 let', '25–34', 'under_35'),
    leaf('35_44', '35–44 let', '35–44', '35_more'),
    leaf('45_more', '45 a více let', '45 and more', '35_more'),
  ],
  groups: [leaf('under_35', 'Do 34 let', 'Up to 34'), leaf('35_more', '35 a více let', '35 and more')],
}

const yesOrNo = (id: string, cs: string, en: string, kind: PlannedItem['kind']): PlannedItem => ({
  ...{ id, labels: named(cs, en), ordered: false, kind, sensitive: false, groups: [] },
  codes: [leaf('yes', 'Ano', 'Yes'), leaf('no', 'Ne', 'No')],
})

const items = [
  yesOrNo('still', 'Uvažujete o návratu?', 'Are you considering it?', 'single'),
  yesOrNo('barriers.work', 'Práce', 'Work', 'option'),
  yesOrNo('barriers.pay', 'Mzda', 'Pay', 'option'),
]

/** People by age, and how many of each age say yes to each item. */
export type Crowd = { people: number[]; yes: Record<'still' | 'barriers.work' | 'barriers.pay', number[]> }

/** All four ages are large enough to stand for themselves; two cells are hidden. */
export const large: Crowd = {
  people: [48, 121, 43, 91],
  yes: { still: [19, 71, 7, 26], 'barriers.work': [30, 60, 20, 12], 'barriers.pay': [11, 33, 3, 40] },
}

/** So few are the youngest and the oldest that they stand with their neighbours. */
export const merged: Crowd = {
  people: [12, 160, 75, 11],
  yes: { still: [3, 41, 21, 3], 'barriers.work': [2, 30, 23, 2], 'barriers.pay': [6, 90, 35, 4] },
}

export const keysOf = (seed: number): ReleaseKeys => keysFrom(new Uint8Array(32).fill(seed))

type About = { centre: string; survey?: string; wave?: string; crowd?: Crowd; keys?: ReleaseKeys }

/** A small release as our own builder makes it: signed, certified, with its worlds. */
export const builtRelease = async ({
  centre,
  survey = 'bariery',
  wave = '1',
  crowd = large,
  keys = keysOf(7),
}: About) => {
  const { people, yes } = crowd
  const total = sum(people)
  const plan = {
    ...{ centre, survey, wave, snapshot: 1, week: '2026-W47', frames: [ages], items, rules: [] },
    tables: items.map(({ id }): [string, string] => [id, 'age']),
  }
  const counts = {
    ...{ total, frames: { age: people } },
    items: Object.fromEntries(Object.entries(yes).map(([id, each]) => [id, [sum(each), total - sum(each)]])),
    cells: Object.fromEntries(
      Object.entries(yes).map(([id, each]) => [id, { age: [each, each.map((some, at) => (people[at] ?? 0) - some)] }]),
    ),
  }
  const built = await buildRelease({ plan, counts, keys, previous: [] })
  if (built.kind === 'refused') throw new Error(`this release was refused: ${built.reason.code}`)
  return built
}

type Offer = {
  crowd?: Crowd
  keys?: ReleaseKeys
  slug?: string
  title?: string
  /** `none` approves it and offers it to nobody */
  audience?: 'network' | 'public' | 'none'
  toCentre?: string
  agreement?: string
  validUntil?: Date
}

/** A survey of the centre with a release that was approved and is on offer, to the whole network unless told. */
export const anOfferedRelease = async (ownerDb: Db, centre: TestCentre, offer: Offer = {}) => {
  const { slug = `bariery-${randomId().slice(0, 8)}`, keys = keysOf(7), title = 'Bariéry návratu' } = offer
  const wave_id = await aWave(ownerDb, centre, slug, title)
  const built = await builtRelease({
    centre: centre.slug,
    survey: slug,
    keys,
    ...(offer.crowd ? { crowd: offer.crowd } : {}),
  })
  const [centre_id, id, now] = [centre.id, newId(), new Date()]
  await ownerDb
    .insertInto('snapshots')
    .values({
      centre_id,
      wave_id,
      number: 1,
      last_batch: 1,
      counted: 300,
      answers_hash: Buffer.alloc(32),
      taken_at: now,
    })
    .execute()
  await ownerDb
    .insertInto('release_keys')
    .values({ centre_id, key_id: keys.keyId, public_key: keys.publicKeyPem, listed_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const decided = { decided_by: newId(), decided_at: now, prepared_by: newId(), requested_at: now, finished_at: now }
  await ownerDb
    .insertInto('releases')
    .values({
      ...{ centre_id, id, wave_id, snapshot: 1, status: 'approved', progress: 100, step: 'done', week: '2026-W47' },
      ...{
        report: built.report,
        key_id: keys.keyId,
        manifest_hash: manifestHash(built.files),
        ...decided,
      },
    })
    .execute()
  await writeFiles(ownerDb, centre_id, id, built.files)
  const offerId = await offerIt(ownerDb, centre_id, id, offer)
  return { id, offerId, slug, files: built.files as Package, keys }
}

/** A package from outside the network, signed by a region of this name, as its ids stand in addresses. */
export const anImportedRelease = async (ownerDb: Db, { id: centre_id }: TestCentre, name: string) => {
  const [id, now, keys] = [newId(), new Date(), keysFrom(sha256(name))]
  const { files } = await builtRelease({ centre: name, keys })
  const key = { key_id: keys.keyId, region: `Kraj ${name}`, public_key: keys.publicKeyPem }
  await ownerDb
    .insertInto('trusted_keys')
    .values({ centre_id, ...key, added_by: newId(), added_at: now })
    .execute()
  await ownerDb
    .insertInto('imported_releases')
    .values({
      ...{ centre_id, id, centre: name, survey: 'bariery', wave: '1', snapshot: 1, key_id: keys.keyId, result: '{}' },
      ...{ manifest_hash: manifestHash(files), imported_by: newId(), imported_at: now },
    })
    .execute()
  const rows = [...files].map(([path, bytes]) => ({ centre_id, imported_id: id, path, bytes: Buffer.from(bytes) }))
  await ownerDb.insertInto('imported_files').values(rows).execute()
  return { network: id, keys: keys.keyId }
}

const aWave = async (ownerDb: Db, { id: centre_id }: TestCentre, slug: string, title: string): Promise<string> => {
  const [survey_id, wave_id, now] = [newId(), newId(), new Date()]
  await ownerDb
    .insertInto('surveys')
    .values({ centre_id, id: survey_id, slug, status: 'closed', created_at: now, updated_at: now })
    .execute()
  await ownerDb
    .insertInto('survey_texts')
    .values({ centre_id, survey_id, lang: 'cs', title, intro: 'Úvod', thanks: 'Díky' })
    .execute()
  const opens = { opens_at: new Date(now.getTime() - 86_400_000 * 30), closes_at: new Date(now.getTime() - 86_400_000) }
  await ownerDb
    .insertInto('waves')
    .values({ centre_id, id: wave_id, survey_id, number: 1, ...opens })
    .execute()
  return wave_id
}

const writeFiles = async (ownerDb: Db, centre_id: string, release_id: string, files: Package) => {
  const rows = [...files].map(([path, bytes]) => ({ centre_id, release_id, path, bytes: Buffer.from(bytes) }))
  await ownerDb.insertInto('release_files').values(rows).execute()
}

const offerIt = async (ownerDb: Db, centre_id: string, release_id: string, offer: Offer) => {
  const { audience = 'network', toCentre, agreement = 'Jen pro plánování služeb rodákům', validUntil } = offer
  if (audience === 'none') return undefined
  const id = newId()
  await ownerDb
    .insertInto('offers')
    .values({
      ...{
        centre_id,
        id,
        release_id,
        audience: toCentre ? 'centre' : audience,
        to_centre: toCentre ?? null,
        agreement,
      },
      ...{ valid_until: validUntil ?? null, offered_by: newId(), offered_at: new Date() },
    })
    .execute()
  return id
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
