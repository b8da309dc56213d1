import type { Gatherings, Town, Whereabouts } from '../../src/contacts/queries/whereabouts.ts'
import { contactListHref } from '../../src/lib/contact-query.ts'
import { countryName } from '../../src/lib/countries.ts'
import { shortDay, wholeNumber } from '../../src/lib/format.ts'
import { isRegionCode, regionName, regions } from '../../src/lib/regions.ts'
import { stageCategories } from '../../src/lib/stages.ts'
import type { Track } from '../../src/lib/words.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Table } from '../components/table.tsx'
import { Tabs } from '../components/tabs.tsx'
import type { StaffT } from '../messages/index.ts'
import { TileMap } from './tile-map.tsx'

export type Place = { region: string; country: string }

export type WhereaboutsProps = {
  t: StaffT
  base: string
  /** the centre's own region by name: home is no place to go to */
  home: string
  track: Track
  tracks: readonly Track[]
  rows: readonly Whereabouts[]
  gatherings: readonly Gatherings[]
  /** the place whose towns were asked for */
  chosen: (Place & { towns: readonly Town[] }) | undefined
  mayPlan: boolean
}

/** Where a track's people live, on a map of tiles and in a table, so that the next meetup goes where they are. */
export const WhereaboutsPage = (props: WhereaboutsProps) => {
  const { t, base, track, tracks, rows } = props
  const unknown = rows.find(({ region, country }) => region === '' && country === '')
  const known = rows.filter((row) => row !== unknown)
  return (
    <>
      <PageHead
        title={t('whereabouts.title')}
        lead={t('whereabouts.lead')}
        back={{ href: `${base}/contacts`, label: t('contacts.title') }}
      />
      {tracks.length > 1 && (
        <Tabs
          label={t('whereabouts.track')}
          tabs={tracks.map((one) => ({
            href: `${base}/contacts/where?track=${one}`,
            label: t(`track.${one}`),
            current: one === track,
          }))}
        />
      )}
      {known.length === 0 ? (
        <EmptyState icon="pin" title={t('whereabouts.nobody')}>
          {t('whereabouts.nobody_text')}
        </EmptyState>
      ) : (
        <div class="stack">
          <NextMeetup {...props} rows={known} />
          <TileMap {...props} />
          {props.chosen && <Towns {...props} chosen={props.chosen} />}
          <Residences {...props} rows={known} />
        </div>
      )}
      {unknown && (
        <p class="muted">
          {t('whereabouts.unknown_note', { people: unknown.people })}{' '}
          <a href={peopleHref(base, track, unknown)}>{t('whereabouts.show_people')}</a>
        </p>
      )}
    </>
  )
}

/** The region with most people whom we could ask and have not met for a year. */
const NextMeetup = ({ t, base, home, track, rows, gatherings, mayPlan }: WhereaboutsProps) => {
  const best = rows.find(
    ({ region, unmet }) => isRegionCode(region) && unmet > 0 && (track !== 'return' || regions[region].cs !== home),
  )
  if (!best) return null
  const been = gatherings.find((one) => isSame(one, best))
  return (
    <Card
      title={`${t('whereabouts.next')}: ${placeName(t, best)}`}
      id="next-meetup"
      highlight
      actions={<Deeds {...{ t, base, track, mayPlan }} place={best} town={townOf(best)} />}
    >
      <p>{t('whereabouts.next_here', { people: best.unmet })}</p>
      <p class="muted">
        {been ? t('whereabouts.last_there', { day: shortDay(t, been.latest) }) : t('whereabouts.never_there')}
      </p>
    </Card>
  )
}

type DeedsProps = Pick<WhereaboutsProps, 't' | 'base' | 'track' | 'mayPlan'> & { place: Place; town: string }

/** From a place to the people who live there, and to a meetup with them. */
const Deeds = ({ t, base, track, mayPlan, place, town }: DeedsProps) => (
  <div class="cluster">
    <ButtonLink kind="secondary" href={peopleHref(base, track, place)}>
      {t('whereabouts.show_people')}
    </ButtonLink>
    {mayPlan && town && (
      <ButtonLink href={`${base}/events/new?town=${encodeURIComponent(town)}`} icon="calendar">
        {t('whereabouts.plan', { town })}
      </ButtonLink>
    )}
  </div>
)

/** Where one meets in a region; abroad where most of them live. */
const townOf = ({ region, towns = [] }: Place & { towns?: readonly Town[] }): string =>
  isRegionCode(region) ? regions[region].town : (towns.find(({ residence }) => residence)?.residence ?? '')

type TownsProps = WhereaboutsProps & { chosen: Place & { towns: readonly Town[] } }

const Towns = ({ t, base, track, chosen, mayPlan }: TownsProps) => (
  <Card
    title={t('whereabouts.towns', { place: placeName(t, chosen) })}
    id="towns"
    actions={chosen.towns.length > 0 && <Deeds {...{ t, base, track, mayPlan }} place={chosen} town={townOf(chosen)} />}
  >
    <Table
      caption={t('whereabouts.towns', { place: placeName(t, chosen) })}
      captionHidden
      rows={chosen.towns}
      empty={<p class="muted">{t('whereabouts.nobody')}</p>}
      columns={[
        {
          key: 'town',
          label: t('whereabouts.town'),
          header: true,
          cell: ({ residence }) =>
            residence ? (
              <a href={peopleHref(base, track, chosen, residence)}>{residence}</a>
            ) : (
              t('whereabouts.town_unknown')
            ),
        },
        { key: 'people', label: t('whereabouts.people'), numeric: true, cell: ({ people }) => wholeNumber(t, people) },
        { key: 'soon', label: t('whereabouts.soon'), numeric: true, cell: ({ soon }) => wholeNumber(t, soon) },
      ]}
    />
  </Card>
)

const Residences = ({ t, base, track, rows, gatherings }: WhereaboutsProps) => (
  <Table
    id="residences"
    caption={t('whereabouts.table')}
    rows={rows}
    columns={[
      {
        key: 'place',
        label: t('whereabouts.place'),
        header: true,
        cell: (row) => <a href={peopleHref(base, track, row)}>{placeName(t, row)}</a>,
      },
      ...(['people', 'reachable', 'soon', 'unmet'] as const).map((key) => ({
        key,
        label: t(`whereabouts.${key}`),
        numeric: true,
        cell: (row: Whereabouts) => wholeNumber(t, row[key]),
      })),
      {
        key: 'events',
        label: t('whereabouts.events'),
        numeric: true,
        cell: (row) => wholeNumber(t, gatherings.find((one) => isSame(one, row))?.events ?? 0),
      },
      {
        key: 'latest',
        label: t('whereabouts.latest'),
        cell: (row) => {
          const been = gatherings.find((one) => isSame(one, row))
          return been ? shortDay(t, been.latest) : '–'
        },
      },
    ]}
  />
)

const isSame = (one: Place, other: Place) => one.region === other.region && one.country === other.country

const placeName = (t: StaffT, { region, country }: Place): string =>
  region ? regionName(t, region) : country ? countryName(t, country) : t('whereabouts.unknown')

/** The very people who are counted, so without those who were lost. */
const peopleHref = (base: string, track: Track, { region, country }: Place, town?: string) =>
  contactListHref(base, {
    track,
    category: stageCategories.filter((one) => one !== 'lost'),
    region: country ? [] : [region || 'none'],
    country: country ? [country] : [],
    town: town ? [town] : [],
  })
