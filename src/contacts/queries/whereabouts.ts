import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Track } from '../../lib/words.ts'

/** The centre's own region, as it calls itself. */
export const findHome = async (db: Db, centreId: string): Promise<string> => {
  const centre = await db.selectFrom('centres').where('id', '=', centreId).select('region').executeTakeFirst()
  return centre?.region ?? ''
}

export type Whereabouts = {
  /** a Czech region (NUTS 3), or '' */
  region: string
  /** a country (ISO 3166-1) of those who live elsewhere, or '' */
  country: string
  people: number
  /** with an e-mail address or a phone */
  reachable: number
  /** who want to come, or to stay, within a year */
  soon: number
  /** reachable, and at no event of ours since the day asked for */
  unmet: number
}

/**
 * How many people of a track live where, but for those who were lost: one row for each Czech region, each country and
 * those of whom nobody knows.
 */
export const countByResidence = async (db: Db, centreId: string, track: Track, metSince: Date) => {
  const { rows } = await sql<Whereabouts>`
    with met as materialized (
      select distinct r.contact_id from registrations r join events v on v.centre_id = r.centre_id and v.id = r.event_id
      where r.centre_id = ${centreId} and r.state = 'attended' and v.starts_at >= ${metSince} and r.contact_id is not null
    ), reached as materialized (
      select distinct contact_id from contact_points where centre_id = ${centreId} and kind in ('email', 'phone')
    )
    select c.residence_region as region, c.residence_country as country, count(*)::int as people,
      count(p.contact_id)::int as reachable,
      (count(*) filter (where c.horizon in ('within_6_months', 'within_12_months')))::int as soon,
      (count(p.contact_id) filter (where m.contact_id is null))::int as unmet
    from enrolments e
    join contacts c on c.centre_id = e.centre_id and c.id = e.contact_id
    left join reached p on p.contact_id = c.id
    left join met m on m.contact_id = c.id
    where ${going(centreId, track)}
    group by 1, 2 order by unmet desc, people desc, 1, 2`.execute(db)
  return rows
}

export type Gatherings = { region: string; country: string; events: number; latest: Date; attended: number }

/** The meetings of ours that have been, by where they were. */
export const countGatherings = async (db: Db, centreId: string, now: Date) => {
  const { rows } = await sql<Gatherings>`
    select place.region, place.country, count(*)::int as events, max(v.starts_at) as latest,
      sum((select count(*) from registrations r
        where r.centre_id = v.centre_id and r.event_id = v.id and r.state = 'attended'))::int as attended
    from events v cross join lateral town_of(v.town) place
    where v.centre_id = ${centreId} and v.status = 'published' and v.ends_at <= ${now} and place.name is not null
    group by 1, 2`.execute(db)
  return rows
}

export type Town = { residence: string; people: number; soon: number }

/** The towns in a region, or in a country, where most of a track's people live; at most `most`. */
export const countByTown = async (
  db: Db,
  centreId: string,
  track: Track,
  { region, country }: { region: string; country: string },
  most: number,
) => {
  const { rows } = await sql<Town>`
    select c.residence, count(*)::int as people,
      (count(*) filter (where c.horizon in ('within_6_months', 'within_12_months')))::int as soon
    from contacts c join enrolments e on e.centre_id = c.centre_id and e.contact_id = c.id
    where c.centre_id = ${centreId} and c.residence_region = ${region} and c.residence_country = ${country}
      and ${going(centreId, track)}
    group by 1 order by people desc, c.residence collate "cs-x-icu" limit ${most}`.execute(db)
  return rows
}

const going = (centreId: string, track: Track) => sql`e.centre_id = ${centreId} and e.track = ${track} and not exists (
  select from stages s where s.centre_id = e.centre_id and s.track = e.track and s.code = e.stage and s.category = 'lost')`
