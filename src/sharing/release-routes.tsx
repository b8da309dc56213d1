import { type Context, Hono } from 'hono'
import { DownloadsPage } from '../../views/sharing/downloads.tsx'
import { OfferPage } from '../../views/sharing/offer-form.tsx'
import { AskAgain, Preparation } from '../../views/sharing/progress.tsx'
import { ReleasePage, titleOf } from '../../views/sharing/release.tsx'
import { uuidPattern } from '../lib/ids.ts'
import { addDays, momentOf } from '../lib/time.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, type FormState, readForm, refuse } from '../web/forms.ts'
import { wantsFragment } from '../web/htmx.ts'
import { approveRelease, type Decided, rejectRelease } from './approval.ts'
import { ApproveForm, DownloadsQuery, OfferForm, RejectForm, ReleaseQuery } from './forms.ts'
import { lightOf } from './light.ts'
import { offerRelease, withdrawOffer } from './offers.ts'
import { canReadSharing, canShare } from './policy.ts'
import { findOffer, listDownloads, listNetworkCentres, listOffers } from './queries/offers.ts'
import { findRelease, findWave, type ReleaseRecord, readReleaseFiles } from './queries/releases.ts'
import type { Package } from './release/format.ts'
import { readPackage } from './release/package.ts'
import type { Plan } from './release/plan.ts'

/** Mounted at /app/{centre}/sharing: one release from its preparation to the last who downloaded it. */
export const releases = new Hono<StaffEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'

releases.get(one, allow(canReadSharing), async (c) => {
  const release = await releaseIn(c)
  if (!wantsFragment(c, 'preparation')) return releasePage(c, release)
  const { status, progress, step } = release
  // done, so that the whole page has changed
  if (!isUnderWay(release)) c.header('HX-Refresh', 'true')
  const shown = status === 'waiting' || status === 'preparing' ? step : 'done'
  return c.html(<Preparation t={c.var.t} path={pathOf(c)} progress={progress} step={shown} />)
})

releases.post(`${one}/approve`, allow(canShare), async (c) => {
  const release = await releaseIn(c)
  const form = await readForm(c, ApproveForm)
  if (!form.ok) return releasePage(c, release, form)
  const { version } = form.data
  const decided = await approveRelease(c.var.scope, { id: release.id, version, memberId: c.var.viewer.id })
  return decidedPage(c, found(decided), 'approved')
})

releases.post(`${one}/reject`, allow(canShare), async (c) => {
  const release = await releaseIn(c)
  const form = await readForm(c, RejectForm)
  if (!form.ok) return releasePage(c, release, form)
  const { version } = form.data
  const decided = await rejectRelease(c.var.scope, { id: release.id, version, memberId: c.var.viewer.id })
  return decidedPage(c, found(decided), 'rejected')
})

releases.get(`${one}/offers/new`, allow(canShare), async (c) => offerPage(c, await releaseIn(c), emptyForm()))

releases.post(`${one}/offers`, allow(canShare), async (c) => {
  const { t, viewer, scope } = c.var
  const release = await releaseIn(c)
  const form = await readForm(c, OfferForm)
  if (!form.ok) return offerPage(c, release, form)
  const { audience, agreement, centres, valid_until } = form.data
  const validUntil = valid_until ? momentOf(`${addDays(valid_until, 1)}T00:00`) : undefined
  const offer = {
    releaseId: release.id,
    audience,
    agreement,
    memberId: viewer.id,
    ...(validUntil ? { validUntil } : {}),
  }
  const whom = audience === 'centre' ? centres.map((toCentre) => ({ ...offer, toCentre })) : [offer]
  const known = await listNetworkCentres(scope.db)
  // looked at before the first is offered: what is refused leaves nothing behind
  if (audience === 'centre' && !centres.every((chosen) => known.some(({ id }) => id === chosen)))
    return offerPage(c, release, refuse(form.typed, { centres: t('field.choice') }))
  const made: string[] = []
  for (const each of whom) made.push(found(await offerRelease(scope, each)).kind)
  if (made.includes('over_already'))
    return offerPage(c, release, refuse(form.typed, { valid_until: t('sharing.valid_past') }))
  if (made.includes('not_approved')) return stalePage(c)
  const done = made.includes('offered') ? 'offered' : 'offered_already'
  return c.redirect(`${pathOf(c)}?done=${done}`, 303)
})

