import { type Kysely, sql } from 'kysely'
import { annotate, door } from './tenancy.ts'

/** Whoever took a stipend is asked in time whether they come, and the duty is closed when it has been served. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      -- the last milestone that somebody was reminded of
      alter table obligations add column reminded text not null default ''
        check (reminded in ('', 'half_year', 'month', 'overdue', 'served'));

      create function obligation_milestone(start_by date, started_on date, years_owed numeric, today date) returns text
        language sql immutable parallel safe as $$
          select case
            when started_on is not null then
              case when started_on + make_interval(months => round(years_owed * 12)::int) <= today then 'served' else '' end
            when start_by < today then 'overdue'
            when start_by <= today + 30 then 'month'
            when start_by <= today + 180 then 'half_year'
            else '' end $$;

      create index obligations_closed on obligations (centre_id, closed_on desc, id desc) where state <> 'open';

      -- centres where a duty has come to a milestone nobody was told of
      create function centres_with_obligations(today date, most int) returns table (centre_id uuid) language sql stable
        security definer set search_path = public, pg_temp as $$
          select o.centre_id from obligations o
          where o.state = 'open' and obligation_milestone(o.start_by, o.started_on, o.years_owed, today) not in ('', o.reminded)
          group by o.centre_id limit most $$;
    `)
    .execute(db)
  await annotate(db, 'obligations', { reminded: 'plain' })
  await door(db, 'centres_with_obligations(date, int)')
}
