import { type Context, Hono } from 'hono'
import { CataloguePage } from '../../../views/sharing/reading/catalogue.tsx'
import { ReleaseReadingPage } from '../../../views/sharing/reading/release.tsx'
import type { Judged } from '../../../views/sharing/reading/verdict.tsx'
import { uuidPattern } from '../../lib/ids.ts'
import { allow, found } from '../../web/access.ts'
import { readListNames } from '../queries/list-names.ts'
import { type StaffTakingEnv, sendFile } from '../taking.ts'
import { catalogue, lineOf } from './catalogue.ts'
import { check } from './checking.ts'
import { readChosen, readWhole } from './chosen.ts'
import { releaseCsv } from './export.ts'
import { canImport, canReadNetwork } from './policy.ts'
import { itemOf, type Readable } from './readable.ts'
import { reasonOf } from './reasons.ts'
import { commonTopics } from './topics.ts'
import { pack } from './zip.ts'

/** Mounted at /app/{centre}/sharing/network: what other regions let us read. */
export const network = new Hono<StaffTakingEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'

network.get('/', allow(canReadNetwork), async (c) => {
  const { t, viewer, scope } = c.var
  const releases = await catalogue(scope, t.lang, viewer.centre.name)
  const page = { t, base: baseOf(c), releases, mayImport: canImport(viewer), done: c.req.query('done') }
  return c.render(<CataloguePage {...page} />, { title: t('reading.title'), current: 'sharing' })
})

network.get(one, allow(canReadNetwork), async (c) => releasePage(c, await releaseIn(c)))

network.get(`${one}/cells.csv`, allow(canReadNetwork), async (c) => {
  const release = await releaseIn(c)
  take(c, release, 'cells.csv')
  return sendFile(c, `${fileName(release)}.csv`, new TextEncoder().encode(releaseCsv(c.var.t, release)))
})

network.get(`${one}/package.zip`, allow(canReadNetwork), async (c) => {
  const { release, files } = await wholeIn(c)
  take(c, release, 'package.zip')
  return sendFile(c, `${fileName(release)}.zip`, pack(files))
})

network.post(`${one}/check`, allow(canImport), async (c) => {
  const whole = await wholeIn(c)
  const verdict = await check(c.var.scope, whole)
  const judged = verdict.good
    ? verdict
    : { good: false as const, reason: reasonOf(verdict.reason), line: verdict.reason }
  return releasePage(c, whole.release, judged)
})

type NetworkContext = Context<StaffTakingEnv>

const baseOf = (c: NetworkContext) => `/app/${c.var.viewer.centre.slug}`

const releaseIn = async (c: NetworkContext): Promise<Readable> =>
  found((await readChosen(c.var.scope, [c.req.param('id') ?? '']))[0])

const wholeIn = async (c: NetworkContext) => found(await readWhole(c.var.scope, c.req.param('id') ?? ''))

/** What others offer is taken down in their book. */
const take = (c: NetworkContext, { id, origin }: Readable, path: string) => {
  if (origin !== 'offered') return
  c.set('taken', { centreId: c.var.scope.centreId, memberId: c.var.viewer.id, releaseId: id, path })
}

const releasePage = async (c: NetworkContext, release: Readable, judged?: Judged) => {
  const { t, viewer, scope } = c.var
  const [line, names] = await Promise.all([lineOf(scope, release, t.lang), readListNames(scope.db)])
  const { listed, hash } = found(line)
  const item = found(itemOf(release, c.req.query('item') ?? '') ?? release.codes.items[0])
  const page = {
    ...{ t, base: baseOf(c), listed, release, item, judged },
    manifestHash: hash,
    topics: commonTopics([release], names),
    mayTake: canImport(viewer),
    done: c.req.query('done'),
  }
  return c.render(<ReleaseReadingPage {...page} />, { title: listed.survey, current: 'sharing' })
}

/** The names of a package come from anywhere, so only what is plain in them names a file. */
const fileName = ({ manifest: { centre, survey, wave, snapshot } }: Readable): string =>
  [centre, survey, wave, snapshot].map((part) => String(part).replace(/[^\w-]+/g, '')).join('-')