releases.post(
  `${one}/offers/:offer{${uuidPattern}}/withdraw` as '/:id/offers/:offer/withdraw',
  allow(canShare),
  async (c) => {
    const { scope, viewer } = c.var
    const release = await releaseIn(c)
    const offer = found(await findOffer(scope.db, scope.centreId, c.req.param('offer')))
    found(offer.release_id === release.id ? offer : undefined)
    await withdrawOffer(scope, { id: offer.id, memberId: viewer.id })
    return c.redirect(`${pathOf(c)}?done=withdrawn`, 303)
  },
)

const perPage = 50

releases.get(`${one}/downloads`, allow(canReadSharing), async (c) => {
  const { t, scope } = c.var
  const { after } = DownloadsQuery.parse(c.req.query())
  const release = await titled(c, await releaseIn(c))
  const downloads = await listDownloads(scope.db, scope.centreId, release.id, after)
  const next = downloads.length === perPage ? downloads.at(-1)?.id : undefined
  const page = { t, path: pathOf(c), release, downloads, next, isFirst: after === undefined }
  return c.render(<DownloadsPage {...page} />, { title: t('sharing.downloads'), current: 'sharing' })
})

type StaffContext = Context<StaffEnv>

const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}/sharing`
const pathOf = (c: StaffContext) => `${baseOf(c)}/${c.req.param('id')}`
const isUnderWay = ({ status }: ReleaseRecord) => status === 'waiting' || status === 'preparing'

const releaseIn = async (c: StaffContext): Promise<ReleaseRecord> =>
  found(await findRelease(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? ''))

const titled = async (c: StaffContext, release: ReleaseRecord) => {
  const { db, centreId, now } = c.var.scope
  const wave = await findWave(db, centreId, release.wave_id, c.var.t.lang, now)
  return { ...release, title: wave?.title ?? release.slug, wordings: wave?.wordings ?? {} }
}

const decidedPage = async (c: StaffContext, { kind }: Decided, done: 'approved' | 'rejected') => {
  if (kind === 'done') return c.redirect(`${pathOf(c)}?done=${done}`, 303)
  if (kind !== 'same_person') return stalePage(c)
  return releasePage(c, await releaseIn(c), refuse({}, { form: c.var.t('sharing.same_person') }))
}

/** Somebody else was quicker: the page as it is now, which says so. */
const stalePage = async (c: StaffContext) => {
  const release = await releaseIn(c)
  c.status(409)
  return releasePage(c, release, emptyForm(), { stale: true })
}

const releasePage = async (
  c: StaffContext,
  release: ReleaseRecord,
  approval: FormState = emptyForm(),
  { stale = false } = {},
) => {
  const { t, viewer, scope } = c.var
  if (Object.keys(approval.errors).length > 0) c.status(422)
  const { item, done } = ReleaseQuery.parse(c.req.query())
  const [shown, files, offers] = await Promise.all([
    titled(c, release),
    readReleaseFiles(scope.db, scope.centreId, release.id),
    release.status === 'approved' ? listOffers(scope.db, scope.centreId, release.id) : [],
  ])
  const page = {
    ...{ t, base: baseOf(c), centre: viewer.centre, release: shown, light: lightOf(release), item },
    ...(files.has('manifest.json') ? { published: readPackage(files), plan: planIn(files) } : {}),
    wordings: new Map(Object.entries(shown.wordings)),
    ...{ paths: [...files.keys()], offers, now: scope.now, mayShare: canShare(viewer) },
    ...{ isOwn: release.prepared_by === viewer.id, approval, done, stale },
  }
  return c.render(<ReleasePage {...page} />, {
    title: titleOf(t, shown),
    current: 'sharing',
    ...(isUnderWay(release) ? { head: <AskAgain /> } : {}),
  })
}

/** The plan lies in the package, so that what was lost can be told by anybody who has it. */
const planIn = (files: Package): Plan | undefined => {
  const bytes = files.get('plan.json')
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Plan) // written by `planBytes` alone
}

const offerPage = async (c: StaffContext, release: ReleaseRecord, offer: FormState) => {
  const { t, scope } = c.var
  if (release.status !== 'approved') return stalePage(c)
  if (Object.keys(offer.errors).length > 0) c.status(422)
  const [shown, centres] = await Promise.all([titled(c, release), listNetworkCentres(scope.db)])
  const page = { t, path: pathOf(c), release: shown, centres, offer }
  return c.render(<OfferPage {...page} />, { title: t('sharing.offer'), current: 'sharing' })
}
