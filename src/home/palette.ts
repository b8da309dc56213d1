import { sectionPages } from '../../views/layouts/main-menu.tsx'
import type { StaffT } from '../../views/messages/index.ts'
import { canEditContacts } from '../contacts/policy.ts'
import type { Scope } from '../db/scope.ts'
import { canEditEvents } from '../events/policy.ts'
import { canEditPartners } from '../partners/policy.ts'
import type { Viewer } from '../web/viewer.ts'
import { findEvents, findPartners, findPeople } from './queries.ts'

/** Where one can go, or what one can begin, without looking for it in the menu. */
export type Place = { kind: 'action' | 'page' | 'centre'; label: string; href: string; also?: string }

const most = { people: 8, events: 5, partners: 5, places: 8 }

/** People, events, partners and places with all of the words typed; without a word only places. */
export const search = async ({ db, centreId, now }: Scope, viewer: Viewer, t: StaffT, q: string) => {
  const words = wordsOf(q)
  const places = placesOf(t, viewer).filter((place) => isMeant(place, words))
  const { about, registrations } = askedFor(words, t('registrations.title'))
  // one letter is in everybody's name
  if (q.length < 2) return { people: [], events: [], partners: [], places, registrations }
  return {
    people: await findPeople(db, centreId, q, most.people),
    events: await findEvents(db, centreId, about, now, most.events),
    partners: await findPartners(db, centreId, words, most.partners),
    places: places.slice(0, most.places),
    registrations,
  }
}

/** Every word stands in the name of the place or among its other names; who typed nothing sees the main places. */
const isMeant = ({ label, also }: Place, words: readonly string[]) => {
  if (words.length === 0) return also === undefined
  const names = folded(`${label} ${also ?? ''}`)
  return words.every((word) => names.includes(word))
}

/** 'přihlášky plzeň' asks for the registrations of the event in Plzeň. */
const askedFor = (words: readonly string[], registrations: string) => {
  const isThat = (word: string) => word.length > 3 && folded(registrations).startsWith(word)
  return { about: words.filter((word) => !isThat(word)), registrations: words.some(isThat) }
}

const placesOf = (t: StaffT, viewer: Viewer): Place[] => {
  const base = `/app/${viewer.centre.slug}`
  const begin = (label: string, path: string): Place => ({ kind: 'action', label, href: `${base}${path}` })
  return [
    ...(canEditContacts(viewer) ? [begin(t('contacts.new'), '/contacts/new')] : []),
    ...(canEditEvents(viewer) ? [begin(t('events.new'), '/events/new')] : []),
    ...(canEditPartners(viewer) ? [begin(t('partners.new'), '/partners/new')] : []),
    ...pagesOf(t, viewer),
    ...otherCentres(t, viewer),
  ]
}

const pagesOf = (t: StaffT, { centre, role }: Viewer): Place[] =>
  [
    ...sectionPages(t, centre),
    ...centre.tracks.map((track) => ({
      label: `${t('nav.pipelines')}: ${t(`pipelines.title.${track}`)}`,
      href: `/app/${centre.slug}/pipelines/${track}`,
    })),
    ...(role === 'admin' ? settingsOf(t, `/app/${centre.slug}/settings`) : []),
    { label: t('account.settings'), href: '/account' },
    { label: t('password.title'), href: '/account/password', also: t('palette.also.password') },
    { label: t('sessions.title'), href: '/account/sessions', also: t('palette.also.sessions') },
  ].map((page) => ({ kind: 'page', ...page }))

const settingsOf = (t: StaffT, base: string) => [
  { label: t('settings.sections'), href: base },
  { label: t('settings.members'), href: `${base}/members`, also: t('palette.also.members') },
  {
    label: `${t('settings.sections')}: ${t('centre_settings.look')}`,
    href: `${base}#look`,
    also: t('palette.also.look'),
  },
]

const otherCentres = (t: StaffT, { centre, memberships }: Viewer): Place[] =>
  memberships
    .filter(({ slug }) => slug !== centre.slug)
    .map(({ slug, name }) => ({ kind: 'centre', label: t('palette.centre', { name }), href: `/app/${slug}` }))

const wordsOf = (q: string): string[] => folded(q).split(/\s+/).filter(Boolean).slice(0, 6)

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
