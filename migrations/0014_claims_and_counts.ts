import { type Kysely, sql } from 'kysely'
import { protectTables } from './tenancy.ts'

/** What is asked again and again, kept so that its cost does not grow: the next mail, the counted answers, a survey's texts. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      -- the next mail of each class stands first, however many wait
      create index mails_by_urgency on mails (centre_id, class, not_before, id) where state = 'ready';

      -- what the answers of a wave add up to; written by whatever writes the answers, so it moves in their batches
      create table wave_counts (
        centre_id uuid not null,
        wave_id uuid not null,
        counted int not null,
        primary key (centre_id, wave_id),
        foreign key (centre_id, wave_id) references waves (centre_id, id)
      );
      create table choice_counts (
        centre_id uuid not null,
        wave_id uuid not null,
        question_code text not null,
        choice_code text not null,
        chosen int not null,
        first int not null,
        primary key (centre_id, wave_id, question_code, choice_code),
        foreign key (centre_id, wave_id) references waves (centre_id, id)
      );

      -- another one whenever anything that is read on the survey's pages changes: who kept its texts knows which they were
      alter table surveys add column edition uuid not null default gen_random_uuid();
    `)
    .execute(db)
  await protectTables(db, { wave_counts: {}, choice_counts: { question_code: 'plain', choice_code: 'plain' } })
  await sql.raw('revoke delete on wave_counts, choice_counts from krajan_app').execute(db)
  await sql.raw(counts).execute(db)
  await sql.raw(editions).execute(db)
}

const counts = `
  create function count_responses() returns trigger language plpgsql as $$
  begin
    insert into wave_counts as kept (centre_id, wave_id, counted)
      select centre_id, wave_id, case tg_op when 'DELETE' then -count(*) else count(*) end from moved group by 1, 2
      on conflict (centre_id, wave_id) do update set counted = kept.counted + excluded.counted;
    return null;
  end $$;
  create trigger count_new_responses after insert on responses
    referencing new table as moved for each statement execute function count_responses();
  create trigger count_gone_responses after delete on responses
    referencing old table as moved for each statement execute function count_responses();

  create function count_answers() returns trigger language plpgsql as $$
  declare sign int := case tg_op when 'DELETE' then -1 else 1 end;
  begin
    insert into choice_counts as kept (centre_id, wave_id, question_code, choice_code, chosen, first)
      select r.centre_id, r.wave_id, m.question_code, m.choice_code, sign * count(*),
          sign * count(*) filter (where m.rank = 1)
        from moved m join responses r on r.centre_id = m.centre_id and r.id = m.response_id group by 1, 2, 3, 4
      on conflict (centre_id, wave_id, question_code, choice_code)
        do update set chosen = kept.chosen + excluded.chosen, first = kept.first + excluded.first;
    return null;
  end $$;
  create trigger count_new_answers after insert on answers
    referencing new table as moved for each statement execute function count_answers();
  create trigger count_gone_answers after delete on answers
    referencing old table as moved for each statement execute function count_answers();

  insert into wave_counts (centre_id, wave_id, counted)
    select centre_id, wave_id, count(*) from responses group by 1, 2;
  insert into choice_counts (centre_id, wave_id, question_code, choice_code, chosen, first)
    select r.centre_id, r.wave_id, a.question_code, a.choice_code, count(*), count(*) filter (where a.rank = 1)
    from answers a join responses r on r.centre_id = a.centre_id and r.id = a.response_id group by 1, 2, 3, 4;
`

const editions = `
  create function renew_edition() returns trigger language plpgsql as $$
  declare changed jsonb;
  begin
    if tg_op = 'DELETE' then changed := to_jsonb(old); else changed := to_jsonb(new); end if;
    update surveys s set edition = gen_random_uuid()
      where s.centre_id = (changed ->> 'centre_id')::uuid and s.id = coalesce((changed ->> 'survey_id')::uuid,
        (select q.survey_id from questions q where q.centre_id = (changed ->> 'centre_id')::uuid
          and q.id = (changed ->> 'question_id')::uuid));
    return null;
  end $$;
  ${['survey_texts', 'questions', 'question_texts', 'choices']
    .map(
      (table) => `create trigger renew_edition after insert or update or delete on ${table}
        for each row execute function renew_edition();`,
    )
    .join('\n')}
`
