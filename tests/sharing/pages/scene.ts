import { newId, randomId } from '../../../src/lib/ids.ts'
import type { ReleaseStatus } from '../../../src/lib/words.ts'
import { buildRelease } from '../../../src/sharing/release/build.ts'
import { keysFrom } from '../../../src/sharing/release/keys.ts'
import { manifestHash } from '../../../src/sharing/release/package.ts'
import type { Counts, Plan } from '../../../src/sharing/release/plan.ts'
import { before, columns, rows } from '../../../views/sharing/example.ts'
import { testApp } from '../../support/app.ts'
import { aCentre, aMember, type TestCentre } from '../../support/cast.ts'
import type { TestDatabase } from '../../support/database.ts'
import { aSurvey } from '../../surveys/scene.ts'

const labels = (cs: string) => ({ cs, en: `${cs} en`, de: `${cs} de`, uk: `${cs} uk` })
const codesOf = (codes: readonly string[]) => codes.map((code) => ({ code, labels: labels(code) }))
const sums = (lines: readonly (readonly number[])[]) => lines.map((line) => line.reduce((all, one) => all + one, 0))
const turned = columns.map((_column, at) => before.map((row) => row[at] ?? 0))

/** The example of the page that explains the protection, as a real release. */
export const planFor = (centre: string, survey: string): Plan => ({
  ...{ centre, survey, wave: '1', snapshot: 1, week: '2026-W47' },
  frames: [{ id: 'age', labels: labels('Věk'), ordered: true, codes: codesOf(columns), groups: [] }],
  items: [
    {
      ...{ id: 'barrier', labels: labels('Co brání?'), ordered: false, codes: codesOf(rows), groups: [] },
      ...{ kind: 'single', sensitive: false },
    },
  ],
  tables: [['barrier', 'age']],
  rules: [],
})

const counts: Counts = {
  total: sums(before).reduce((all, one) => all + one, 0),
  frames: { age: sums(turned) },
  items: { barrier: sums(before) },
  cells: { barrier: { age: before.map((row) => [...row]) } },
}

export const keys = keysFrom(new Uint8Array(32).fill(7))

const built = async (centre: string, survey: string) => {
  const release = await buildRelease({ plan: planFor(centre, survey), counts, keys, previous: [] })
  if (release.kind === 'refused') throw new Error(`the example was refused: ${release.reason.code}`)
  return release
}

/** The middle of a page, blanks being blanks: Czech ties short words to the next one. */
export const htmlOf = async (response: Response | Promise<Response>): Promise<string> => {
  const html = await (await response).text()
  return (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html).replaceAll(/\s+/g, ' ')
}

/** What it says. */
export const wordsOf = async (response: Response | Promise<Response>): Promise<string> =>
  (await htmlOf(response)).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

type Options = { status?: ReleaseStatus; preparedBy?: string; repairs?: unknown[]; reason?: { code: string } }

/** A survey with one release of its wave, in the state wanted. */
export const aRelease = async (ownerDb: TestDatabase['ownerDb'], centre: TestCentre, options: Options = {}) => {
  const { status = 'ready', preparedBy = newId(), repairs, reason } = options
  const survey = await aSurvey(ownerDb, centre, { slug: `dotaznik-${randomId().slice(0, 8)}` })
  const wave = await ownerDb
    .selectFrom('waves')
    .select('id')
    .where('survey_id', '=', survey.id)
    .executeTakeFirstOrThrow()
  const now = new Date()
  const [id, centre_id, wave_id] = [newId(), centre.id, wave.id]
  const isMade = ['ready', 'approved', 'rejected'].includes(status)
  const made = await built(centre.slug, survey.slug)
  const report = repairs ? { ...made.report, repairs } : made.report
  if (isMade) {
    const snapshot = { number: 1, last_batch: 1, counted: counts.total, answers_hash: Buffer.alloc(32), taken_at: now }
    await ownerDb
      .insertInto('snapshots')
      .values({ centre_id, wave_id, ...snapshot })
      .execute()
    const key = { key_id: keys.keyId, public_key: keys.publicKeyPem, listed_at: now }
    await ownerDb
      .insertInto('release_keys')
      .values({ centre_id, ...key })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  const isDecided = status === 'approved' || status === 'rejected'
  await ownerDb
    .insertInto('releases')
    .values({
      ...{ centre_id, id, wave_id, status, prepared_by: preparedBy, requested_at: now },
      ...(status === 'preparing' ? { progress: 40, step: 'proving' as const } : {}),
      ...(reason ? { reason, finished_at: now } : {}),
      ...(isMade
        ? { snapshot: 1, progress: 100, step: 'done' as const, report, week: '2026-W47', finished_at: now }
        : {}),
      ...(isMade ? { manifest_hash: manifestHash(made.files), key_id: keys.keyId } : {}),
      ...(isDecided ? { decided_by: newId(), decided_at: now } : {}),
    })
    .execute()
  if (isMade) {
    const files = [...made.files].map(([path, bytes]) => ({
      centre_id,
      release_id: id,
      path,
      bytes: Buffer.from(bytes),
    }))
    await ownerDb.insertInto('release_files').values(files).execute()
  }
  return { id, waveId: wave.id, slug: survey.slug, surveyId: survey.id, files: made.files }
}

/** A coordinator who prepared a release, another who did not, a reader and an administrator of the same centre. */
export const setScene = async ({ appDb, ownerDb }: TestDatabase, options: Options = {}) => {
  const app = testApp(appDb, { settings: { counting: 'here' } })
  const centre = await aCentre(ownerDb)
  const members = {
    preparer: await aMember(ownerDb, [centre], 'coordinator', 'Petra Připravující'),
    second: await aMember(ownerDb, [centre], 'coordinator', 'Daniel Druhý'),
    reader: await aMember(ownerDb, [centre], 'reader'),
    admin: await aMember(ownerDb, [centre], 'admin'),
  }
  const release = await aRelease(ownerDb, centre, { preparedBy: members.preparer.id, ...options })
  const base = `/app/${centre.slug}/sharing`
  const path = `${base}/${release.id}`
  return {
    ...{ app, centre, members, release, base, path },
    row: () => ownerDb.selectFrom('releases').selectAll().where('id', '=', release.id).executeTakeFirstOrThrow(),
    offers: () => ownerDb.selectFrom('offers').selectAll().where('release_id', '=', release.id).orderBy('id').execute(),
    downloads: () =>
      ownerDb.selectFrom('downloads').selectAll().where('release_id', '=', release.id).orderBy('id').execute(),
    audit: async () => {
      const rows = await ownerDb.selectFrom('audit_entries').selectAll().where('centre_id', '=', centre.id).execute()
      return rows.map(({ action, member_id }) => ({ action, member_id }))
    },
  }
}
