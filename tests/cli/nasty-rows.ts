import { sql } from 'kysely'
import type { Db } from '../../src/db/connection.ts'
import { newId } from '../../src/lib/ids.ts'
import { aContact, type TestCentre } from '../support/cast.ts'

/** What people and machines put into text to see it break. */
export const nastyTexts = [
  'zpětné \\ lomítko, \\N, \\., \\\\n a \\t',
  'tabulátor\ta řádky\r\na\nkonec\n',
  '\\.',
  '\u0001\u0008\u000b\u001b\u007f\u0085\u2028\ufeff',
  'Příliš žluťoučký kůň, ďábelské ódy; Оксана Їжак; 日本; 👩‍👩‍👧‍👦; e\u0301 a \u00e9; \u202eopačně',
  `"uvozovky" 'apostrofy' $tag$ ; drop table contacts; --`,
  ' mezery na krajích ',
]

/** Rows that a careless copy would change. */
export const plantNastyRows = async (ownerDb: Db, centre: TestCentre) => {
  for (const text of nastyTexts) {
    const { id } = await aContact(ownerDb, centre, {
      family_name: text,
      email: `n-${newId()}@example.org`,
      tags: [text, '', 'NULL', '{}', '"', 'a,b'],
    })
    await ownerDb
      .insertInto('activities')
      .values({
        ...{ centre_id: centre.id, id: newId(), contact_id: id, kind: 'note', body: text },
        particulars: { text, number: 1e300, nothing: null },
        ...{ occurred_at: new Date('0044-03-15T00:00:00Z'), created_at: new Date('9999-12-31T23:59:59.999Z') },
      })
      .execute()
  }
  await sql`update contacts set next_step = 'někdy', next_step_on = 'infinity'
    where centre_id = ${centre.id}::uuid and family_name = ${nastyTexts[0]}`.execute(ownerDb)
  await sql`insert into suppressions values (${centre.id}::uuid, '\\x00ff5c0a0d09'::bytea, 'asked', '-infinity')`.execute(
    ownerDb,
  )
}

/** A table no migration knows, with what ours do not have yet. */
export const plantStrangeTable = (db: Db) =>
  sql
    .raw(`
      create table strange (
        id bigint generated always as identity primary key, "Big name; select" text, number numeric, real float8,
        day date, at timestamptz, span interval, bits bytea, list text[], grid int[][], doc jsonb, loose json,
        net inet, "range" int4range, doubled numeric generated always as (number * 2) stored,
        parent bigint references strange);
      create function count_strange() returns trigger language plpgsql as $$ begin
        raise exception 'the trigger ran'; end $$;
      alter table strange enable row level security;
      alter table strange force row level security;
      create policy owner on strange to krajan_owner using (true) with check (true);`)
    .execute(db)

export const fillStrangeTable = (db: Db) =>
  sql
    .raw(`
      insert into strange ("Big name; select", number, real, day, at, span, bits, list, grid, doc, loose, net, "range", parent) values
        (E'a\\\\b\\tc\\nd\\re', 'NaN', 'NaN', 'infinity', '-infinity', '1 year -2 mons 3.000001 s', '\\x00090a0d5c', '{NULL,"NULL",""}',
          '{{1,2},{3,NULL}}', '{"a":"\\\\u0001 \\\\\\\\ \\""}', '{ "kept" :  "as typed" }', '2001:db8::/32', '[1,)', null),
        ('', 0.1, 0.1, '0044-03-15 BC', '4713-01-01 BC', '-1 day', '', '{}', '{}', 'null', '[]', '10.0.0.1', 'empty', 1),
        (null, 12345678901234567890.000000000000000001, 'Infinity', null, now(), null, null, null, null, null, null, null, null, 2);
      create trigger counting before insert on strange for each row execute function count_strange()`)
    .execute(db)
