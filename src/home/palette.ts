import { sectionPages } from '../../views/layouts/main-menu.tsx'
import type { StaffT } from '../../views/messages/index.ts'
import { canEditContacts } from '../contacts/policy.ts'
import type { Scope } from '../db/scope.ts'
import { canEditEvents } from '../events/policy.ts'
import { canEditPartners } from '../partners/policy.ts'
import type { Viewer } from '../web/viewer.ts'
import { type FoundPerson, findEvents, findPartners, findPeople, findRecentPeople } from './queries.ts'

/** Where one can go, or what one can begin, without looking for it in the menu. */
export type Place = { kind: 'action' | 'page' | 'centre'; label: string; href: string; also?: string }

const most = { people: 8, recent: 5, events: 5, partners: 5, places: 8 }

/** People, events, partners and places with all of the words typed; without a word whom one knows and the main places. */
export const search = async ({ db, centreId, now }: Scope, viewer: Viewer, t: StaffT, q: string) => {
  const words = wordsOf(q)
  const places = placesOf(t, viewer).filter((place) => isMeant(place, words))
  const { about, registrations } = askedFor(words, t('registrations.title'))
  const recent = q === '' ? await findRecentPeople(db, centreId, viewer.id, most.recent) : []
  // one letter is in everybody's name
  if (q.length < 2) return { people: [], recent, events: [], partners: [], places, registrations }
  const [people, events, partners] = await Promise.all([
    findPeople(db, centreId, q, most.people),
    findEvents(db, centreId, about, now, most.events),
    findPartners(db, centreId, words, most.partners),
  ])
  const shown = people.map((person) => ({ ...person, why: whyFound(person, q) }))
  return { people: shown, recent, events, partners, places: places.slice(0, most.places), registrations }
}

export type Why = { kind: 'formerly' | 'called' | 'also' | 'reached'; name: string } | { kind: 'nickname' | 'near' }

/** Why somebody is shown whose name today says nothing of it. */
const whyFound = (person: FoundPerson, q: string): Why | undefined => {
  if (person.rank >= 60) return { kind: 'near' }
  if (person.rank >= 50) return { kind: 'nickname' }
  const isByAddress = person.rank === 45 || !/\p{L}/u.test(q)
  if (person.reached_at && isByAddress) return { kind: 'reached', name: person.reached_at }
  return person.rank >= 30 ? otherName(person, q) : undefined
}

const otherName = (person: FoundPerson, q: string): Why | undefined => {
  const today = folded(`${person.given_name} ${person.family_name}`)
  const words = wordsOf(q).filter((word) => !today.includes(word))
  const isMeant = (name: string) => words.some((word) => folded(name).includes(word))
  const former = [person.birth_name, ...person.former_names.split(',')].find(isMeant)?.trim()
  if (former) return { kind: 'formerly', name: former }
  if (isMeant(person.nickname)) return { kind: 'called', name: person.nickname }
  const also = [person.native_name, person.latin_name].find(isMeant) ?? (person.native_name || person.latin_name)
  return words.length > 0 && also ? { kind: 'also', name: also } : undefined
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
    ...(canEditContacts(viewer)
      ? [begin(t('contacts.new'), '/contacts/new'), begin(t('tasks.new'), '/tasks/new')]
      : []),
    ...(canEditEvents(viewer) ? [begin(t('events.new'), '/events/new')] : []),
    ...(canEditPartners(viewer) ? [begin(t('partners.new'), '/partners/new')] : []),
    ...pagesOf(t, viewer),
    ...otherCentres(t, viewer),
  ]
}

const pagesOf = (t: StaffT, viewer: Viewer): Place[] => {
  const { centre, role } = viewer
  return [
    ...sectionPages(t, centre),
    { label: t('tasks.title'), href: `/app/${centre.slug}/tasks` },
    ...overviewsOf(t, `/app/${centre.slug}`, canEditContacts(viewer)),
    ...centre.tracks.map((track) => ({
      label: `${t('nav.pipelines')}: ${t(`pipelines.title.${track}`)}`,
      href: `/app/${centre.slug}/pipelines/${track}`,
    })),
    ...(role === 'admin' ? settingsOf(t, `/app/${centre.slug}/settings`) : []),
    { label: t('account.settings'), href: '/account' },
    { label: t('password.title'), href: '/account/password', also: t('palette.also.password') },
    { label: t('sessions.title'), href: '/account/sessions', also: t('palette.also.sessions') },
  ].map((page) => ({ kind: 'page', ...page }))
}

/** Found by their names; the main places are enough for whoever has typed nothing. */
const overviewsOf = (t: StaffT, base: string, mayEdit: boolean) => [
  { label: t('whereabouts.title'), href: `${base}/contacts/where`, also: '' },
  { label: t('duplicates.title'), href: `${base}/duplicates`, also: '' },
  { label: t('obligations.title'), href: `${base}/obligations`, also: '' },
  ...(mayEdit ? [{ label: t('imports.title'), href: `${base}/contacts/import`, also: '' }] : []),
]

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
