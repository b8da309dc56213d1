import type postgres from 'postgres'
import { fillCentres, fillMemberships } from './filling.ts'
import { centreAt } from './places.ts'

const copies = 9
const tables: Record<string, string[]> = {
  contacts: ['id'],
  contact_points: ['id', 'contact_id'],
  enrolments: ['id', 'contact_id'],
  contact_languages: ['contact_id'],
  contact_motives: ['contact_id'],
  stage_changes: ['id', 'enrolment_id'],
  activities: ['id', 'contact_id'],
  contact_words: [],
  contact_keys: ['contact_id'],
}

/** Nine more centres beside the first, each with people of the same names: what stands in an index about all of them. */
export const multiply = async (client: postgres.Sql) => {
  const others = Array.from({ length: copies }, (_, index) => centreAt(index + 1))
  await fillCentres(client, others)
  for (const { id } of others) await fillMemberships(client, id)
  // what triggers make of people is copied with them
  await client`set session_replication_role = replica`
  for (const [table, ids] of Object.entries(tables))
    await withoutSearch(client, table, () => copyRows(client, table, ids))
  await client`reset session_replication_role`
}

/** An index for words is built several times faster at once than row by row. */
const withoutSearch = async (client: postgres.Sql, table: string, work: () => Promise<unknown>) => {
  const indexes = await client<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index join pg_class c on c.oid = indexrelid join pg_am a on a.oid = c.relam
    where indrelid = ${table}::regclass and a.amname = 'gin'`
  for (const { name } of indexes) await client.unsafe(`drop index ${name}`)
  await work()
  for (const { definition } of indexes) await client.unsafe(definition)
}

const copyRows = async (client: postgres.Sql, table: string, ids: string[]) => {
  const stored = await client<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
    order by attnum`
  const columns = stored.map(({ name }) => name)
  const main = centreAt(0)
  for (let number = 1; number <= copies; number++) {
    const values = columns.map((column) => {
      if (column === 'centre_id') return `'${centreAt(number).id}'::uuid`
      // the last byte of an id is the centre's number
      if (ids.includes(column)) return `overlay(${column}::text placing '${hexByte(number)}' from 35)::uuid`
      return column
    })
    await client.unsafe(
      `insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table} where centre_id = '${main.id}'`,
    )
  }
}

const hexByte = (number: number) => number.toString(16).padStart(2, '0')
