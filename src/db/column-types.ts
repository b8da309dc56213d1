import type postgres from 'postgres'
import { parseArray, writeArray } from './arrays.ts'

const unchanged = (value: string): string => value

// Serializers must not throw: postgres.js would blame another query of the same connection. The server refuses bad text.
const writeMoment = (value: unknown): string =>
  value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : String(value)
const writeJson = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

export const columnTypes = {
  int8: { to: 20, from: [20], parse: Number, serialize: String },
  day: { to: 1082, from: [1082], parse: unchanged, serialize: String },
  moment: { to: 1184, from: [1114, 1184], parse: (text: string) => new Date(text), serialize: writeMoment },
  json: { to: 3802, from: [114, 3802], parse: (text: string): unknown => JSON.parse(text), serialize: writeJson },
}

export type ArrayType = { array_oid: number; element_oid: number; delimiter: string }
type Codecs = Pick<postgres.ParsedOptions, 'parsers' | 'serializers'>

/**
 * Reads which array types this database has, enums and extensions included. It stands in for the `fetch_types` of
 * postgres.js, whose own query leaves an unhandled rejection behind when the server dies while it runs.
 */
export const learnArrayTypes = async (client: postgres.Sql): Promise<ArrayType[]> =>
  client.unsafe<ArrayType[]>(
    `select a.oid as array_oid, e.oid as element_oid, e.typdelim as delimiter
     from pg_catalog.pg_type e join pg_catalog.pg_type a on a.oid = e.typarray where e.typtype <> 'c'`,
  )

export const addArrayTypes = (codecs: Codecs, arrays: readonly ArrayType[]): void => {
  for (const { array_oid, element_oid, delimiter } of arrays) addArrayType(codecs, array_oid, element_oid, delimiter)
}

const addArrayType = (codecs: Codecs, array: number, element: number, delimiter: string): void => {
  codecs.parsers[array] = (text: string) => parseArray(text, codecs.parsers[element] ?? unchanged, delimiter)
  codecs.serializers[array] = (value: unknown) =>
    Array.isArray(value) ? writeArray(value, codecs.serializers[element] ?? String, delimiter) : String(value)
}
