import { type Kysely, sql } from 'kysely'
import { appendOnly, door, protectTables } from './tenancy.ts'

/**
 * Questionnaires answered without a name. A response carries nothing that leads to a person or to the order of
 * answering: a random id, the week, the language. What was sent waits elsewhere until nine others came: its row was
 * written alone, and the transaction's number and the place in the file would tell when. The rows of a batch are
 * written together, shuffled.
 */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table surveys (
        centre_id uuid not null references centres,
        id uuid not null,
        slug text not null check (slug ~ '^[a-z0-9-]{1,80}$'),
        status text not null check (status in ('draft', 'published', 'closed')),
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (centre_id, id),
        unique (centre_id, slug)
      );

      create table survey_texts (
        centre_id uuid not null,
        survey_id uuid not null,
        lang text not null check (lang in ('cs', 'en', 'de', 'uk')),
        title text not null,
        intro text not null,
        thanks text not null,
        primary key (centre_id, survey_id, lang),
        foreign key (centre_id, survey_id) references surveys (centre_id, id)
      );

      create table waves (
        centre_id uuid not null,
        id uuid not null,
        survey_id uuid not null,
        number int not null check (number > 0),
        opens_at timestamptz not null,
        closes_at timestamptz not null check (closes_at > opens_at),
        primary key (centre_id, id),
        unique (centre_id, survey_id, number),
        foreign key (centre_id, survey_id) references surveys (centre_id, id)
      );

      create table questions (
        centre_id uuid not null,
        id uuid not null,
        survey_id uuid not null,
        code text not null check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
        position int not null,
        page int not null check (page > 0),
        kind text not null check (kind in ('single', 'multiple', 'ranking')),
        code_list text,
        required boolean not null default false,
        max_choices int,
        ranks_question text,
        shown_if_question text,
        shown_if_choices text[],
        primary key (centre_id, id),
        unique (centre_id, survey_id, code),
        foreign key (centre_id, survey_id) references surveys (centre_id, id),
        check ((shown_if_question is null) = (shown_if_choices is null)),
        check ((kind = 'ranking') = (ranks_question is not null))
      );

      create table question_texts (
        centre_id uuid not null,
        question_id uuid not null,
        lang text not null check (lang in ('cs', 'en', 'de', 'uk')),
        wording text not null,
        hint text not null default '',
        primary key (centre_id, question_id, lang),
        foreign key (centre_id, question_id) references questions (centre_id, id)
      );

      create table choices (
        centre_id uuid not null,
        question_id uuid not null,
        code text not null check (code ~ '^[a-z0-9][a-z0-9_]{0,39}$'),
        position int not null,
        exclusive boolean not null default false,
        texts jsonb not null,
        primary key (centre_id, question_id, code),
        foreign key (centre_id, question_id) references questions (centre_id, id)
      );

      -- answers not sent yet, apart from those that were: deleted when they are sent, and after two weeks
      create table survey_drafts (
        centre_id uuid not null,
        token_hash bytea not null,
        wave_id uuid not null,
        page int not null,
        answers jsonb not null,
        expires_at timestamptz not null,
        primary key (centre_id, token_hash),
        foreign key (centre_id, wave_id) references waves (centre_id, id)
      );
      create unique index survey_drafts_once on survey_drafts (token_hash);
      create index survey_drafts_by_expiry on survey_drafts (expires_at);

      -- answers sent, until their batch is full: taken out of here, they leave no row behind
      create table waiting_responses (
        centre_id uuid not null,
        submission_hash bytea not null,
        wave_id uuid not null,
        week date not null,
        lang text not null check (lang in ('cs', 'en', 'de', 'uk')),
        answers jsonb not null,
        primary key (centre_id, submission_hash),
        foreign key (centre_id, wave_id) references waves (centre_id, id)
      );
      create index waiting_responses_of_wave on waiting_responses (centre_id, wave_id);

      create table responses (
        centre_id uuid not null,
        id uuid not null,
        wave_id uuid not null,
        submission_hash bytea not null,
        week date not null,
        lang text not null check (lang in ('cs', 'en', 'de', 'uk')),
        batch int not null check (batch > 0),
        primary key (centre_id, id),
        unique (centre_id, submission_hash),
        foreign key (centre_id, wave_id) references waves (centre_id, id)
      );
      create index responses_of_wave on responses (centre_id, wave_id, batch);

      create table answers (
        centre_id uuid not null,
        response_id uuid not null,
        question_code text not null,
        choice_code text not null,
        rank int,
        primary key (centre_id, response_id, question_code, choice_code),
        foreign key (centre_id, response_id) references responses (centre_id, id)
      );
      create index answers_of_question on answers (centre_id, question_code, choice_code, response_id);

      create function centre_of_survey_draft(wanted bytea) returns uuid language sql stable security definer
        set search_path = public, pg_temp as $$ select centre_id from survey_drafts where token_hash = wanted $$;

      create function centres_with_old_drafts(moment timestamptz) returns table (centre_id uuid) language sql stable
        security definer set search_path = public, pg_temp as $$
          select distinct d.centre_id from survey_drafts d
          join waves w on w.centre_id = d.centre_id and w.id = d.wave_id
          join surveys s on s.centre_id = w.centre_id and s.id = w.survey_id
          where d.expires_at <= moment or w.closes_at <= moment or s.status = 'closed' $$;
    `)
    .execute(db)

  await protectTables(db, {
    surveys: { slug: 'plain', status: 'plain' },
    survey_texts: { lang: 'plain', title: 'plain', intro: 'plain', thanks: 'plain' },
    waves: {},
    questions: {
      code: 'plain',
      kind: 'plain',
      code_list: 'plain',
      ranks_question: 'plain',
      shown_if_question: 'plain',
      shown_if_choices: 'plain',
    },
    question_texts: { lang: 'plain', wording: 'plain', hint: 'plain' },
    choices: { code: 'plain', texts: 'plain' },
    survey_drafts: { token_hash: 'plain', answers: 'personal' },
    waiting_responses: { submission_hash: 'plain', lang: 'plain', answers: 'plain' },
    responses: { submission_hash: 'plain', lang: 'plain' },
    answers: { question_code: 'plain', choice_code: 'plain' },
  })
  await appendOnly(db, 'responses')
  await appendOnly(db, 'answers')
  await sql.raw('revoke update on waiting_responses from krajan_app').execute(db)
  await sql.raw('revoke delete on surveys, waves from krajan_app').execute(db)
  await door(db, 'centre_of_survey_draft(bytea)')
  await door(db, 'centres_with_old_drafts(timestamptz)')
}
