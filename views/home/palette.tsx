import type { Place, Why } from '../../src/home/palette.ts'
import type { FoundEvent, FoundPartner, FoundPerson } from '../../src/home/queries.ts'
import { textOf } from '../../src/lib/events.ts'
import { shortDateTime } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import { type CentreStage, stageName } from '../../src/lib/stages.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { TextField } from '../components/field.tsx'
import { Icon, type IconName } from '../components/icon.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'

type Person = FoundPerson & { why?: Why | undefined }
type Found = {
  people: Person[]
  /** whom the member worked with last, before anything is typed */
  recent: Person[]
  events: FoundEvent[]
  partners: FoundPartner[]
  places: Place[]
  /** the events were asked for because of who comes */
  registrations: boolean
}

export type PaletteProps = { t: StaffT; base: string; q: string; found: Found; stages: readonly CentreStage[] }

/** What the dialog shows below its box; the box keeps the focus and points at one option. */
export const PaletteResults = (props: PaletteProps) => {
  const { t, q } = props
  const groups = groupsOf(props)
  const count = groups.reduce((sum, { options }) => sum + options.filter(({ isRest }) => !isRest).length, 0)
  return (
    <div id="palette-results" data-for={q} data-said={t(count > 0 ? 'palette.count' : 'palette.none', { count })}>
      {count === 0 ? <NothingFound t={t} /> : <Listbox t={t} groups={groups} />}
    </div>
  )
}

const Listbox = ({ t, groups }: { t: StaffT; groups: Group[] }) => (
  <div id="palette-list" role="listbox" aria-label={t('palette.title')}>
    {groups.map(({ title, options }, at) => (
      // biome-ignore lint/a11y/useSemanticElements: a listbox groups its options by role
      <div role="group" aria-label={title}>
        <p class="finder-group" aria-hidden="true">
          {title}
        </p>
        {options.map((option, index) => (
          <a
            class="finder-option"
            id={`palette-${at}-${index}`}
            role="option"
            aria-selected="false"
            tabindex={-1}
            href={option.href}
          >
            <OptionText {...option} />
          </a>
        ))}
      </div>
    ))}
  </div>
)

/** The same by address, for whoever has no script: a page of links under a plain search form. */
export const PalettePage = (props: PaletteProps) => {
  const { t, base, q } = props
  const groups = groupsOf(props)
  return (
    <>
      <PageHead title={t('palette.title')} />
      <search>
        <form class="filters" method="get" action={`${base}/palette`}>
          <TextField t={t} name="q" type="search" label={t('palette.hint')} value={q} maxlength={100} />
          <Button kind="secondary">{t('palette.search')}</Button>
        </form>
      </search>
      {groups.length === 0 && <NothingFound t={t} />}
      {groups.map(({ title, options }) => (
        <section class="stack-small">
          <h2>{title}</h2>
          <ul class="finder-links" data-rows>
            {options.map((option) => (
              <li>
                <a class="finder-option" href={option.href}>
                  <OptionText {...option} />
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

const OptionText = ({ icon, label, note }: Pick<Option, 'icon' | 'label' | 'note'>) => (
  <>
    <Icon name={icon} />
    <span class="finder-label">{label}</span>
    {note && <span class="finder-note">{note}</span>}
  </>
)

const NothingFound = ({ t }: { t: StaffT }) => (
  <EmptyState title={t('palette.none')} icon="search">
    {t('palette.none_text')}
  </EmptyState>
)

type Option = {
  icon: IconName
  label: string
  href: string
  note?: string
  /** leads to a list, so it is no result of its own */
  isRest?: boolean
}
type Group = { title: string; options: Option[] }

const groupsOf = (props: PaletteProps): Group[] => {
  const { t, base, found } = props
  return [
    { title: t('nav.contacts'), options: peopleOf(props) },
    { title: t('palette.recent'), options: found.recent.map((person) => personOf(props, person)) },
    { title: t('nav.events'), options: found.events.map((event) => eventOf(t, base, event, found.registrations)) },
    { title: t('nav.partners'), options: found.partners.map((partner) => partnerOf(t, base, partner)) },
    { title: t('palette.actions'), options: placesOf(found, 'action') },
    { title: t('palette.pages'), options: placesOf(found, 'page') },
    { title: t('nav.switch_centre'), options: placesOf(found, 'centre') },
  ].filter(({ options }) => options.length > 0)
}

const peopleOf = (props: PaletteProps): Option[] => {
  const { t, base, q } = props
  const options = props.found.people.map((person) => personOf(props, person))
  if (options.length === 0) return []
  const all = { label: t('palette.all_people', { q }), href: `${base}/contacts?${new URLSearchParams({ q })}` }
  return [...options, { icon: 'people', isRest: true, ...all }]
}

const personOf = ({ t, base, stages }: PaletteProps, person: Person): Option => {
  const place = person.residence || person.municipality_origin
  return {
    icon: 'user',
    label: fullName(person),
    note: [person.why && whyText(t, person.why), ...person.stages.map((code) => stageName(stages, code)), place]
      .filter(Boolean)
      .join(' · '),
    href: `${base}/contacts/${person.id}`,
  }
}

const whyText = (t: StaffT, why: Why) => {
  if (why.kind === 'reached') return why.name
  return 'name' in why ? t(`palette.why.${why.kind}`, { name: why.name }) : t(`palette.why.${why.kind}`)
}

const eventOf = (t: StaffT, base: string, event: FoundEvent, registrations: boolean): Option => {
  const { title } = textOf(event, t.lang)
  const href = `${base}/events/${event.slug}`
  const note = shortDateTime(t, event.starts_at)
  if (!registrations) return { icon: 'calendar', label: title, note, href }
  return { icon: 'people', label: t('palette.registrations', { title }), note, href: `${href}#registrations` }
}

const partnerOf = (t: StaffT, base: string, { id, name, kind, town }: FoundPartner): Option => ({
  icon: 'pin',
  label: name,
  note: [t(`partner.${kind}`), town].filter(Boolean).join(' · '),
  href: `${base}/partners/${id}`,
})

const placeIcons = { action: 'plus', page: 'arrow-right', centre: 'home' } as const satisfies Record<
  Place['kind'],
  IconName
>

const placesOf = ({ places }: Found, wanted: Place['kind']): Option[] =>
  places.flatMap(({ kind, label, href }) => (kind === wanted ? [{ icon: placeIcons[kind], label, href }] : []))
