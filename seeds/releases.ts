import type { Trx } from '../src/db/connection.ts'
import { after } from '../src/lib/time.ts'
import { createReleaseFiles, listKey, registerStatistics } from '../src/sharing/queries/preparations.ts'
import { statisticsOf } from '../src/sharing/registry.ts'
import { metadataFiles } from '../src/sharing/release/metadata/files.ts'
import { type Files, manifestHash, planBytes, readNumbers, sealed } from '../src/sharing/release/package.ts'
import type { Plan } from '../src/sharing/release/plan.ts'
import { countSurvey, demoKeys, findDemoWave } from './counting.ts'
import { demoPackages } from './data/releases.ts'
import { type DemoSharing, demoSharings } from './data/sharings.ts'
import { createDice, type Dice } from './dice.ts'
import { unpacked } from './packing.ts'

/** What two regions share of their answers: as somebody prepared it, somebody else approved it, and others took it. */
export const shareAnswers = async (trx: Trx, now: Date) => {
  for (const sharing of demoSharings) await share(trx, sharing, now)
}

type Sharing = {
  sharing: DemoSharing
  dice: Dice
  now: Date
  centreId: string
  waveId: string
  releaseId: string
  admin: string
  coordinator: string
}

const share = async (trx: Trx, sharing: DemoSharing, now: Date) => {
  const dice = createDice(sharing.seed)
  const wave = await findDemoWave(trx, sharing.slug)
  const [admin, coordinator] = [
    await findMember(trx, 'admin', sharing.slug),
    await findMember(trx, 'coordinator', sharing.slug),
  ]
  const releaseId = dice.id(hoursAgo(now, requested))
  const scene: Sharing = { sharing, dice, now, ...wave, releaseId, admin, coordinator }
  const { plan } = await countSurvey(trx, wave, hoursAgo(now, requested))
  await writeRelease(trx, scene, plan)
  await writeOffers(trx, scene)
  await writeDownloads(trx, scene)
}

const [requested, decided] = [71, 68]
const hoursAgo = (now: Date, hours: number) => after(now, { hours: -hours })

const findMember = async (trx: Trx, role: string, slug: string): Promise<string> => {
  const email = `${role}@${slug}.example.org`
  const { id } = await trx.selectFrom('members').where('email', '=', email).select('id').executeTakeFirstOrThrow()
  return id
}

const writeRelease = async (trx: Trx, scene: Sharing, plan: Plan) => {
  const { sharing, now, centreId, waveId, releaseId: id, admin, coordinator } = scene
  const keys = demoKeys(sharing.slug)
  const { report } = demoPackages[sharing.slug]
  const files = packageOf(sharing.slug, plan)
  const requested_at = hoursAgo(now, requested)
  const finished_at = new Date(requested_at.getTime() + report.ms)
  const decided_at = hoursAgo(now, decided)
  await registerStatistics(trx, centreId, { waveId, snapshot: 1 }, statisticsOf(plan.wave, readNumbers(files)))
  await listKey(trx, centreId, { key_id: keys.keyId, public_key: keys.publicKeyPem, listed_at: finished_at })
  const made = { report, week: plan.week, manifest_hash: manifestHash(files), key_id: keys.keyId }
  const people = { prepared_by: coordinator, decided_by: admin }
  const state = { snapshot: 1, status: 'approved', step: 'done', progress: 100, tries: 1, version: 3 } as const
  await trx
    .insertInto('releases')
    .values({
      centre_id: centreId,
      id,
      wave_id: waveId,
      ...state,
      ...made,
      ...people,
      requested_at,
      finished_at,
      decided_at,
    })
    .execute()
  await createReleaseFiles(trx, centreId, id, files)
  await audit(trx, scene, { action: 'release.requested', at: requested_at, member_id: coordinator, fields: [] })
  await audit(trx, scene, { action: 'release.approved', at: decided_at, member_id: admin, fields: ['status'] })
}

/** What was found beforehand, with what hangs on the week in which it was loaded, under a signature of its own. */
const packageOf = (slug: DemoSharing['slug'], plan: Plan): Files => {
  const found = unpacked(demoPackages[slug].files)
  const { centre, survey, wave, snapshot, week } = plan
  const worldNames = [...found.keys()].filter((path) => path.startsWith('worlds/'))
  const about = metadataFiles({ centre, survey, wave, snapshot, week, ...readNumbers(found), worldNames })
  const files = new Map([...found, ['plan.json', planBytes(plan)] as const, ...about])
  return sealed(files, { plan, previous: [], keys: demoKeys(slug) })
}

const writeOffers = async (trx: Trx, scene: Sharing) => {
  const { sharing, dice, now, centreId, releaseId, coordinator } = scene
  for (const { audience, agreement, hoursAgo: hours } of sharing.offers) {
    const at = hoursAgo(now, hours)
    const offered = { audience, agreement, offered_by: coordinator, offered_at: at }
    await trx
      .insertInto('offers')
      .values({ centre_id: centreId, id: dice.id(at), release_id: releaseId, ...offered })
      .execute()
    await audit(trx, scene, { action: 'release.offered', at, member_id: coordinator, fields: ['offers'] })
  }
}

const writeDownloads = async (trx: Trx, { sharing, dice, now, centreId, releaseId }: Sharing) => {
  for (const { by, path, hoursAgo: hours } of sharing.downloads) {
    const at = hoursAgo(now, hours)
    const taken = { centre_id: centreId, id: dice.id(at), release_id: releaseId, path, at }
    const { id: by_centre } = await trx
      .selectFrom('centres')
      .where('slug', '=', by?.centre ?? sharing.slug)
      .select('id')
      .executeTakeFirstOrThrow()
    const taker = by
      ? { audience: 'centre' as const, by_centre, by_member: await findMember(trx, by.role, by.centre) }
      : { audience: 'public' as const, by_centre: null, by_member: null }
    await trx
      .insertInto('downloads')
      .values({ ...taken, ...taker })
      .execute()
  }
}

type Act = { action: string; at: Date; member_id: string; fields: string[] }

const audit = async (trx: Trx, { dice, centreId, releaseId }: Sharing, act: Act) => {
  const subject = { subject_type: 'release', subject_id: releaseId }
  await trx
    .insertInto('audit_entries')
    .values({ centre_id: centreId, id: dice.id(act.at), ...subject, ...act })
    .execute()
}
